import * as vscode from "vscode";
import { analysis } from "./editor/analysis.ts";
import { watched } from "./editor/busy.ts";
import { changeComments } from "./editor/change-comments.ts";
import { copyReviewComment, exportReview } from "./editor/change-export.ts";
import { changeQuestions } from "./editor/change-question.ts";
import { changeReview } from "./editor/change-review.ts";
import { commands } from "./editor/commands.ts";
import { configureRule } from "./editor/configure-rule.ts";
import { deck } from "./editor/deck.ts";
import { diagnostics } from "./editor/diagnostics.ts";
import { isReviewed } from "./editor/documents.ts";
import { explainable, explainFinding } from "./editor/explain.ts";
import { fixAll, fixAllSafe } from "./editor/fix-all.ts";
import { fixPreviews } from "./editor/fix-previews.ts";
import { handlersView } from "./editor/handlers-view.ts";
import { heldFolders } from "./editor/held-folders.ts";
import { hover } from "./editor/hover.ts";
import { lenses } from "./editor/lenses.ts";
import { links } from "./editor/links.ts";
import { moduleView } from "./editor/module-view.ts";
import { goToFinding, goToNeighbour, previewFix } from "./editor/navigation.ts";
import { openSlide, startQuiz } from "./editor/open-slide.ts";
import { pages } from "./editor/pages.ts";
import { progress, resetProgress } from "./editor/progress.ts";
import { quickFixes } from "./editor/quick-fixes.ts";
import { holding } from "./editor/reading-folders.ts";
import { reporters } from "./editor/reporters.ts";
import { reports } from "./editor/reports.ts";
import { openSample } from "./editor/sample.ts";
import { slideTexts } from "./editor/slide-texts.ts";
import { status } from "./editor/status.ts";
import { disableInFile, suppressWithReason } from "./editor/suppress.ts";
import { threadFile } from "./editor/thread.ts";
import { whyHandler } from "./editor/why-handler.ts";
import { results } from "./editor/workspace-review.ts";
import { yourCode } from "./editor/your-code.ts";

/** Composes the extension. Each feature is one function that returns what must be disposed of; nothing else happens here. */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, extensionUri, globalState, subscriptions, workspaceState } = context;
  const own = <T extends { dispose(): unknown }>(feature: T): T => {
    subscriptions.push(feature);
    return feature;
  };

  const log = own(vscode.window.createOutputChannel("Effective Lambda", { log: true }));
  const texts = new Map<string, string>();
  const held = own(heldFolders(log));
  const thread = {
    file: threadFile(extensionUri),
    // It goes when the extension does, where nobody empties the storage of one that is gone.
    cache: vscode.Uri.joinPath(extensionUri, "dist/compiled").fsPath,
  };
  const threaded = analysis({
    ...thread,
    patienceToLoad: 60_000,
    patience: 5000,
    patienceAtFirst: 30_000,
    grace: 10_000,
    isNeeded: () => vscode.workspace.textDocuments.some(isReviewed),
    texts,
    held: held.texts,
    warn: (message) => log.warn(message),
  });
  const rules = own(watched(holding(held, threaded)));
  const whoReports = own(reporters());
  const findings = own(diagnostics(rules, texts, whoReports, held.onDidChange, log));
  const rulePages = pages(extensionUri);
  const slides = slideTexts(extensionUri);
  const learning = own(progress(globalState));
  const previews = own(fixPreviews(findings));
  const known = own(results(findings, rules, held, log));
  const askForChanges = changeQuestions(thread);
  const review = own(changeReview(askForChanges, known, log));
  const comments = own(changeComments(review, known));
  const handlers = own(handlersView(known, review, workspaceState));
  const report = own(reports(rules, findings, whoReports, String(extension.packageJSON.version)));
  const module7 = own(deck(extensionUri, slides, learning, yourCode(findings, previews), log));

  own(
    commands(log, {
      "effectiveLambda.explainFinding": (finding) => explainFinding(findings, known, module7, finding),
      "effectiveLambda.fixAllSafe": () => fixAllSafe(rules, whoReports, findings),
      "effectiveLambda.suppressWithReason": (origin) => suppressWithReason(findings, rules, origin),
      "effectiveLambda.disableInFile": (origin) => disableInFile(findings, rules, origin),
      "effectiveLambda.configureRule": (origin) => configureRule(findings, rules, origin),
      "effectiveLambda.openDeck": () => module7.show(),
      "effectiveLambda.openSlide": (topic, origin) => openSlide(module7, topic, origin),
      "effectiveLambda.startQuiz": () => startQuiz(module7),
      "effectiveLambda.resetProgress": () => resetProgress(learning),
      "effectiveLambda.openPage": (rule) => rulePages.open(String(rule)),
      "effectiveLambda.goToFinding": (finding) => goToFinding(known, finding),
      "effectiveLambda.nextFinding": () => goToNeighbour(known, review, comments, 1),
      "effectiveLambda.previousFinding": () => goToNeighbour(known, review, comments, -1),
      "effectiveLambda.applyFix": (preview) => previews.apply(preview),
      "effectiveLambda.previewFix": (finding) => previewFix(findings, previews, finding),
      "effectiveLambda.groupFindings": () => handlers.chooseGrouping(),
      "effectiveLambda.filterFindings": () => handlers.chooseFilter(),
      "effectiveLambda.reviewWorkspace": () => known.reviewWorkspace(),
      "effectiveLambda.reviewChanges": async () => (await review.begin()) && handlers.showChanged(),
      "effectiveLambda.endReview": () => review.end(),
      "effectiveLambda.resolveComment": (thread) => comments.resolve(thread),
      "effectiveLambda.exportReview": () => exportReview(askForChanges, review),
      "effectiveLambda.copyReviewComment": () => copyReviewComment(askForChanges, review),
      "effectiveLambda.whyHandler": () => whyHandler(rules, whoReports),
      "effectiveLambda.showEffectiveConfig": () => report.showConfiguration(),
      "effectiveLambda.copyDiagnostics": () => report.copy(),
      "effectiveLambda.openSample": () => openSample(),
      "effectiveLambda.showLog": () => log.show(),
    }),
  );
  own(explainable(findings));
  own(quickFixes(findings));
  own(fixAll(rules, whoReports));
  own(hover(findings, rulePages, slides, learning));
  own(lenses(findings, known));
  own(status(findings, known, rules, held));
  own(links());
  own(moduleView(slides, findings, learning));
}
