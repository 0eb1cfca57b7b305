import * as vscode from "vscode";
import type { Findings } from "./diagnostics.ts";
import { isReviewed } from "./documents.ts";
import { accountsOf, type Account } from "./handler-accounts.ts";
import { movedLine } from "./handler-facts.ts";
import { kindOf, tallySaid } from "./handler-words.ts";
import { languages } from "./languages.ts";
import type { Origin } from "./origin.ts";
import { onSettingsChange, settingsFor } from "./settings.ts";
import type { Results } from "./workspace-review.ts";

/** Says above each handler what invokes it and how many findings it has. What was said stays while the text does not parse. */
export function lenses(findings: Findings, results: Results): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();

  /** They exist whatever is found. */
  const lensesOf = (document: vscode.TextDocument, accounts: readonly Account[]): vscode.CodeLens[] => {
    const uri = addressOf(document);
    const known = findings.known(uri);
    if (!known || settingsFor(document).codeLens === "off" || !isReviewed(document)) return [];
    return accounts
      .filter(({ file }) => file === uri)
      .map((account) => {
        const line = movedLine(account.handler.line, known.text, document.getText());
        const place = new vscode.Position(line - 1, 0);
        return new vscode.CodeLens(new vscode.Range(place, place), commandFor(account));
      });
  };

  const shownNow = () => {
    const documents = findings.all().map(({ document }) => document);
    const accounts = accountsOf(results, documents.map(addressOf));
    return JSON.stringify(documents.map((document) => lensesOf(document, accounts)));
  };
  let shown = shownNow();

  return vscode.Disposable.from(
    changes,
    vscode.languages.registerCodeLensProvider(languages, {
      onDidChangeCodeLenses: changes.event,
      provideCodeLenses: (document) => lensesOf(document, accountsOf(results, [addressOf(document)])),
    }),
    // A review after each pause mostly says the same again.
    results.onDidChange(() => {
      const before = shown;
      shown = shownNow();
      if (shown !== before) changes.fire();
    }),
    onSettingsChange(() => changes.fire()),
  );
}

const addressOf = ({ uri }: vscode.TextDocument) => uri.toString();

/** Leads to the first finding, or else to why it is a handler. */
function commandFor(account: Account): vscode.Command {
  const [first] = account.entries;
  const title = vscode.l10n.t("λ {0} — {1}", kindOf(account.handler), tallySaid(account));
  if (!first) return { title, command: "effectiveLambda.whyHandler" };
  const { file, rule, line } = first;
  return {
    title,
    command: "effectiveLambda.goToFinding",
    arguments: [{ file, rule, line } satisfies Origin],
  };
}
