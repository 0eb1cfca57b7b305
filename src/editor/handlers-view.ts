import * as vscode from "vscode";
import { canHaveChanges } from "./change-question.ts";
import type { ChangeReview } from "./change-review.ts";
import { ageOf } from "./change-words.ts";
import {
  entriesOf,
  filtered,
  filters,
  groupings,
  groupsOf,
  isFixable,
  type Entry,
  type FileResult,
  type Filter,
  type Group,
  type Grouping,
} from "./finding-groups.ts";
import { accountsOf, type Account } from "./handler-accounts.ts";
import { evidenceOf, findingsCounted, kindOf, tallySaid } from "./handler-words.ts";
import type { Results } from "./workspace-review.ts";

export interface HandlersView extends vscode.Disposable {
  chooseGrouping(): Promise<void>;
  chooseFilter(): Promise<void>;
  /** Shows what a change is about. */
  showChanged(): Promise<void>;
}

/** The handlers that are known with their findings, as a tree that somebody can group and filter. */
export function handlersView(results: Results, review: ChangeReview, state: vscode.Memento): HandlersView {
  const changes = new vscode.EventEmitter<void>();
  const grouping = (): Grouping => state.get("grouping", "handler");
  const chosenFilter = (): Filter => state.get("filter", "all");
  // A review that has ended, or that another window had, leaves nothing to show.
  const filter = (): Filter => (chosenFilter() === "changed" && !review.question() ? "all" : chosenFilter());
  const shownNow = (): FileResult[] => {
    const now = filter();
    return now === "changed" ? review.results()! : filtered(results.all(), now, currentFile());
  };

  const provider: vscode.TreeDataProvider<Group | Entry> = {
    onDidChangeTreeData: changes.event,
    getChildren: (parent) => (parent ? entriesIn(parent) : groupsOf(shownNow(), grouping())),
    getTreeItem: (element) =>
      "entries" in element
        ? groupItem(element, grouping(), countSaid(element))
        : entryItem(element, grouping()),
  };
  const view = vscode.window.createTreeView("effectiveLambda.handlers", { treeDataProvider: provider });

  /** Of a handler what the line above it says; where a filter hides a part of that, how much is shown. */
  const countSaid = ({ key, entries: { length } }: Group): string => {
    const account = accounts.get(key);
    if (!account || length > account.found) return findingsCounted(length);
    return length === account.found
      ? tallySaid(account)
      : vscode.l10n.t("{0} of {1} shown", length, findingsCounted(account.found));
  };

  let accounts = new Map<string, Account>();
  let shown = "";
  let hasFindings = false;
  function refresh(): void {
    const all = results.all();
    const count = entriesOf(all).length;
    const saved = entriesOf(all.filter(({ file }) => !file.startsWith("untitled:"))).length;
    const before = shown;
    const now = shownNow();
    accounts = new Map(accountsOf(results).map((account) => [account.key, account]));
    const counts = groupsOf(now, grouping()).map(countSaid);
    // Code is reviewed at each pause in typing, and mostly with the same findings as before. Each is compared once, in however
    // many groups it is.
    const shownOf = ({ path, handlers, findings, callers }: FileResult) => [
      path,
      handlers,
      findings,
      callers,
    ];
    shown = JSON.stringify([grouping(), filter(), now.map(shownOf), counts]);
    const message =
      filter() === "changed"
        ? review.summary()
        : messageFor(filter(), results.summary(), all.length > 0 && now.length === 0);
    if (view.message !== message) view.message = message;
    // What nobody has saved, as the sample, is no work that waits in the folder.
    if (view.badge?.value !== (saved || undefined))
      view.badge = saved > 0 ? { value: saved, tooltip: findingsCounted(saved) } : undefined;
    if (hasFindings !== count > 0) {
      hasFindings = count > 0;
      void vscode.commands.executeCommand("setContext", "effectiveLambda.hasFindings", hasFindings);
    }
    if (shown !== before) changes.fire();
  }

  async function choose<T extends string>(
    key: "grouping" | "filter",
    all: readonly T[],
    titles: Record<T, string>,
    now: T,
  ) {
    const items = all.map((value) => ({
      label: titles[value],
      value,
      ...(value === now && { description: vscode.l10n.t("chosen") }),
    }));
    const chosen = await vscode.window.showQuickPick(items);
    if (chosen) await show(key, chosen.value);
    return chosen?.value;
  }

  async function show(key: "grouping" | "filter", value: string): Promise<void> {
    await state.update(key, value);
    refresh();
  }

  async function chooseFilter(): Promise<void> {
    const offered = filters.filter((one) => one !== "changed" || canHaveChanges());
    const chosen = await choose("filter", offered, filterTitles(), filter());
    if (chosen === "changed" && !review.question())
      await vscode.commands.executeCommand("effectiveLambda.reviewChanges");
  }

  refresh();
  const listeners = vscode.Disposable.from(
    changes,
    view,
    results.onDidChange(refresh),
    review.onDidChange(refresh),
    vscode.window.onDidChangeActiveTextEditor(() => {
      if (filter() === "currentFile") refresh();
    }),
  );
  return {
    chooseGrouping: async () => void (await choose("grouping", groupings, groupingTitles(), grouping())),
    chooseFilter,
    showChanged: () => show("filter", "changed"),
    dispose: () => listeners.dispose(),
  };
}

