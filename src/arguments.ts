import { parseArgs } from "node:util";
import leven from "leven";

/** Something the user wrote that we cannot act on. */
export class UsageError extends Error {}

export interface Arguments {
  command: "help" | "version" | "review";
  paths: string[];
  format: "pretty" | "json";
  preset: "recommended" | "strict";
  failOn: "error" | "warning" | "never";
  fix: boolean;
  debug: boolean;
}

/** The options that take one of some values; the first is what they are by default. */
const choices = {
  format: ["pretty", "json"],
  preset: ["recommended", "strict"],
  "fail-on": ["error", "warning", "never"],
} as const;

type Choice = keyof typeof choices;

const switches = ["fix", "debug", "help", "version"] as const;

export const help = `Finds the mistakes people make in AWS Lambda handlers.

Usage
  effective-lambda review [PATH…] [options]

  Reviews the JavaScript and TypeScript in files and folders; the current folder
  if none is named. A file that is named is always reviewed; in folders, tests,
  build output and names that start with a dot are left out.

Options
  --format pretty|json           how to print the findings (pretty)
  --preset recommended|strict    which rules to ask (recommended)
  --fail-on error|warning|never  which findings make the exit code 1 (error)
  --fix                          correct what can be corrected safely
  --debug                        show a stack trace where something fails
  --help, -h                     show this
  --version, -v                  show the version

Exit codes
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  a wrong option, or a path you named that could not be reviewed
  3  part of the review failed, which is a mistake of ours
`;

/** Reads the command line, or throws a `UsageError`. */
export function argumentsIn(argv: readonly string[]): Arguments {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(Object.keys(choices).map((name) => [name, { type: "string" as const }])),
      ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" as const, short: name.charAt(0) }])),
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });

  const chosen: Partial<Record<Choice, string>> = {};
  const on = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    if (isChoice(token.name)) chosen[token.name] = chosenFrom(token.name, token.value);
    else if (isSwitch(token.name)) on.add(token.value === undefined ? token.name : noValueFor(token.name));
    else throw new UsageError(`There is no option ${token.rawName}.${guess(token.rawName)}`);
  }
  const [command, ...paths] = positionals;
  return {
    command: on.has("help") ? "help" : on.has("version") ? "version" : commandIn(command),
    paths: paths.length > 0 ? paths.map(notEmpty) : ["."],
    format: (chosen.format ?? choices.format[0]) as Arguments["format"],
    preset: (chosen.preset ?? choices.preset[0]) as Arguments["preset"],
    failOn: (chosen["fail-on"] ?? choices["fail-on"][0]) as Arguments["failOn"],
    fix: on.has("fix"),
    debug: on.has("debug"),
  };
}

const isChoice = (name: string): name is Choice => Object.hasOwn(choices, name);
