import { byGravity, isChanged, type Found } from "./gravity.ts";
import { misspeltIn, uncheckedIn, type Report } from "./report.ts";
import { tamed } from "./terminal.ts";
import { counted } from "./words.ts";

/** GitHub shows no more of a kind for a step, and leaves out the others without a word. */
const mostOfAKind = 10;

/** The findings as annotations: those on changed lines first, then the gravest, and the others counted. */
export function github(report: Report): string {
  const { change, leftOut } = report;
  const unchecked = uncheckedIn(report).length;
  const found = byGravity(report);
  const inOrder = change
    ? [...found.filter((one) => isChanged(change, one)), ...found.filter((one) => !isChanged(change, one))]
    : found;
  const shown = (["error", "warning"] as const).flatMap((severity) =>
    inOrder.filter(({ finding }) => finding.severity === severity).slice(0, mostOfAKind),
  );
  const more = found.length - shown.length + leftOut.error + leftOut.warning;
  const misspelt = misspeltIn(report);
  const moreMisspelt = misspelt.length - (mostOfAKind - 1);
  const rest = [
    ...(more > 0 ? [counted(more, "more finding")] : []),
    ...(moreMisspelt > 0 ? [`${counted(moreMisspelt, "more name")} perhaps misspelt`] : []),
    ...(unchecked > 0 ? [`${counted(unchecked, "file")} not fully checked`] : []),
  ];
  const lines = [
    ...shown.map(annotation),
    // The last notice says what there is no room for.
    ...misspelt.slice(0, mostOfAKind - 1).map(noticeOf),
    ...(rest.length > 0
      ? [command("notice", { title: "Lambda review" }, `${rest.join(", ")}. The whole report has them.`)]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function annotation({ file, finding }: Found): string {
  const { severity, line, endLine, column, endColumn, rule, message, why, docs } = finding;
  // GitHub takes columns only where an annotation ends in the line where it begins.
  const columns: Properties = line === endLine ? { col: column, endColumn } : {};
  return command(
    severity,
    { file: tamed(file.name), line, endLine, ...columns, title: rule },
    `${tamed(message)}\n${why}\n${docs}`,
  );
}

const noticeOf = ({ file, line, message }: ReturnType<typeof misspeltIn>[number]): string =>
  command("notice", { file: tamed(file), line, title: "Perhaps misspelt" }, tamed(message));

type Properties = Readonly<Record<string, string | number>>;

/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
function command(name: string, properties: Properties, message: string): string {
  const given = Object.entries(properties).map(
    ([key, value]) => `${key}=${escaped(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
  );
  return `::${name} ${given.join(",")}::${escaped(message)}`;
}

const escaped = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
