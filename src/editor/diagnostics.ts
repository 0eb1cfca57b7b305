import * as vscode from "vscode";
import type { Finding, Problem } from "../review/finding.ts";
import { tooLarge } from "../review/size.ts";
import type { Analysis } from "./analysis.ts";
import { diagnosticOf, rangeOf, source } from "./diagnostic.ts";
import { disk } from "./disk.ts";
import {
  activeFirst,
  isReviewed,
  onDidCompare,
  placeOnDisk,
  reviewedPath,
  reviewOptionsFor,
  standingOf,
} from "./documents.ts";
import { onReported, reportedIn } from "./eslint-diagnostics.ts";
import { throughAll } from "./handler-facts.ts";
import { isKnownLanguage } from "./languages.ts";
import { isSame, type Reporter } from "./reporter.ts";
import type { Reporters } from "./reporters.ts";
import type { OpenReview } from "./reviewing.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";

/** What is known of the documents as they stand in the editor. */
export interface Findings {
  /** The findings that touch a range. None while the text is newer than what was reviewed. */
  touching(document: vscode.TextDocument, range: vscode.Range): Finding[];
  /** What is known of a document that was reviewed, however old. */
  known(uri: string): Reviewed | undefined;
  /** All that were reviewed and are open. */
  all(): Reviewed[];
  /** Reviews a document as it stands now, without waiting for a pause. */
  reviewAgain(document: vscode.TextDocument): Promise<void>;
  /** Tells that what is known has changed. */
  onDidChange: vscode.Event<void>;
}

/** A document as it was when it last parsed. */
export interface Reviewed extends OpenReview {
  document: vscode.TextDocument;
  /** No two reviews have the same. */
  review: number;
  version: number;
  text: string;
  reporter: Reporter;
}

/**
 * Reviews what is open, once at first and again whenever typing pauses, and shows the findings as diagnostics. Where ESLint
 * reports them, they are what it reports, and are not shown a second time.
 *
 * @param texts is kept up to date with what files say that were changed since they were opened, by where they lie
 * @param onDidChangeHeld tells that files have changed which are read before they are needed
 */
