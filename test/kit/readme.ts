import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { rules } from "../../rules/plugin.ts";
import { slides } from "../../rules/slides.ts";
import { wordsOn } from "../../src/teaching/rule-words.ts";
import { manifestInEnglish } from "./manifest.ts";
import { root } from "./root.ts";

/** The README with its tables as the rules and the manifest say they should be. */
export async function currentReadme(): Promise<string> {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const current = withTable(withTable(readme, "rules", ruleTable()), "settings", settingTable());
  return format(current, { parser: "markdown", printWidth: 110 });
}

/** The text with the part between `<!-- name -->` and `<!-- end of name -->` replaced. */
const withTable = (text: string, name: string, table: string): string =>
  text.replace(
    new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end of ${name} -->)`),
    (_, start: string, end: string) => `${start}\n${table}\n\n${end}`,
  );

function ruleTable(): string {
  const rows = Object.entries(rules).map(([id, rule]) => {
    const { description, slide } = rule.meta.docs;
    const { severity, saysMoreInStrict, offers } = wordsOn(rule);
    const level = severity + (saysMoreInStrict ? " +" : "");
    return [`[\`${id}\`](rules/docs/${id}.md)`, description, level, offers.join(", "), slides[slide]];
  });
  return table(["Rule", "What it does", "Recommended", "Offers", "Slide"], rows);
}

interface Setting {
  default: unknown;
  description?: string;
  markdownDescription?: string;
}

function settingTable(): string {
  const settings = Object.entries<Setting>(manifestInEnglish().contributes.configuration.properties);
  const rows = settings.map(([name, setting]) => [
    `\`${name}\``,
    isLong(setting.default) ? "build output and tests" : `\`${JSON.stringify(setting.default)}\``,
    setting.description ?? setting.markdownDescription!,
  ]);
  return table(["Setting", "Default", "Meaning"], rows);
}

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
