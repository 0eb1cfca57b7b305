import manifest from "../../rules/package.json" with { type: "json" };
import type { CalledFunction } from "../review/called.ts";
import type { ReviewOptions } from "../review/finding.ts";
import { isYamlOrJson } from "../review/languages.ts";
import { eventTakersOf, whatHandlersAre } from "./handlers.ts";
import type { FileProblem, ReviewedFile } from "./report.ts";
import { sourcesIn } from "./sources.ts";
import { wayOf } from "./way.ts";
import { painted, tamed, type Terminal } from "./terminal.ts";
import { capitalised, counted, indented, maximumProse, wrapped } from "./words.ts";

/** What decides how a path is reviewed, and whether it is. Paths are as reports call them. */
export interface Examination {
  eslint: { version: string | undefined; folder: string } | undefined;
  plugin: { version: string | undefined; folder: string } | undefined;
  eslintConfig: string | undefined;
  /** `undefined` where nothing can be said of it but its problems. */
  subject: ExaminedFile | ExaminedFolder | undefined;
  problems: readonly FileProblem[];
}

export interface ExaminedFolder {
  kind: "folder";
  name: string;
  files: number;
  templates: number;
  excluded: number;
  mistakes: readonly FileProblem[];
}

export interface ExaminedFile {
  kind: "file";
  name: string;
  /** Why it is left out where a folder around it is named. */
  leftOut: string | undefined;
  isAmongTests: boolean;
  configuration:
    | {
        from: string;
        excludedBy: string | undefined;
        settings: Partial<Pick<ReviewOptions, "preset" | "scope" | "rules">>;
        saysDeployment: boolean;
        hasMistakes: boolean;
      }
    | undefined;
  /** What its review came to; `undefined` where that failed. */
  reviewed: ReviewedFile | undefined;
  /** Its functions that handlers in other files call. */
  called: readonly CalledFunction[];
  problems: readonly FileProblem[];
}

const margin = "  ";

/** Some sentences, or what belongs to those before, each in lines of its own. */
type Said = string | { below: readonly string[] };

/** How many ways to a function are told. */
const mostWays = 5;

/** Why a path is reviewed as it is, in sections: what is installed, then the file or folder. */
export function examinationForPeople(examination: Examination, terminal: Terminal): string {
  const { subject, problems } = examination;
  const section = (title: string, said: readonly Said[]) =>
    [
      painted(tamed(title), "bold", terminal),
      ...said.flatMap((one) =>
        typeof one === "string" ? prose(one, margin) : one.below.map((text) => prose(text, margin + margin)),
      ),
    ].join("\n");
  const prose = (text: string, by: string) =>
    indented(wrapped(tamed(text), Math.min(terminal.columns, maximumProse) - by.length), by);
  return `${[
    section(`Effective Lambda ${manifest.version}`, versionsIn(examination)),
    ...(subject
      ? [section(subject.name, subject.kind === "file" ? fileIn(subject) : folderIn(subject))]
      : []),
    ...problems.map(({ file, message }) => section(file, [message])),
  ].join("\n\n")}\n`;
}

function versionsIn({ eslint, plugin, eslintConfig }: Examination): string[] {
  return [
    `Node.js ${process.versions.node}; ${manifest.engines.node} is needed.`,
    eslint
      ? `ESLint ${eslint.version ?? "of unknown version"} in ${eslint.folder}; the plugin takes ${manifest.peerDependencies.eslint}.`
      : "ESLint is not installed around this path. The command does not need it.",
    plugin
      ? `The plugin ${plugin.version ?? "of unknown version"} in ${plugin.folder}.`
      : "The plugin is not installed around this path.",
    eslintConfig === undefined
      ? "There is no configuration of ESLint."
      : `ESLint is configured by ${eslintConfig}. That is code, which is not run here: the command follows .effective-lambda.json alone, unless --config eslint is given.`,
  ];
}

