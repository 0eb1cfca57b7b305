import * as vscode from "vscode";
import type { Findings } from "./diagnostics.ts";
import { isReviewed } from "./documents.ts";
import { handlerLines, type HandlerLine } from "./handler-facts.ts";
import { findingsCounted, kindOf } from "./handler-words.ts";
import { languages } from "./languages.ts";
import { originOf } from "./origin.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";

/** Says above each handler what invokes it and how many findings it has. What was said stays while the text does not parse. */
export function lenses(findings: Findings): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();

  const linesOf = (document: vscode.TextDocument): HandlerLine[] => {
    const known = findings.known(document.uri.toString());
    if (!known || settingsFor(document).codeLens === "off" || !isReviewed(document)) return [];
    return handlerLines(known, document.getText());
  };

  const shownNow = () =>
    JSON.stringify(
      findings
        .all()
        .map(({ document }) => [
          document.uri.toString(),
          linesOf(document).map((line) => commandFor(line, document)),
        ]),
    );
  let shown = shownNow();

  return vscode.Disposable.from(
    changes,
    vscode.languages.registerCodeLensProvider(languages, {
      onDidChangeCodeLenses: changes.event,
      provideCodeLenses: (document) =>
        linesOf(document).map((line) => {
          const place = new vscode.Position(line.line - 1, 0);
          return new vscode.CodeLens(new vscode.Range(place, place), commandFor(line, document));
        }),
    }),
    // A review after each pause mostly says the same again.
    findings.onDidChange(() => {
      const before = shown;
      shown = shownNow();
      if (shown !== before) changes.fire();
    }),
    onSettingsChange(() => changes.fire()),
  );
}

/** Leads to the first finding, or else to why it is a handler. */
function commandFor({ handler, findings }: HandlerLine, { uri }: vscode.TextDocument): vscode.Command {
  const [first] = findings;
  const title = vscode.l10n.t("λ {0} — {1}", kindOf(handler), findingsCounted(findings.length));
  return first
    ? { title, command: "effectiveLambda.goToFinding", arguments: [originOf(uri, first)] }
    : { title, command: "effectiveLambda.whyHandler" };
}
