import type { RuleModule } from "../../rules/kit/rule.ts";
import { painted, type Terminal } from "../report/terminal.ts";
import { pageParts } from "../teaching/page.ts";
import { wordsOn } from "../teaching/rule-words.ts";
import { heading, section } from "./headings.ts";
import { prose } from "./prose.ts";
import { reference, sheetOn } from "./sheet.ts";

/** The page of a rule. Links between pages lead to the web; here a name is enough, which `explain` takes. */
export function explanation(
  id: string,
  rules: Readonly<Record<string, RuleModule>>,
  page: string,
  terminal: Terminal,
): string {
  const rule = rules[id]!;
  const { description, slide, url } = rule.meta.docs;
  const { severity, saysMoreInStrict, target, offers } = wordsOn(rule);
  const sheet = sheetOn(terminal, (href) => rules[href.replace(/\.md$/, "")]?.meta.docs.url ?? href);

  const facts = [
    ["Recommended", severity + (saysMoreInStrict ? ", says more in strict" : "")],
    ["Looks at", target],
    ["Offers", offers.join(", ") || "no change"],
  ].map(([name, value]) => `${painted(name!.padEnd(13), "dim", terminal)}${value}`);
  const readOn = [`effective-lambda slides ${slide}`, reference("This page on the web", url!, sheet)];
  return `${[
    heading(id, terminal),
    prose(`${description}.`, sheet),
    facts.join("\n"),
    ...pageParts(page).map(({ heading, text }) => section(heading, prose(text, sheet), terminal)),
    section("Read on", readOn.join("\n"), terminal),
  ].join("\n\n")}\n`;
}