function folderIn({ files, templates, excluded, mistakes }: ExaminedFolder): string[] {
  const out = excluded > 0 ? ` ${counted(excluded, "more file")} excluded by a configuration.` : "";
  return [
    `${counted(files, "file")} to review, ${counted(templates, "template")} among them.${out}`,
    ...mistakes.map(({ file, message }) => `${file}: ${message}`),
    "Name one file to learn how it is configured, and why it has handlers or none.",
  ];
}

function fileIn(file: ExaminedFile): Said[] {
  const { leftOut, configuration, isAmongTests, problems } = file;
  const excluded = configuration?.excludedBy;
  const reasons = [
    ...(leftOut === undefined ? [] : [leftOut]),
    ...(excluded === undefined ? [] : [`${configuration!.from} excludes \`${excluded}\``]),
  ];
  return [
    reasons.length === 0
      ? "It is reviewed with the folder that it is in."
      : `It is skipped with the folder that it is in: ${reasons.join(", and ")}. It is reviewed where it is named.`,
    ...configurationIn(file),
    ...(isAmongTests ? ["It lies among tests, where little is taken for a handler."] : []),
    ...problems.map(({ message }) => message),
    ...foundIn(file),
  ];
}

function configurationIn({ configuration }: ExaminedFile): string[] {
  if (!configuration) return ["There is no .effective-lambda.json above it: the preset is recommended."];
  const { from, settings, saysDeployment, hasMistakes } = configuration;
  if (hasMistakes) return [`Nothing in ${from} counts, because of a mistake in it.`];
  const { preset = "recommended", scope = "service", rules = {} } = settings;
  const set = Object.entries(rules).map(([id, setting]) => `${id} ${[setting].flat()[0] as string}`);
  const deployed = saysDeployment ? "It says how this file is deployed." : "";
  return [
    [
      `${from} holds: preset ${preset}, scope ${scope}${set.length > 0 ? `, ${set.join(", ")}` : ""}.`,
      deployed,
    ]
      .filter(Boolean)
      .join(" "),
  ];
}

function foundIn({ reviewed, called, configuration }: ExaminedFile): Said[] {
  if (!reviewed) return [];
  const { handlers, eventTakers, deployed, isTemplate, findings, suppressed } = reviewed;
  const silenced = suppressed.length > 0 ? `, ${suppressed.length} silenced` : "";
  const functions = deployed.length > 0 ? [`It deploys ${counted(deployed.length, "function")}.`] : [];
  const found = `${counted(findings.length, "finding")}${silenced}.`;
  if (!isTemplate && isYamlOrJson(reviewed.name)) return ["It is no template: nothing is looked for in it."];
  if (isTemplate) return [...functions, found];
  const known = handlers.map(({ name, line, sources, evidence }) => {
    const by = sourcesIn(sources) || "what is not known";
    return `Line ${line}: ${name} is a handler, shown by ${evidence}; invoked by ${by}.`;
  });
  const none =
    called.length > 0
      ? []
      : [
          "It has no handler: no template names one in it, none shows by its export, type or shape, and no handler in another file is known to call it.",
          ...(configuration?.saysDeployment
            ? [`Which function ${configuration.from} speaks of has to be said there: \`"export": "…"\`.`]
            : [whatHandlersAre]),
        ];
  return [
    ...(known.length > 0 ? known : none),
    ...callsInto(called, known.length > 0),
    eventTakersOf(eventTakers),
    ...functions,
    found,
  ].filter(Boolean);
}

/** Which handlers call what in a file, and by which ways. */
function callsInto(called: readonly CalledFunction[], hasHandlers: boolean): Said[] {
  if (called.length === 0) return [];
  const others = "handlers in other files run what follows:";
  return [
    hasHandlers ? capitalised(others) : `It has no handler of its own, but ${others}`,
    ...called.flatMap(({ name, line, ways }): Said[] => {
      const left = ways.length - mostWays;
      const more = left > 0 ? [counted(left, "more handler")] : [];
      // The function itself ends each way.
      const told = ways.slice(0, mostWays).map((way) => wayOf(way.slice(0, -1)));
      return [`Line ${line}: ${name}, run by`, { below: [...told, ...more] }];
    }),
  ];
}
