import * as vscode from "vscode";
import { slides } from "../../rules/slides.ts";
import { text as plainText } from "../report/markdown-text.ts";
import { wayOf } from "../report/way.ts";
import type { Finding } from "../review/finding.ts";
import { othersRunning } from "./callers.ts";
import { changesOf } from "./changes.ts";
import { commandLink } from "./command-link.ts";
import { rangeOf } from "./diagnostic.ts";
import type { Findings } from "./diagnostics.ts";
import { reviewedPath } from "./documents.ts";
import { handlerOf } from "./handler-facts.ts";
import { evidenceOf } from "./handler-words.ts";
import { isLanguageOfTemplates, languages } from "./languages.ts";
import { isUnderstood } from "./marks.ts";
import { originOf } from "./origin.ts";
import type { Pages } from "./pages.ts";
import type { Progress } from "./progress.ts";
import { settingsFor } from "./settings.ts";
import { isWayShown } from "./shown.ts";
import type { SlideTexts } from "./slide-texts.ts";

/**
 * Says under the pointer why a finding matters, and where more is told. What the mistake and its mending look like is
 * added until somebody has understood it, or as a setting says.
 */
export function hover(
  findings: Findings,
  pages: Pages,
  texts: SlideTexts,
  learning: Progress,
): vscode.Disposable {
  async function isFull({ slide }: Finding, document: vscode.TextDocument): Promise<boolean> {
    const { hoverDetail } = settingsFor(document);
    if (hoverDetail !== "adaptive") return hoverDetail === "full";
    return !isUnderstood(slide, await texts.slides(), learning.now());
  }

  /** The findings under the pointer, and with them those that begin on the same line: they are read together. */
  function findingsAt(document: vscode.TextDocument, position: vscode.Position): Finding[] {
    const touched = findings.touching(document, new vscode.Range(position, position));
    const onLine = findings.touching(document, document.lineAt(position).range);
    return onLine.filter(
      (finding) => touched.length > 0 && (touched.includes(finding) || finding.line === position.line + 1),
    );
  }

  return vscode.languages.registerHoverProvider(languages, {
    async provideHover(document, position) {
      if (settingsFor(document).hoverDetail === "off") return undefined;
      const found = findingsAt(document, position);
      const text = new vscode.MarkdownString();
      text.isTrusted = trustedLinks;
      for (const [index, finding] of found.entries()) {
        if (index > 0) text.appendMarkdown("\n\n---\n\n");
        if (found.length > 1) text.appendMarkdown(`**${slides[finding.slide]}**\n\n`);
        text.appendMarkdown(`${finding.why} · _${finding.harm}_`);
        appendEvidence(text, finding, document);
        // What is long comes last: VS Code shows the start of a hover, and has people scroll for the rest.
        text.appendMarkdown(`\n\n${linksOf(finding, document).join(" · ")}`);
        if (await isFull(finding, document)) await appendExamples(text, finding, document, pages);
      }
      const touched = found.find((finding) => rangeOf(finding).contains(position));
      return touched && new vscode.Hover(text, rangeOf(touched));
    },
  });

  /** How Lambda gets here, and what shows it, where VS Code does not tell that above, and who else gets here. */
  function appendEvidence(
    text: vscode.MarkdownString,
    finding: Finding,
    document: vscode.TextDocument,
  ): void {
    const known = findings.known(document.uri.toString());
    const handler = handlerOf(finding, known?.handlers ?? []);
    const said = finding.way ? wayOf(finding.way) : handler && evidenceOf(handler);
    if (!said) return;
    const own = isWayShown(finding, document) ? undefined : said;
    const others = known && othersSaid(othersRunning(finding, { ...known, path: reviewedPath(document) }));
    const parts = [own, others].filter((part) => part !== undefined);
    if (parts.length > 0) text.appendMarkdown(`\n\n${parts.map(plainText).join(" · ")}`);
  }
}

function othersSaid(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? vscode.l10n.t("1 other handler runs it")
    : vscode.l10n.t("{0} other handlers run it", count);
}

async function appendExamples(
  text: vscode.MarkdownString,
  { rule }: Finding,
  { languageId }: vscode.TextDocument,
  pages: Pages,
): Promise<void> {
  const examples = await pages.examples(rule, isLanguageOfTemplates(languageId));
  if (!examples) return;
  const { language, bad, good } = examples;
  text.appendMarkdown(`\n\n**${vscode.l10n.t("Before")}**\n`).appendCodeblock(bad, language);
  text.appendMarkdown(`\n**${vscode.l10n.t("After")}**\n`).appendCodeblock(good, language);
}

/** The commands that these links may run. */
export const trustedLinks = {
  enabledCommands: ["openSlide", "openPage", "previewFix", "suppressWithReason"].map(
    (name) => `effectiveLambda.${name}`,
  ),
};

/** Where more is told of a finding, what it becomes, and how it is silenced. */
export function linksOf(finding: Finding, { uri }: Pick<vscode.TextDocument, "uri">): string[] {
  const { rule, slide } = finding;
  const origin = originOf(uri, finding);
  const fix = `[${vscode.l10n.t("Preview fix")}](${commandLink("previewFix", origin)})`;
  return [
    ...(changesOf(finding).length > 0 ? [fix] : []),
    `[${vscode.l10n.t("Slide: {0}", slides[slide])}](${commandLink("openSlide", slide, origin)})`,
    `[${vscode.l10n.t("Suppress…")}](${commandLink("suppressWithReason", origin)})`,
    `[${vscode.l10n.t("Page: {0}", rule)}](${commandLink("openPage", rule)})`,
  ];
}
