import * as vscode from "vscode";
import { slides } from "../../rules/slides.ts";
import { wayOf } from "../report/way.ts";
import type { Finding } from "../review/finding.ts";
import { commandLink } from "./command-link.ts";
import { type Findings, rangeOf } from "./diagnostics.ts";
import { isLanguageOfTemplates, languages } from "./languages.ts";
import { originOf } from "./origin.ts";
import type { Pages } from "./pages.ts";

/** Says under the pointer why a finding matters, what the mistake and its mending look like, and where more is told. */
export function hover(findings: Findings, pages: Pages): vscode.Disposable {
  return vscode.languages.registerHoverProvider(languages, {
    async provideHover(document, position) {
      const touched = findings.touching(document, new vscode.Range(position, position));
      const [first] = touched;
      if (!first) return undefined;
      const explanations = await Promise.all(
        touched.map((finding) => explanationOf(finding, document, pages)),
      );
      return new vscode.Hover(explanations, rangeOf(first));
    },
  });
}

async function explanationOf(
  finding: Finding,
  { uri, languageId }: vscode.TextDocument,
  pages: Pages,
): Promise<vscode.MarkdownString> {
  const { rule, why, slide, way } = finding;
  const text = new vscode.MarkdownString(why);
  text.isTrusted = { enabledCommands: ["effectiveLambda.openSlide", "effectiveLambda.openPage"] };
  if (way) text.appendMarkdown("\n\n").appendText(wayOf(way));

  const examples = await pages.examples(rule, isLanguageOfTemplates(languageId));
  if (examples) {
    const { language, bad, good } = examples;
    text.appendMarkdown(`\n\n**${vscode.l10n.t("Before")}**\n`).appendCodeblock(bad, language);
    text.appendMarkdown(`\n**${vscode.l10n.t("After")}**\n`).appendCodeblock(good, language);
  }

  const slideLink = `[${vscode.l10n.t("Slide: {0}", slides[slide])}](${commandLink("openSlide", slide, originOf(uri, finding))})`;
  const pageLink = `[${vscode.l10n.t("Page: {0}", rule)}](${commandLink("openPage", rule)})`;
  return text.appendMarkdown(`\n\n${slideLink} · ${pageLink}`);
}
