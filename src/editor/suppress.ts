import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import { editOf } from "./changes.ts";
import { Refusal } from "./commands.ts";
import type { Findings } from "./diagnostics.ts";
import { reviewedPath } from "./documents.ts";
import { isReason } from "./reason.ts";
import type { Silencing } from "./silence.ts";
import { targetOf, type Target } from "./target.ts";

/** How a finding is silenced for a reason, in a text as it stands now. */
type Silence = (target: Target, reason: string) => Promise<Silencing | undefined>;

/** Has one finding be silent, with a comment that says why. */
export const suppressWithReason = (findings: Findings, analysis: Analysis, input: unknown): Promise<void> =>
  suppress(findings, input, vscode.l10n.t("Suppress this finding"), ({ document, finding }, reason) =>
    analysis.run(
      document.uri.toString(),
      "silenced",
      document.getText(),
      reviewedPath(document),
      { rule: finding.rule, line: finding.line, column: finding.column },
      reason,
    ),
  );

/** Has the rule of a finding be silent in its file, with a comment that says why. */
export const disableInFile = (findings: Findings, analysis: Analysis, input: unknown): Promise<void> =>
  suppress(
    findings,
    input,
    vscode.l10n.t("Disable the rule for this file"),
    ({ document, finding }, reason) =>
      analysis.run(
        document.uri.toString(),
        "silencedThroughout",
        document.getText(),
        reviewedPath(document),
        finding.rule,
        reason,
      ),
  );

async function suppress(findings: Findings, input: unknown, title: string, silence: Silence): Promise<void> {
  const target = await targetOf(findings, input);
  if (!target) return;
  const { document, finding } = target;
  const { version } = document;
  // Where nothing can silence it, nobody is asked for a reason.
  editsIn(await silence(target, finding.why));
  const reason = await reasonFor(title, finding.message);
  if (reason === undefined) return;
  if (document.version !== version) throw new Refusal(changedMeanwhile());

  const edits = editsIn(await silence(target, reason));
  if (document.version !== version) throw new Refusal(changedMeanwhile());
  await vscode.workspace.applyEdit(editOf(document, { title, edits }));
}

const reasonFor = (title: string, finding: string): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title,
    prompt: finding,
    placeHolder: vscode.l10n.t("Why is this right as it is?"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      isReason(text)
        ? undefined
        : vscode.l10n.t("Say why, in at least ten characters. Whoever reads the code next will ask."),
  });

function editsIn(silencing: Silencing | undefined) {
  if (!silencing) throw new Refusal(changedMeanwhile());
  if ("obstacle" in silencing) throw new Refusal(silencing.obstacle);
  return silencing.edits;
}

const changedMeanwhile = () =>
  vscode.l10n.t("Nothing was written, because the file has changed meanwhile. Please try again.");