export function diagnostics(
  analysis: Analysis,
  texts: Map<string, string>,
  reporters: Reporters,
  onDidChangeHeld: vscode.Event<void>,
  log: vscode.LogOutputChannel,
): Findings & vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(source);
  const changed = new vscode.EventEmitter<void>();
  const reviewed = new Map<string, Reviewed>();
  let reviews = 0;
  /** How many times what lies around was looked at: a newer look takes the place of one that goes on. */
  let looks = 0;
  /** How many times all that is open was to be reviewed, of which the same holds. */
  let sweeps = 0;
  /** How many times something changed on the disk. */
  let rounds = 0;
  const pauses = new Map<string, NodeJS.Timeout>();
  const logged = new Set<string>();

  async function review(document: vscode.TextDocument): Promise<void> {
    // A review after the pause would take the place of this one, and whoever waits for this would find nothing new.
    endPause(document);
    const standing = standingOf(document);
    const path = reviewedPath(document);
    if (standing === "too large") sayOnce(`${path}: ${tooLarge}`, (entry) => log.info(entry));
    if (standing !== "reviewed") return forget(document);
    const reporter = await reporters.of(document);
    if (reporter.who === "nobody") return forget(document);
    const { version } = document;
    const text = document.getText();
    const options = reviewOptionsFor(document);
    const reported = reporter.who === "ESLint" ? reportedIn(document.uri) : undefined;
    const result = await analysis.run(document.uri.toString(), "review", text, path, options, reported);
    if (!result || document.isClosed || document.version !== version) return;
    // A setting or the language may have changed meanwhile, without a new version.
    if (!isReviewed(document)) return;

    for (const problem of result.problems) {
      if (problem.kind !== "syntax") logProblem(path, problem);
    }
    for (const message of result.mistakes) logProblem(path, { message });
    // Half a line typed is no reason to take the findings away; the language's own service tells of the syntax.
    if (result.problems.some(({ kind }) => kind === "syntax")) return handOver(document, reporter);

    reviewed.set(document.uri.toString(), {
      ...result,
      document,
      review: ++reviews,
      version,
      text,
      reporter,
    });
    around.watch(true);
    hold(document);
    publish(document);
    changed.fire();
  }

  /** Reviews all that is open, one document after the other: what is typed or opened meanwhile waits for one at most. */
  async function reviewAll(): Promise<void> {
    const sweep = ++sweeps;
    for (const document of activeFirst(vscode.workspace.textDocuments)) {
      if (sweep !== sweeps) return;
      if (!document.isClosed) await review(document).catch(logFailure);
    }
    await lookAround();
  }

  /** Has somebody else report what is known, while nothing new can be known. */
  function handOver(document: vscode.TextDocument, reporter: Reporter): void {
    const last = reviewed.get(document.uri.toString());
    if (!last || last.reporter.who === reporter.who) return;
    last.reporter = reporter;
    publish(document);
    changed.fire();
  }

  /** Shows what nobody else does: of two diagnostics for one mistake, ours is the one that goes. */
  function publish({ uri }: vscode.TextDocument): void {
    const { document, findings, reporter } = reviewed.get(uri.toString())!;
    const reported = reportedIn(uri);
    const own = findings.filter((finding) => !reported.some((other) => isSame(other, finding)));
    collection.set(uri, reporter.who === "us" ? own.map((finding) => diagnosticOf(finding, document)) : []);
  }

  /** What is typed is reviewed after its pause anyway. */
  function followESLint(document: vscode.TextDocument): void {
    if (pauses.has(document.uri.toString())) return;
    const last = reviewed.get(document.uri.toString());
    if (last && last.reporter.who !== "ESLint") publish(last.document);
    else reviewNow(document);
  }

  /** Reviews again, of what is open, what somebody else reports now. What is not known may be ESLint's from now on. */
  async function reviewWhereOthersReport(): Promise<void> {
    for (const document of vscode.workspace.textDocuments.filter(isReviewed)) {
      const now = await reporters.of(document);
      const last = reviewed.get(document.uri.toString());
      const isNew = last ? JSON.stringify(now) !== JSON.stringify(last.reporter) : now.who === "ESLint";
      if (isNew) reviewNow(document);
    }
  }

  /** From its first change on a file says to others what it last did when it parsed, even if it is saved half typed. */
  function hold({ uri, version, isDirty }: vscode.TextDocument): void {
    const last = reviewed.get(uri.toString());
    const isChanged = version > 1 || isDirty;
    if (last && isChanged && uri.scheme !== "untitled") texts.set(placeOnDisk(uri), last.text);
  }

  /** Reviews again what other files now say something else of, one document after the other: what is typed waits for one at most. */
  async function lookAround(): Promise<void> {
    const look = ++looks;
    const asked = activeFirst(vscode.workspace.textDocuments).flatMap((document) => {
      const last = reviewed.get(document.uri.toString());
      return last?.version === document.version && isReviewed(document) ? [last] : [];
    });
    if (asked.length === 0) return;
    const said = await analysis.run(
      "the open files",
      "around",
      asked.map(({ document, findings, modules }) => [
        reviewedPath(document),
        reviewOptionsFor(document),
        throughAll(findings),
        modules,
      ]),
    );
    if (!said) return;
    for (const [index, last] of asked.entries()) {
      if (look !== looks) return;
      // What was reviewed meanwhile is asked about in a look of its own, with the findings that it has now.
      const isLast = reviewed.get(last.document.uri.toString()) === last;
      if (isLast && last.around !== said[index]) await review(last.document);
    }
  }

  const logProblem = (path: string, { message, details }: Pick<Problem, "message" | "details">) =>
    sayOnce(`${path}: ${message}`, (entry) => log.error(entry, details ?? ""));

  function sayOnce(entry: string, say: (entry: string) => void): void {
    if (!logged.has(entry)) say(entry);
    logged.add(entry);
  }

  const logFailure = (error: unknown) => log.error(error as Error);

  /** Does what may change what a document says to others, and has those reviewed again that heed it. */
  async function telling({ uri }: vscode.TextDocument, change: () => unknown): Promise<void> {
    const before = reviewed.get(uri.toString());
    await change();
    if (reviewed.get(uri.toString()) !== before) await lookAround();
  }

  function reviewNow(document: vscode.TextDocument): void {
    telling(document, () => review(document)).catch(logFailure);
  }

  function reviewAfterPause(document: vscode.TextDocument): void {
    endPause(document);
    const { debounceMs } = settingsFor(document);
    pauses.set(
      document.uri.toString(),
      setTimeout(() => reviewNow(document), debounceMs),
    );
  }

  function endPause({ uri }: vscode.TextDocument): void {
    clearTimeout(pauses.get(uri.toString()));
    pauses.delete(uri.toString());
  }

  function close(document: vscode.TextDocument): void {
    telling(document, () => forget(document)).catch(logFailure);
  }

  function forget(document: vscode.TextDocument): void {
    const { uri } = document;
    endPause(document);
    texts.delete(placeOnDisk(uri));
    collection.delete(uri);
    if (reviewed.delete(uri.toString())) changed.fire();
    around.watch(reviewed.size > 0);
    analysis.rest();
  }

  const lookWhoReports = () => void reviewWhereOthersReport().catch(logFailure);
  const reviewOpen = () => void reviewAll().catch(logFailure);
  /** What changes on the disk may be code that handlers call, a part of a template, or what configures either. */
  const around = disk((changes) => {
    const onDisk = changes
      .filter(({ uri }) => uri.scheme === "file")
      .map(({ uri, isNew }) => ({ place: uri.fsPath, isNew }));
    const heeded = analysis.run(`change ${++rounds} of the disk`, "heeds", onDisk);
    heeded.then((isOfUse) => (isOfUse === false ? undefined : lookAround())).catch(logFailure);
  });
  const listeners = vscode.Disposable.from(
    collection,
    changed,
    around,
    vscode.workspace.onDidOpenTextDocument(reviewNow),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isKnownLanguage(document.languageId)) return;
      hold(document);
      reviewAfterPause(document);
    }),
    vscode.workspace.onDidCloseTextDocument(close),
    onDidCompare(reviewNow),
    onSettingsChange(reviewOpen),
    reporters.onDidChange(lookWhoReports),
    onReported(followESLint),
    onDidChangeHeld(() => void lookAround().catch(logFailure)),
  );
  reviewOpen();

  return {
    touching(document, range) {
      const last = reviewed.get(document.uri.toString());
      if (last?.version !== document.version) return [];
      return last.findings.filter((finding) => rangeOf(finding).intersection(range));
    },
    known: (uri) => reviewed.get(uri),
    all: () => [...reviewed.values()],
    reviewAgain: (document) => telling(document, () => review(document)),
    onDidChange: changed.event,
    dispose() {
      pauses.forEach((pause) => clearTimeout(pause));
      listeners.dispose();
    },
  };
}
