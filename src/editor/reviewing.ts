import { modulesNamedIn } from "../../rules/service/modules/imports.ts";
import { moduleParsed } from "../../rules/service/reading.ts";
import { readInsteadToo, serviceFor, type Belonging } from "../../rules/service/service-for.ts";
import { trees } from "../../rules/service/trees.ts";
import { readConfiguration } from "../configuration/read.ts";
import { asConfigured, configuredAt } from "../review/configured.ts";
import type { Review, ReviewOptions } from "../review/finding.ts";
import { seenFrom } from "../review/joint.ts";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import { placeOf } from "../review/place.ts";
import { fixed, namesFor, review, saidAround } from "../review/review.ts";
import { callersDigest, callersOf, type Caller } from "./callers.ts";
import { throughAll } from "./handler-facts.ts";
import { askingFor, explained } from "./reported.ts";
import type { Reported } from "./reporter.ts";

/** What an open file has to say, and on what that depends. */
export interface OpenReview extends Review {
  /** The configuration file that has it left alone, where one does. */
  excludedBy?: string;
  /** How long the rules took. */
  milliseconds: number;
  /** The modules that its text names. */
  modules: string[];
  /** The files that it takes code from, called as it is; as it names them itself where nothing around it is known. */
  imports: string[];
  /** The handlers in other files that lead to what is found. */
  callers: Caller[];
  /** What other files say of this one, to be compared. */
  around: string;
  /** Sentences on what is wrong with the settings and the configuration. */
  mistakes: string[];
}

/**
 * Reviews what stands in an editor, as its settings and the nearest configuration say.
 *
 * @param reported what ESLint reports of it, where that decides what there is to say
 */
export function openReview(
  text: string,
  path: string,
  options: ReviewOptions,
  reported?: readonly Reported[],
): OpenReview {
  const { asked, excludedBy, mistakes } = configured(path, options);
  const start = performance.now();
  // What it calls is what it calls as it stands here. What does not parse counts as it last did.
  if (isCode(path) && parses(text, path)) readInsteadToo(placeOf(path, options), text);
  const reviewed = excludedBy === undefined ? review(text, path, askedBeside(reported, asked)) : nothing;
  const findings =
    reported && excludedBy === undefined ? explained(reported, reviewed.findings) : reviewed.findings;
  const callers = callersIn(path, asked, throughAll(findings));
  const modules = modulesIn(text, path);
  const imports = filesOf(modules, path, options);
  return {
    ...reviewed,
    findings,
    callers,
    modules,
    imports,
    ...(excludedBy !== undefined && { excludedBy }),
    milliseconds: performance.now() - start,
    around: toBeCompared(path, { asked, excludedBy }, callers, imports),
    mistakes,
  };
}

/** Whether a text is code, whose tree then waits for whoever asks next. */
function parses(text: string, path: string): boolean {
  try {
    trees.keep(text, path, moduleParsed(text, path));
    return true;
  } catch {
    return false;
  }
}

/** The text with every safe fix, or as it is where the configuration excludes it. */
export function openFixed(
  text: string,
  path: string,
  options: ReviewOptions,
  reported?: readonly Reported[],
): string {
  const { asked, excludedBy } = configured(path, options);
  return excludedBy === undefined ? fixed(text, path, askedBeside(reported, asked)) : text;
}

const askedBeside = (reported: readonly Reported[] | undefined, asked: ReviewOptions): ReviewOptions =>
  reported ? askingFor(reported, asked) : asked;

/**
 * What others say of an open file: as long as that is the same, the same text has the same findings, the same handlers lead
 * to them, and it takes code from the same files.
 *
 * @param through all of the file through which Lambda gets to its findings
 * @param modules those that its text names
 */
export function around(
  path: string,
  options: ReviewOptions,
  through: readonly string[],
  modules: readonly string[],
): string {
  const said = configured(path, options);
  return toBeCompared(path, said, callersIn(path, said.asked, through), filesOf(modules, path, options));
}

const toBeCompared = (
  path: string,
  { asked, excludedBy }: Pick<ReturnType<typeof configured>, "asked" | "excludedBy">,
  callers: readonly Caller[],
  imports: readonly string[],
): string => JSON.stringify([excludedBy, asked, saidAround(path, asked), callersDigest(callers), imports]);

function callersIn(path: string, options: ReviewOptions, through: readonly string[]): Caller[] {
  const here = through.length > 0 ? followedFrom(path, options) : undefined;
  return here ? callersOf(through, here, namesFor(path, options)) : [];
}

/** Where a file lies among others, where handlers are followed from file to file. */
const followedFrom = (path: string, options: ReviewOptions): Belonging | undefined =>
  isYamlOrJson(path) || options.scope === "file" || options.templates === false
    ? undefined
    : belongingOf(path, options);

const belongingOf = (path: string, options: ReviewOptions): Belonging | undefined =>
  options.root === undefined
    ? undefined
    : serviceFor({ filename: placeOf(path, options), cwd: options.root });

/** `import type { Order } from "./orders"`, of which nothing runs. */
const importOfTypes = /\b(?:im|ex)port\s+type\s(?!\s*from\b)[^"'`;]*["'][^"'\n]+["']/g;

const modulesIn = (text: string, path: string): string[] =>
  isYamlOrJson(path) ? [] : [...modulesNamedIn(text.replace(importOfTypes, ""))];

/** The files that modules are, as a file imports them. */
function filesOf(modules: readonly string[], path: string, options: ReviewOptions): string[] {
  if (modules.length === 0) return [];
  const here = belongingOf(path, options);
  const nameOf = here && seenFrom(path, here.path);
  if (!nameOf) return modules.filter((module) => module.startsWith("."));
  return modules.flatMap((module) => {
    const file = here.modules.fileOf(module, here.path);
    return file === undefined ? [] : nameOf(file);
  });
}

const nothing: Review = {
  isTemplate: false,
  handlers: [],
  eventTakers: 0,
  deployed: [],
  findings: [],
  suppressed: [],
  problems: [],
};

/** How a file is reviewed, by its settings and by what the nearest configuration says. */
export function configured(path: string, options: ReviewOptions) {
  const settings = rulesOf(options);
  const said = configuredAt(path, options.root);
  return {
    said,
    asked: asConfigured({ ...options, rules: settings.rules }, said),
    ...(said?.isExcluded && { excludedBy: said.from }),
    mistakes: [
      ...settings.mistakes.map((message) => `The setting effectiveLambda.rules does not count: ${message}`),
      ...(said?.mistakes ?? []).map(
        ({ message, line, column }) => `${said!.from}:${line}:${column} does not count: ${message}`,
      ),
    ],
  };
}

/** The rules that the settings of the editor set, checked as those of a file are. */
function rulesOf({ rules = {} }: ReviewOptions) {
  if (Object.keys(rules).length === 0) return { rules, mistakes: [] };
  const { configuration, mistakes } = readConfiguration(JSON.stringify({ rules }));
  return { rules: configuration.rules ?? {}, mistakes: mistakes.map(({ message }) => message) };
}