const currentFile = () => vscode.window.activeTextEditor?.document.uri.toString();

const entriesIn = (parent: Group | Entry): Entry[] => ("entries" in parent ? parent.entries : []);

const groupingTitles = (): Record<Grouping, string> => ({
  handler: vscode.l10n.t("By handler"),
  slide: vscode.l10n.t("By slide"),
  severity: vscode.l10n.t("By severity"),
  file: vscode.l10n.t("By file"),
});

const filterTitles = (): Record<Filter, string> => ({
  all: vscode.l10n.t("All findings"),
  changed: vscode.l10n.t("What has changed"),
  fixable: vscode.l10n.t("What can be fixed"),
  currentFile: vscode.l10n.t("The current file"),
});

function messageFor(filter: Filter, summary: string | undefined, isEmpty: boolean): string | undefined {
  const filtering = filter === "all" ? undefined : vscode.l10n.t("Shown: {0}", filterTitles()[filter]);
  const reason = isEmpty ? vscode.l10n.t("Nothing passes the filter.") : undefined;
  return [filtering, reason, summary].filter(Boolean).join(" · ") || undefined;
}

/** The picture of what invokes a handler, by the short name of its event source. */
const icons: Record<string, string> = {
  sqs: "inbox",
  sns: "broadcast",
  s3: "file-directory",
  kinesis: "pulse",
  dynamodb: "database",
  schedule: "clock",
  eventbridge: "zap",
  api: "globe",
  alb: "globe",
  websocket: "globe",
  authorizer: "key",
  cognito: "account",
};

function groupItem(
  { key, title, path, of, entries }: Group,
  grouping: Grouping,
  count: string,
): vscode.TreeItem {
  const state = vscode.TreeItemCollapsibleState[entries.length > 0 ? "Expanded" : "None"];
  const item = new vscode.TreeItem(
    grouping === "severity" ? severityTitle(title) : labelOf(title, path),
    state,
  );
  item.id = `${grouping} ${key}`;
  item.description = [of ? kindOf(of.handler) : undefined, count, path].filter(Boolean).join(" · ");
  if (grouping === "handler")
    item.iconPath = new vscode.ThemeIcon(icons[of?.handler.sources[0] ?? ""] ?? "symbol-function");
  if (of) {
    item.tooltip = [`${title} (${path}:${of.handler.line})`, evidenceOf(of.handler)].join("\n");
    item.command = {
      command: "effectiveLambda.goToFinding",
      title: vscode.l10n.t("Open"),
      arguments: [{ file: of.file, rule: "", line: of.handler.line }],
    };
  }
  item.accessibilityInformation = { label: [item.label, item.description].join(", ") };
  return item;
}

/** Most handlers are called so: their files tell them apart. */
const labelOf = (name: string, path: string | undefined): string => {
  const file = path?.split("/").at(-1);
  return file === undefined ? name : name === "handler" ? file : `${file} · ${name}`;
};

const severityTitle = (severity: string): string =>
  severity === "error" ? vscode.l10n.t("Errors") : vscode.l10n.t("Warnings");

function entryItem(entry: Entry, grouping: Grouping): vscode.TreeItem {
  const { finding, path, line, rule } = entry;
  const item = new vscode.TreeItem(finding.message.replaceAll("`", ""));
  const place = [ageOf(finding), `${path}:${line}`].filter(Boolean).join(" · ");
  item.description = grouping === "file" ? [ageOf(finding), line].filter(Boolean).join(" · ") : place;
  item.tooltip = [finding.message, finding.why, rule].join("\n\n");
  item.iconPath = new vscode.ThemeIcon(
    finding.severity,
    new vscode.ThemeColor(finding.severity === "error" ? "list.errorForeground" : "list.warningForeground"),
  );
  item.contextValue = isFixable(finding) ? "fixable" : "finding";
  item.command = {
    command: "effectiveLambda.goToFinding",
    title: vscode.l10n.t("Open"),
    arguments: [entry],
  };
  item.accessibilityInformation = { label: [item.label, place].join(", ") };
  return item;
}
