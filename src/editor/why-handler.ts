import * as vscode from "vscode";
import type { Analysis } from "./analysis.ts";
import { exclusionOf, reviewedPath, reviewOptionsFor } from "./documents.ts";
import type { Place } from "./handler-evidence.ts";
import { kindOf, titleOf } from "./handler-words.ts";
import { isKnownLanguage, isLanguageOfTemplates } from "./languages.ts";
import type { Against, Reasons } from "./reasons.ts";
import { reasonFor, wordFor } from "./reporter-words.ts";
import type { Reporters } from "./reporters.ts";
import { openSetting, settingsFor } from "./settings.ts";
import { leadingTo, open, separator, type Answer } from "./why-answers.ts";
import { templateAnswers } from "./why-template.ts";

/** Says of the file somebody looks at which handlers it has and what shows it; or else what was looked for. */
export async function whyHandler(analysis: Analysis, reporters: Reporters): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const answers = document ? await answersFor(document, analysis, reporters) : [{ label: noFile() }];
  const chosen = await vscode.window.showQuickPick([...answers, ...waysOn(document)], {
    title: vscode.l10n.t("Why Is This (Not) a Lambda Handler?"),
    matchOnDetail: true,
  });
  await chosen?.go?.();
}

const noFile = () => vscode.l10n.t("Open a file of JavaScript or TypeScript, or a template, first");

async function answersFor(
  document: vscode.TextDocument,
  analysis: Analysis,
  reporters: Reporters,
): Promise<Answer[]> {
  const { languageId } = document;
  if (!isKnownLanguage(languageId)) return [{ label: noFile() }];
  const leftAlone = leftAloneBecause(document);
  const reported = leftAlone.length > 0 ? [] : await reporterAnswers(document, reporters);
  const answers = isLanguageOfTemplates(languageId) ? ofTemplate : ofCode;
  return [...leftAlone, ...(await answers(document, analysis, reported))];
}

async function ofCode(
  document: vscode.TextDocument,
  analysis: Analysis,
  reported: readonly Answer[],
): Promise<Answer[]> {
  const reasons = await analysis.run(document.uri.toString(), "reasons", ...asked(document));
  return reasons
    ? [...handlerAnswers(reasons, document), ...otherAnswers(reasons, document), ...reported]
    : [...reported];
}

/** Nothing is reported of what is no template. */
async function ofTemplate(
  document: vscode.TextDocument,
  analysis: Analysis,
  reported: readonly Answer[],
): Promise<Answer[]> {
  const reasons = await analysis.run(document.uri.toString(), "templateReasons", ...asked(document));
  return [
    ...(reasons ? templateAnswers(reasons, document) : []),
    ...(reasons?.isTemplate === false ? [] : reported),
  ];
}

const asked = (document: vscode.TextDocument) =>
  [document.getText(), reviewedPath(document), reviewOptionsFor(document)] as const;

/** Who reports the findings of a file, and where that is said. */
async function reporterAnswers(document: vscode.TextDocument, reporters: Reporters): Promise<Answer[]> {
  const reporter = await reporters.of(document);
  const { config } = reporter;
  const line = reporter.who === "ESLint" ? reporter.line : 1;
  return [
    separator(vscode.l10n.t("Findings")),
    {
      label: wordFor(reporter),
      detail: reasonFor(reporter, document),
      go:
        config === undefined
          ? () => openSetting("run")
          : () => open(document.uri.with({ path: config }), line),
    },
  ];
}

function leftAloneBecause(document: vscode.TextDocument): Answer[] {
  const setting = (name: string) => () => openSetting(name);
  if (!settingsFor(document).isEnabled)
    return [
      {
        label: vscode.l10n.t("Reviews are off"),
        detail: "effectiveLambda.enable",
        go: setting("enable"),
      },
    ];
  const glob = exclusionOf(document);
  if (glob === undefined) return [];
  const label = vscode.l10n.t("This file is not reviewed");
  return [{ label, detail: `effectiveLambda.exclude: ${glob}`, go: setting("exclude") }];
}

