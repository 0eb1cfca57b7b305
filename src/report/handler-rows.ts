import type { Touched } from "./change.ts";
import type { Report } from "./report.ts";
import { sourcesIn } from "./sources.ts";
import { outOfSight, touchedIn } from "./touched.ts";

/** How a format writes what comes from a repository. */
interface Writing {
  code: (words: string) => string;
  text: (words: string) => string;
}

/** The handlers as a table; of a change those that it touches, and by what. */
export function handlerRows(report: Report, writing: Writing): { heads: string[]; rows: string[][] } {
  const { change } = report;
  return change
    ? {
        heads: ["Handler", "Touched in", "Invoked by", "Shown by", "Findings in its file"],
        rows: change.touched.map((one) => touchedRow(one, report, writing)),
      }
    : {
        heads: ["Handler", "Invoked by", "Shown by", "Findings in its file"],
        rows: report.files.flatMap((file) =>
          file.handlers.map(({ name, line, sources, evidence }) => [
            cellOf(file.name, line, name, writing),
            sourcesIn(sources) || "?",
            writing.text(evidence),
            findingsOf(file.name, name, report),
          ]),
        ),
      };
}

function touchedRow(
  { kind, file, line, name, sources, state, because }: Touched,
  report: Report,
  writing: Writing,
): string[] {
  const handlers = report.files.find((one) => one.name === file)?.handlers ?? [];
  const evidence = handlers.find((handler) => handler.name === name)?.evidence;
  const shownBy = kind === "function" ? outOfSight : state === "gone" ? "" : (evidence ?? "a template");
  return [
    cellOf(file, line, name, writing),
    state === "changed" ? touchedIn(because, writing.code) : state,
    sourcesIn(sources) || "?",
    writing.text(shownBy),
    findingsOf(file, name, report),
  ];
}

const cellOf = (file: string, line: number, name: string, { code }: Writing): string =>
  `${code(name)} in ${code(`${file}:${line}`)}`;

/** How many findings a handler has in its own file: what it leads to in others is none of its own, and others may lead there too. */
const findingsOf = (file: string, name: string, { files }: Report): string => {
  const findings = files.find((one) => one.name === file)?.findings ?? [];
  return String(findings.filter(({ handler, way }) => handler === name && !way).length);
};
