import { agent } from "./agent.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { pretty } from "./pretty.ts";
import type { Report } from "./report.ts";
import { sarif } from "./sarif.ts";
import type { Terminal } from "./terminal.ts";

/** What a format may ask about besides the report. */
export interface Wishes {
  /** What standard output can show. */
  terminal: Terminal;
  /** Whether what the files silence is wanted too. */
  includeSuppressed: boolean;
}

export interface Format {
  /** What it is for, in a few words of the help. */
  about: string;
  print(report: Report, wishes: Wishes): string;
}

/** Every way to print a report, by the name that `--format` takes. The first is the usual one. */
export const formats = {
  pretty: { about: "for people, on a terminal", print: (report, { terminal }) => pretty(report, terminal) },
  md: { about: "one comment for a pull request, of at most 60 KB", print: markdown },
  json: { about: "for programs: all that is known", print: json },
  sarif: {
    about: "for code scanning (SARIF 2.1.0)",
    print: (report, { includeSuppressed }) => sarif(report, includeSuppressed),
  },
  github: { about: "annotations in a GitHub workflow: at most 10 errors and 10 warnings", print: github },
  gitlab: { about: "GitLab's Code Quality", print: gitlab },
  junit: { about: "for what shows results of tests", print: junit },
  html: { about: "one page that needs no script and no network", print: html },
  agent: { about: "a line for each finding, for tools", print: agent },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
