import * as vscode from "vscode";
import { edited } from "../review/edits.ts";
import type { Finding, JointChange } from "../review/finding.ts";
import { placeOf, wholeChangesOf, wholeEditOf } from "./changes.ts";
import { columnOf } from "./columns.ts";
import { Refusal } from "./commands.ts";
import type { Findings } from "./diagnostics.ts";
import { asOrigin, nearest, originOf } from "./origin.ts";

export interface FixPreviews extends vscode.Disposable {
  /** Shows the files of a change, each beside what the change would make of it; that of the finding is seen first. */
  show(document: vscode.TextDocument, finding: Finding, change: JointChange): Promise<void>;
  /** Makes a change in all of its files, and closes what shows it. Refuses where one is no longer what it was made for. */
  make(document: vscode.TextDocument, change: JointChange): Promise<void>;
  /** Makes the change of a preview, by its address or else the one in sight, and goes to where the code is changed first. */
  apply(input: unknown): Promise<void>;
}

const scheme = "effective-lambda-fix";

/**
 * Documents that are on no disk: a file as a change would make it. Their address says which change, so that they follow
 * what is typed, and are there again after a reload. Once nothing is left to change, they are the file as it is.
 */
export function fixPreviews(findings: Findings): FixPreviews {
  const changed = new vscode.EventEmitter<vscode.Uri>();

  /** What a preview is to show, by what is known now. */
  function previewed({ query }: vscode.Uri) {
    const { title, of, ...rest } = JSON.parse(query) as { title: string; of: string };
    const place = vscode.Uri.parse(of, true);
    const origin = asOrigin(rest);
    const known = origin && findings.known(origin.file);
    const finding = known && nearest(known.findings, origin);
    const change = finding && wholeChangesOf(finding, known).find((one) => one.title === title);
    const part = change?.files.find(({ file }) => placeOf(file, known!.document).toString() === of);
    return { place, known, change, edits: part?.edits, text: part && edited(part.before, part.edits) };
  }

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const { place, text } = previewed(uri);
      return text ?? (await vscode.workspace.openTextDocument(place)).getText();
    },
  };

  const listeners = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    findings.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments) if (isAddress(uri)) changed.fire(uri);
    }),
  );

  async function close({ uri }: vscode.TextDocument, { title }: JointChange): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shows = ({ input }: vscode.Tab) => {
      if (!(input instanceof vscode.TabInputTextDiff) || input.modified.scheme !== scheme) return false;
      const shown = JSON.parse(input.modified.query) as { file: string; title: string };
      return shown.file === uri.toString() && shown.title === title;
    };
    await vscode.window.tabGroups.close(tabs.filter(shows), true);
  }

  async function make(document: vscode.TextDocument, change: JointChange): Promise<void> {
    const { edit, documents } = await editFor(document, change, findings);
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new Refusal(vscode.l10n.t("VS Code could not change the file."));
    // In tabs of their own, so that the preview can be closed without a question about what is not saved.
    const place = { viewColumn: columnOf(document), preserveFocus: true, preview: false };
    for (const one of documents.toReversed()) await vscode.window.showTextDocument(one, place);
    await close(document, change);
    await findings.reviewAgain(document);
  }

  return {
    async show(document, finding, { title, files }) {
      const options = { viewColumn: columnOf(document), preview: false };
      const places = files.map(({ file }) => placeOf(file, document));
      for (const place of places.toReversed()) {
        const query = JSON.stringify({ ...originOf(document.uri, finding), title, of: place.toString() });
        const name = place.path.slice(place.path.lastIndexOf("/") + 1);
        await vscode.commands.executeCommand(
          "vscode.diff",
          place,
          place.with({ scheme, query }),
          `${name}: ${title}`,
          options satisfies vscode.TextDocumentShowOptions,
        );
      }
    },

    make,

    async apply(input) {
      const uri = [input, inSight()].find(isAddress);
      if (!uri) return;
      const preview = await vscode.workspace.openTextDocument(uri);
      const before = previewed(preview.uri).known;
      if (before && before.version !== before.document.version) await findings.reviewAgain(before.document);
      const { place, known, change, edits, text } = previewed(preview.uri);
      if (known && known.version !== known.document.version) throw new Refusal(unreadable());
      if (!known || !change || !edits) throw new Refusal(nothingToChange());
      // Nothing is made but what somebody has seen; VS Code gives a text the same ends of lines everywhere.
      if (linesOf(preview.getText()) !== linesOf(text!)) throw new Refusal(changedMeanwhile());
      await make(known.document, change);
      const document = await vscode.workspace.openTextDocument(place);
      const start = document.positionAt(Math.min(...edits.map(({ range }) => range[0])));
      await vscode.window.showTextDocument(document, {
        viewColumn: columnOf(document),
        selection: new vscode.Range(start, start),
      });
    },

    dispose: () => listeners.dispose(),
  };
}

/** The edit that makes a change; refused, after a look at what is there now, where a file is no longer what was reviewed. */
export async function editFor(document: vscode.TextDocument, change: JointChange, findings: Findings) {
  const whole = await wholeEditOf(document, change);
  if ("edit" in whole) return whole;
  await findings.reviewAgain(document);
  throw new Refusal(
    vscode.l10n.t(
      "Nothing was changed, because {0} is no longer what was reviewed. Save it, then try again.",
      whole.outdated,
    ),
  );
}

const isAddress = (input: unknown): input is vscode.Uri =>
  input instanceof vscode.Uri && input.scheme === scheme;

/** What the diff in sight shows at its right side. */
function inSight(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

const linesOf = (text: string) => text.replaceAll("\r\n", "\n");

export const nothingToChange = () => vscode.l10n.t("There is nothing to change here any more.");

export const changedMeanwhile = () =>
  vscode.l10n.t("The file has changed meanwhile. This is how it stands now.");

export const unreadable = () => vscode.l10n.t("The file cannot be read while its syntax is wrong.");