/** Each handler, and below it what shows it to be one. */
function handlerAnswers({ handlers }: Reasons, document: vscode.TextDocument): Answer[] {
  return handlers.flatMap((handler) => {
    const { name, line, evidence } = handler;
    const here = (label: string): Answer => ({ label, go: () => open(document.uri, line) });
    const there = (label: string, place: Place) => leadingTo(label, place, document);
    return [
      separator(`${name} — ${kindOf(handler)}`),
      here(vscode.l10n.t("It is {0}", evidence.code)),
      ...evidence.functions.map((one) => there(vscode.l10n.t("Deployed as {0}", one.name), one)),
      ...evidence.triggers.map((one) =>
        there(vscode.l10n.t("Gets its events from {0}", titleOf(one.source)), one),
      ),
      ...(evidence.isSet ? [{ label: vscode.l10n.t("How it is deployed is set in the configuration") }] : []),
      ...(handler.sources.length === 0
        ? [
            {
              label: vscode.l10n.t("Neither its code nor a template says what invokes it: set it"),
              detail: "effectiveLambda.handlers",
              go: () => openSetting("handlers"),
            },
          ]
        : []),
    ];
  });
}

/** What was looked for and not found, and what looks near it. */
function otherAnswers(
  { syntax, handlers, called, others, against }: Reasons,
  document: vscode.TextDocument,
): Answer[] {
  const at = (line: number) => () => open(document.uri, line);
  const ways = called.map(({ name, line, from }) => ({
    ...leadingTo(vscode.l10n.t("`{0}` runs on each invocation of `{1}`", name, from.name), from, document),
    go: at(line),
  }));
  if (syntax !== undefined)
    return [{ label: vscode.l10n.t("The file cannot be read while its syntax is wrong."), detail: syntax }];
  if (handlers.length > 0)
    return ways.length > 0 ? [separator(vscode.l10n.t("Called by handlers")), ...ways] : [];
  return [
    separator(vscode.l10n.t("No handler, because")),
    ...against.map((reason) => sentences()[reason]),
    ...others.map(({ name, line, takesEvent }) => ({
      ...(takesEvent
        ? {
            label: vscode.l10n.t("`{0}` takes an event", name),
            detail: vscode.l10n.t("It may be a helper: no template names it"),
          }
        : {
            label: vscode.l10n.t("`{0}` is exported, and nothing shows that Lambda calls it", name),
            detail: vscode.l10n.t(
              "To say so, name it in a template, or under handlers in .effective-lambda.json",
            ),
          }),
      go: at(line),
    })),
    ...ways,
  ];
}

/** What speaks against handlers, in words: VS Code cuts a label where the row ends, beside the heading of the first. */
const sentences = (): Record<Against, Answer> => ({
  "no words": {
    label: vscode.l10n.t("Nothing in it speaks of Lambda, handlers or events"),
    detail: vscode.l10n.t("And no template names it"),
  },
  "no exported function": {
    label: vscode.l10n.t("It exports no function of its own that Lambda could call"),
  },
  test: { label: vscode.l10n.t("It is a test") },
  script: { label: vscode.l10n.t("It is run from a shell") },
  "another program": {
    label: vscode.l10n.t("It belongs to another program"),
    detail: vscode.l10n.t("A web server, a page, a stack, a command"),
  },
  "another cloud": { label: vscode.l10n.t("It is deployed to another cloud") },
});

function waysOn(document: vscode.TextDocument | undefined): Answer[] {
  const command = (label: string, id: string): Answer => ({
    label,
    go: () => vscode.commands.executeCommand(id),
  });
  return [
    separator(""),
    ...(document
      ? [
          command(
            vscode.l10n.t("Show Effective Configuration for This File"),
            "effectiveLambda.showEffectiveConfig",
          ),
        ]
      : []),
    command(vscode.l10n.t("Open Sample Handler with Findings"), "effectiveLambda.openSample"),
  ];
}
