import * as vscode from "vscode";
import type { DeployedHere, TemplateReasons } from "./template-reasons.ts";
import { leadingTo, separator, type Answer } from "./why-answers.ts";

/** Says of a template which functions it deploys, and which handlers these are; or else that it is none. */
export function templateAnswers(
  { syntax, isTemplate, functions }: TemplateReasons,
  document: vscode.TextDocument,
): Answer[] {
  if (syntax !== undefined)
    return [{ label: vscode.l10n.t("The file cannot be read while its syntax is wrong."), detail: syntax }];
  if (!isTemplate)
    return [
      {
        label: vscode.l10n.t("This file deploys nothing to Lambda"),
        detail: vscode.l10n.t("It has no Resources (CloudFormation) and no provider aws (Serverless)"),
      },
    ];
  if (functions.length === 0) return [{ label: vscode.l10n.t("This template deploys no function") }];
  return functions.flatMap((one) => [
    separator(one.name),
    codeAnswer(one, document),
    ...one.invokers.map((invoker) =>
      leadingTo(vscode.l10n.t("Invoked by: {0}", invoker.title), invoker, document),
    ),
  ]);
}

/** The handler that a function is, or why none is in sight. */
function codeAnswer(deployed: DeployedHere, document: vscode.TextDocument): Answer {
  const { handler, otherRuntime, code } = deployed;
  if (code) return leadingTo(vscode.l10n.t("Its handler is `{0}`", code.name), code, document);
  const here = (label: string, detail: string) => ({ ...leadingTo(label, deployed, document), detail });
  if (handler === undefined)
    return here(
      vscode.l10n.t("It names no handler that can be told"),
      vscode.l10n.t("It is an image, its code stands in the template, or the name is passed in"),
    );
  return here(
    vscode.l10n.t("Its handler is `{0}`", handler),
    otherRuntime === undefined
      ? vscode.l10n.t("No file of JavaScript or TypeScript was found for it")
      : vscode.l10n.t("It runs on {0}: only JavaScript and TypeScript are reviewed", otherRuntime),
  );
}
