import type { Finding } from "../review/finding.ts";

/** What is found in a file, as far as it is compared. */
type Located = Pick<Finding, "rule" | "line" | "column" | "endLine" | "endColumn">;

/** The findings of a file. */
export interface FoundInFile<T extends Located = Finding> {
  /** What the file is called now. */
  name: string;
  text: string;
  findings: readonly T[];
}

/**
 * The findings of before that are gone. One that is there now stands for one of before: of the same rule and code in the
 * same file, or else of the same rule in it, or else of the same rule and code elsewhere, where it was moved to.
 */
export function goneFrom(before: readonly FoundInFile[], now: readonly FoundInFile<Located>[]): Set<Located> {
  const left = new Set(placed(before));
  const candidates = new Set(placed(now));
  for (const key of [
    ({ rule, name, code }: Placed) => `${rule} ${name} ${code}`,
    ({ rule, name }: Placed) => `${rule} ${name}`,
    ({ rule, code }: Placed) => `${rule} ${code}`,
  ]) {
    const open = new Map<string, Placed[]>();
    for (const one of candidates) open.set(key(one), [...(open.get(key(one)) ?? []), one]);
    for (const one of left) {
      const same = open.get(key(one))?.shift();
      if (!same) continue;
      left.delete(one);
      candidates.delete(same);
    }
  }
  return new Set([...left].map(({ finding }) => finding));
}

interface Placed {
  finding: Located;
  rule: string;
  name: string;
  /** What the finding points at, however it is laid out. */
  code: string;
}

const placed = (files: readonly FoundInFile<Located>[]): Placed[] =>
  files.flatMap(({ name, text, findings }) => {
    const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
    return findings.map((finding) => ({ finding, rule: finding.rule, name, code: codeAt(finding, lines) }));
  });

function codeAt({ line, column, endLine, endColumn }: Located, lines: readonly string[]): string {
  const covered = lines.slice(line - 1, endLine);
  const last = covered.length - 1;
  return covered
    .map((text, index) =>
      text.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined),
    )
    .join(" ")
    .replace(/\s+/g, " ");
}
