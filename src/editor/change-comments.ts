import * as vscode from "vscode";
import { text } from "../report/markdown-text.ts";
import { wayOf } from "../report/way.ts";
import { changesOf } from "./changes.ts";
import type { KnownEntry } from "./changed-lines.ts";
import type { ChangeReview } from "./change-review.ts";
import { ageOf } from "./change-words.ts";
import { rangeOf } from "./diagnostic.ts";
import { linksOf, trustedLinks } from "./hover.ts";
import type { Results } from "./workspace-review.ts";

export interface ChangeComments extends vscode.Disposable {
  /** Unfolds what is said of a finding, and folds the others. */
  unfold(entry: KnownEntry): void;
  /** Puts away what is said of a finding. */
  resolve(thread: unknown): void;
}

/** What is found of a change, as comments on its lines that nobody can answer. */
export function changeComments(review: ChangeReview, results: Results): ChangeComments {
  // Whoever reviews nothing is to see no panel for comments.
  let controller: vscode.CommentController | undefined;
  let threads = new Map<string, vscode.CommentThread>();

  function refresh(): void {
    const entries = review.entries();
    if (!entries) return end();
    controller ??= vscode.comments.createCommentController(
      "effectiveLambda.changes",
      vscode.l10n.t("Review of Changed Lambda Handlers"),
    );
    const before = threads;
    threads = new Map(
      entries.map((entry, index) => {
        const thread = before.get(entry.key) ?? threadAt(entry, controller!);
        const place = vscode.l10n.t("{0} of {1}", index + 1, entries.length);
        update(thread, entry, [place, ageOf(entry.finding)].filter(Boolean).join(" · "));
        return [entry.key, thread];
      }),
    );
    for (const [key, thread] of before) if (!threads.has(key)) thread.dispose();
  }

  function end(): void {
    for (const thread of threads.values()) thread.dispose();
    threads.clear();
    controller?.dispose();
    controller = undefined;
  }

  const listeners = vscode.Disposable.from(review.onDidChange(refresh), results.onDidChange(refresh));
  return {
    unfold({ key }) {
      for (const [other, thread] of threads)
        thread.collapsibleState =
          vscode.CommentThreadCollapsibleState[other === key ? "Expanded" : "Collapsed"];
      const label = threads.get(key)?.label;
      if (label) vscode.window.setStatusBarMessage(label, 5000);
    },
    resolve(thread) {
      const [key] = [...threads].find(([, known]) => known === thread) ?? [];
      if (key !== undefined) review.resolve({ key });
    },
    dispose() {
      listeners.dispose();
      end();
    },
  };
}

function threadAt({ file, finding }: KnownEntry, controller: vscode.CommentController): vscode.CommentThread {
  const thread = controller.createCommentThread(vscode.Uri.parse(file, true), rangeOf(finding), []);
  thread.canReply = false;
  thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
  return thread;
}

/** What is the same stays untouched: the editor draws anew what is set. */
function update(thread: vscode.CommentThread, { finding }: KnownEntry, label: string): void {
  const range = rangeOf(finding);
  const body = bodyOf(finding, thread.uri);
  if (!thread.range?.isEqual(range)) thread.range = range;
  if (thread.label !== label) thread.label = label;
  const [shown] = thread.comments;
  if ((shown?.body as vscode.MarkdownString | undefined)?.value !== body.value)
    thread.comments = [{ author: { name: "Effective Lambda" }, body, mode: vscode.CommentMode.Preview }];
}

/** What is wrong, why that matters, the change that ends it, and where more is told. */
function bodyOf(finding: KnownEntry["finding"], uri: vscode.Uri): vscode.MarkdownString {
  const body = new vscode.MarkdownString();
  body.isTrusted = trustedLinks;
  const [change] = changesOf(finding);
  body.appendMarkdown(text(plain(finding.message)));
  body.appendMarkdown(`\n\n${finding.why} · _${finding.harm}_`);
  if (finding.way) body.appendMarkdown("\n\n").appendMarkdown(text(wayOf(finding.way)));
  if (change)
    body.appendMarkdown("\n\n").appendMarkdown(text(vscode.l10n.t("Fix: {0}", plain(change.title))));
  return body.appendMarkdown(`\n\n${linksOf(finding, { uri }).join(" · ")}`);
}

const plain = (text: string): string => text.replaceAll("`", "");
