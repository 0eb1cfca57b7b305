import * as vscode from "vscode";
import type { ChangedFile, ChangeInFolder } from "./change-messages.ts";
import type { Ask, Question } from "./change-question.ts";
import { summaryOf } from "./change-words.ts";
import { knownEntries, movedTo, notShown, ofChange, type KnownEntry } from "./changed-lines.ts";
import { amongThemselves, type FileResult } from "./finding-groups.ts";
import type { Results } from "./workspace-review.ts";

/** The change that somebody reviews: which handlers it touches, and what is found of them as they are now. */
export interface ChangeReview extends vscode.Disposable {
  /** Asks since when, and finds out what has changed. Gives whether it did. */
  begin(): Promise<boolean>;
  end(): void;
  /** What is under review; `undefined` where nothing is. */
  question(): Question | undefined;
  /** The touched handlers with what is left to look at; `undefined` where nothing is under review. */
  results(): FileResult[] | undefined;
  /** What is left to look at, from file to file. */
  entries(): KnownEntry[] | undefined;
  /** Has somebody done with a finding. It comes back with the next review. */
  resolve(entry: Pick<KnownEntry, "key">): void;
  /** What it has come to, in a sentence. */
  summary(): string | undefined;
  /** Tells that a review began, ended, or has less left; what is found of files is told by others. */
  onDidChange: vscode.Event<void>;
}

interface UnderReview extends Pick<ChangeInFolder, "touched" | "unchecked"> {
  question: Question;
  /** By their addresses. */
  files: Map<string, ChangedFile>;
  resolved: Set<string>;
}

export function changeReview(ask: Ask, results: Results, log: vscode.LogOutputChannel): ChangeReview {
  const changes = new vscode.EventEmitter<void>();
  let current: UnderReview | undefined;

  function set(review: UnderReview | undefined): void {
    current = review;
    void vscode.commands.executeCommand("setContext", "effectiveLambda.hasChange", review !== undefined);
    changes.fire();
  }

  /** What is found where the change is, with those that somebody has done with. */
  function found({ files }: UnderReview): FileResult[] {
    const all = results.all().flatMap((result) => {
      const file = files.get(result.file);
      if (!file) return [];
      const now = movedTo(result.text ?? file.text, file);
      files.set(result.file, now);
      return ofChange(result, now);
    });
    return amongThemselves(all);
  }

  const left = (results: readonly FileResult[], { resolved }: UnderReview): KnownEntry[] =>
    knownEntries(results).filter(({ key }) => !resolved.has(key));

  return {
    async begin() {
      const answered = await ask(undefined, (thread, { folder, base }, tell) =>
        thread.ask("change", [folder.fsPath, base], tell),
      );
      if (!answered) return false;
      const { question, answer } = answered;
      for (const { file, message } of answer.unchecked) log.warn(`${file}: ${message}`);
      const files = answer.files.map((file) => ({
        uri: vscode.Uri.joinPath(question.folder, file.name),
        file,
      }));
      await results.follow(files.map(({ uri }) => uri));
      set({
        question,
        touched: answer.touched,
        unchecked: answer.unchecked,
        files: new Map(files.map(({ uri, file }) => [uri.toString(), file])),
        resolved: new Set(),
      });
      return true;
    },
    end() {
      if (!current) return;
      set(undefined);
      results.endFollowing();
    },
    question: () => current?.question,
    results() {
      if (!current) return undefined;
      const all = found(current);
      const open = new Set(left(all, current).map(({ finding }) => finding));
      return all.map((result) => ({
        ...result,
        findings: result.findings.filter((finding) => open.has(finding)),
      }));
    },
    entries: () => current && left(found(current), current),
    resolve({ key }) {
      current?.resolved.add(key);
      changes.fire();
    },
    summary() {
      if (!current) return undefined;
      const all = found(current);
      const missing = notShown(current.touched, all, current.files);
      return summaryOf(
        current.question.base,
        { ...current, missing },
        left(all, current),
        current.resolved.size,
      );
    },
    onDidChange: changes.event,
    dispose: () => changes.dispose(),
  };
}
