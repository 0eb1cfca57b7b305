import type { Hunk } from "../git/change.ts";
import type { Finding } from "../review/finding.ts";
import { lineNow } from "./lines.ts";

/** What is found in a file, as far as it is compared. */
type Located = Pick<Finding, "rule" | "line" | "column" | "endLine" | "endColumn" | "handler">;

/** The findings of a file on one side of a change. */
export interface FoundInFile<T extends Located = Finding> {
  /** What the file is called now. */
  name: string;
  text: string;
  findings: readonly T[];
  /** How the lines of before became those of now; nothing where all of the file is new or gone. */
  hunks: readonly Hunk[];
}

/**
 * The findings of before that are gone, and those of now that have come. One of now stands for one of before: of the same
 * rule and code in the same handler of a file, or else of the same rule in the same place, or else of the same rule and code
 * in the same file, or else of the same rule and code elsewhere, where it was moved to: the file of before has it no more.
 * What is left of the same rule in a file is not gone for sure, and yet another one.
 */
export function compared(
  before: readonly FoundInFile[],
  now: readonly FoundInFile<Located>[],
): { gone: Set<Located>; come: Set<Located> } {
  const left = new Set(placed(before, "before"));
  const candidates = new Set(placed(now, "after"));
  const match = (key: (one: Placed) => string, among: ReadonlySet<Placed> = left): void => {
    const open = new Map<string, Placed[]>();
    for (const one of candidates) open.set(key(one), [...(open.get(key(one)) ?? []), one]);
    for (const one of among) {
      const same = open.get(key(one))?.shift();
      if (!same) continue;
      left.delete(one);
      candidates.delete(same);
    }
  };
  match(({ rule, name, place, code, finding }) => `${rule} ${name} ${place} ${code} ${finding.handler}`);
  match(({ rule, name, place, code }) => `${rule} ${name} ${place} ${code}`);
  match(({ rule, name, code, finding }) => `${rule} ${name} ${code} ${finding.handler}`);
  match(({ rule, name, place }) => `${rule} ${name} ${place}`);
  match(({ rule, name, code }) => `${rule} ${name} ${code}`);
  const texts = new Map(now.map(({ name, text }) => [name, inOneLine(text)]));
  const movedOut = new Set([...left].filter(({ name, code }) => !texts.get(name)?.includes(code)));
  match(({ rule, code }) => `${rule} ${code}`, movedOut);
  const come = findingsOf(candidates);
  match(({ rule, name }) => `${rule} ${name}`);
  return { gone: findingsOf(left), come };
}

const findingsOf = (some: ReadonlySet<Placed>): Set<Located> =>
  new Set([...some].map(({ finding }) => finding));

interface Placed {
  finding: Located;
  rule: string;
  name: string;
  /** The line on which it begins now. */
  place: string;
  /** What the finding points at, however it is laid out. */
  code: string;
}

const placed = (files: readonly FoundInFile<Located>[], side: keyof Hunk): Placed[] =>
  files.flatMap(({ name, text, findings, hunks }) => {
    const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
    return findings.map((finding) => ({
      finding,
      rule: finding.rule,
      name,
      place: lineNow(finding.line, hunks, side),
      code: codeAt(finding, lines),
    }));
  });

function codeAt({ line, column, endLine, endColumn }: Located, lines: readonly string[]): string {
  const covered = lines.slice(line - 1, endLine);
  const last = covered.length - 1;
  const parts = covered.map((text, index) =>
    text.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined),
  );
  return inOneLine(parts.join(" "));
}

const inOneLine = (code: string): string => code.replace(/\s+/g, " ");
