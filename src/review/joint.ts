import type { SourceCode } from "../../rules/kit/rule.ts";
import { reportsBatchItems } from "../../rules/lambda/event-sources.ts";
import { withoutReminder } from "../../rules/lambda/failures-returned.ts";
import { handlerExportedAs, namesGivenTo } from "../../rules/lambda/handlers.ts";
import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { mappingsOf, type DeployedFrom } from "../../rules/service/deployed-from.ts";
import { isStated, type EventSourceMapping } from "../../rules/service/deployment.ts";
import { failuresNamedIn, failuresNamedInText } from "../../rules/service/failures.ts";
import type { DeployedCode, Service } from "../../rules/service/service.ts";
import { edited, merged, together } from "./edits.ts";
import type { Edit, FileEdits, Finding, JointChange, Obstacle } from "./finding.ts";

/** Rules on code and a rule on deployments whose suggestions do harm, or no good, one without the other. */
interface Companions {
  inCode: readonly string[];
  inTemplate: string;
  /** A rule on code that has done its half, where the deployment has not. */
  halfDone: string;
  /** A rule on code to which the setting alone would be a promise that nothing keeps, unless its suggestion is made too. */
  losing: string;
  /** What a mapping must say. */
  setting: "reportsBatchItemFailures";
  /** How people know the setting. */
  title: string;
}

/**
 * Lambda deletes the messages that a function reports as failed where the mapping does not ask for them.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
const companions: readonly Companions[] = [
  {
    inCode: ["require-batch-item-failures", "no-promise-all-records"],
    inTemplate: "require-report-batch-item-failures",
    halfDone: "no-ignored-batch-item-failures",
    losing: "no-swallowed-error",
    setting: "reportsBatchItemFailures",
    title: "`ReportBatchItemFailures`",
  },
];

/** What is asked of a repository. Paths are relative to its root. */
export interface Repository {
  service: Service;
  /** What people call a file. */
  nameOf(path: string): string;
  /** A file as ESLint reads it; `undefined` where it cannot be read. */
  sourceOf(path: string): SourceCode | undefined;
  /** What the rules say of a file of code. */
  findingsOf(path: string): readonly Finding[];
}

/**
 * Calls the files of a repository as a reviewed file is called: relative to the same folder. `undefined` where that folder
 * does not show.
 *
 * @param path how the file is called
 * @param inRepository its path from the root of the repository
 */
export function seenFrom(path: string, inRepository: string): ((file: string) => string) | undefined {
  if (path.endsWith(inRepository) && /(^|\/)$/.test(path.slice(0, -inRepository.length))) {
    const above = path.slice(0, -inRepository.length);
    return (file) => above + file;
  }
  if (!inRepository.endsWith(`/${path}`)) return undefined;
  const folders = inRepository.slice(0, -path.length - 1).split("/");
  return (file) => {
    const steps = file.split("/");
    let common = 0;
    while (common < folders.length && steps[common] === folders[common]) common++;
    return [...folders.slice(common).map(() => ".."), ...steps.slice(common)].join("/");
  };
}

/** Whether a finding's suggestions may belong to others in another file. */
export const mayBeJoint = ({ rule }: Finding): boolean =>
  companions.some(({ inCode, inTemplate, halfDone, losing }) =>
    [...inCode, inTemplate, halfDone, losing].includes(rule),
  );

/**
 * The change that a finding's suggestion is a part of, or why there is none; `undefined` where its suggestion can stand
 * alone, or there is nothing to say.
 *
 * @param path the file that the finding is in
 */
export function jointChangeFor(
  finding: Finding,
  path: string,
  repository: Repository,
): JointChange | Obstacle | undefined {
  for (const rules of companions) {
    if (finding.rule === rules.inTemplate) return fromTemplate(rules, finding, path, repository);
    // What a handler in another file leads to answers nothing to Lambda itself.
    if (finding.handler === undefined || finding.way) continue;
    const code = { path, export: finding.handler };
    if (rules.inCode.includes(finding.rule)) return fromCode(rules, finding, code, repository);
    if (isOfLoss(finding, rules)) return fromLoss(rules, finding, code, repository);
  }
  return undefined;
}

const isOfLoss = ({ rule }: Finding, { halfDone, losing }: Companions): boolean =>
  rule === halfDone || rule === losing;

const fromCode = (rules: Companions, finding: Finding, code: DeployedCode, repository: Repository) =>
  finding.suggestions.length > 0 ? joined(rules, finding, code, repository) : undefined;

/** Both halves where the code loses records that nothing names yet; the other half where it names them, and in vain. */
function fromLoss(rules: Companions, finding: Finding, code: DeployedCode, repository: Repository) {
  const isHalf = finding.rule === rules.halfDone;
  if (beginsToName(finding, code, repository)) {
    const both = deploymentsOf(code, repository).length > 0 && joined(rules, finding, code, repository);
    // Where a mapping asks for the records already, the code alone saves those.
    return both && !(isHalf && "obstacle" in both) ? both : undefined;
  }
  const isNamed = isHalf && failuresNamedIn(code, repository.service) === "yes";
  return isNamed ? joined(rules, undefined, code, repository) : undefined;
}

/**
 * Whether it takes the suggestion on a lost record for the code to name any that failed. A list that is there already is
 * another matter: what it lacks in the template is found by itself, and the record belongs into it all the same.
 */
function beginsToName(
  { suggestions: [change] }: Finding,
  code: DeployedCode,
  { service, sourceOf }: Repository,
): boolean {
  if (!change?.edits.some(({ text }) => text.includes("batchItemFailures"))) return false;
  const source = failuresNamedIn(code, service) === "yes" ? undefined : sourceOf(code.path);
  return source !== undefined && failuresNamedInText(edited(source.text, change.edits), code) === "yes";
}

/** All names under which a file exports the function that it exports under one: a mapping may invoke it by any of them. */
function namesOf({ path, export: name }: DeployedCode, { sourceOf }: Repository): string[] {
  const source = sourceOf(path);
  const own = source && handlerExportedAs(name, source)?.function;
  return own ? [...namesGivenTo(own, source)] : [name];
}

function deploymentsOf(code: DeployedCode, repository: Repository): DeployedFrom[] {
  const names = namesOf(code, repository);
  return repository.service.deploymentsOf(code.path).filter((one) => names.includes(one.export));
}

function fromTemplate(rules: Companions, { line, column }: Finding, path: string, repository: Repository) {
  const { service } = repository;
  const source = repository.sourceOf(path);
  const mapping = (source && deploymentIn(source, path))?.mappings.find(
    ({ at: { loc } }) => loc.start.line === line && loc.start.column + 1 === column,
  );
  const code = mapping?.function && service.codeOf(mapping.function, path);
  const named = code && failuresNamedIn(code, service);
  if (!code || named === "yes") return undefined;
  const found = findingsOn(code, repository);
  const mended =
    found.find((one) => isOfLoss(one, rules) && beginsToName(one, code, repository)) ??
    found.find(({ rule, suggestions }) => rules.inCode.includes(rule) && suggestions.length > 0);
  if (mended) return joined(rules, mended, code, repository, [path]);
  const isAtOdds = found.some(({ rule }) => [...rules.inCode, rules.losing].includes(rule));
  if (named === "unknown" && !isAtOdds) return undefined;
  return takesAPerson(code, repository);
}

/** What is found of a function and what it calls in its file. A handler that leads there from another may have its name. */
function findingsOn(code: DeployedCode, repository: Repository): Finding[] {
  const names = namesOf(code, repository);
  const found = repository.findingsOf(code.path);
  return found.filter(({ handler, way }) => handler !== undefined && !way && names.includes(handler));
}

const takesAPerson = (code: DeployedCode, { nameOf }: Repository): Obstacle => ({
  file: nameOf(code.path),
  obstacle: `\`${code.export}\` has to return the records that failed, which takes a person.`,
});

/**
 * A change of code, or nothing where it is as it should be, with what each of its deployments must say.
 *
 * @param finding what the code is changed for
 * @param known templates that deploy it, whatever they are called
 */
function joined(
  rules: Companions,
  finding: Finding | undefined,
  code: DeployedCode,
  repository: Repository,
  known: readonly string[] = [],
): JointChange | Obstacle | undefined {
  const { service, nameOf, sourceOf } = repository;
  const deployments = deploymentsOf(code, repository);
  const templates = new Set([...deployments.map(({ template }) => template), ...known].sort());
  if (templates.size === 0)
    return {
      obstacle: `No template that can be read says what invokes \`${code.export}\`. Without ${rules.title} in its mapping, failed records would be lost.`,
    };
  if (service.templates().isCut)
    return {
      obstacle: `There are more templates than are searched: others may deploy \`${code.export}\` too.`,
    };
  const files: FileEdits[] = [];
  for (const template of templates) {
    const source = sourceOf(template);
    const edits = settingIn(template, source, rules, code, repository);
    if ("obstacle" in edits) return edits;
    if (edits.length > 0) files.push({ file: nameOf(template), before: source!.text, edits });
  }
  const source = sourceOf(code.path);
  if (files.length === 0 || !source) return undefined;
  const names = new Set(files.map(({ file }) => file.slice(file.lastIndexOf("/") + 1)));
  const setting = `et ${rules.title} in ${allOf.format(names)}`;
  const [change] = finding?.suggestions ?? [];
  if (!finding || !change) return { title: `S${setting}`, files };
  // What a catch forgets is named by no change that leaves the catch as it is.
  const leavesCatches =
    rules.inCode.includes(finding.rule) &&
    findingsOn(code, repository).some(({ rule }) => rule === rules.losing);
  // A change names the records of one kind of source.
  const sources = new Set(deployments.flatMap(batchesOf).map((one) => one.source));
  if (leavesCatches || sources.size > 1) return takesAPerson(code, repository);
  const own = { file: nameOf(code.path), before: source.text, edits: withoutReminder(change.edits) };
  return { title: `${change.title}, and s${setting}`, files: [own, ...files] };
}

const batchesOf = (deployed: DeployedFrom): EventSourceMapping[] =>
  mappingsOf(deployed).filter(({ source }) => reportsBatchItems(source));

const allOf = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** The edits that make all mappings of a function in one template say what they must. */
function settingIn(
  path: string,
  source: SourceCode | undefined,
  { setting, title }: Companions,
  code: DeployedCode,
  repository: Repository,
): Edit[] | Obstacle {
  const { service, nameOf } = repository;
  const obstacle = (sentence: string, line?: number): Obstacle => ({
    file: nameOf(path),
    ...(line !== undefined && { line }),
    obstacle: sentence,
  });
  const deployment = source && deploymentIn(source, path);
  if (!deployment) return obstacle(`This deploys \`${code.export}\`, and cannot be read.`);
  const names = namesOf(code, repository);
  const functions = new Set(
    deployment.functions.filter((one) =>
      names.some((name) => service.isDeployedFrom(one, path, { ...code, export: name })),
    ),
  );
  const open = [...functions].find(
    ({ invokers, mayHaveOtherInvokers }) =>
      mayHaveOtherInvokers || invokers.some(({ source: known }) => !known),
  );
  if (open) return obstacle(`More may invoke \`${open.name}\` than shows here.`, open.at.loc.start.line);

  const edits: Edit[] = [];
  const batches = deployment.mappings.filter(({ source: sender }) => reportsBatchItems(sender));
  const mappings = batches.filter((one) => !one.function || functions.has(one.function));
  if (mappings.length === 0)
    return obstacle(`This deploys \`${code.export}\`, and does not show the mapping that invokes it.`);
  for (const mapping of mappings) {
    const stated = mapping[setting];
    if (isStated(stated) && stated.value) continue;
    const { line } = mapping.at.loc.start;
    if (!mapping.function) return obstacle("This mapping does not show which function it invokes.", line);
    if (stated === "unknown") return obstacle(`This mapping does not show whether it has ${title}.`, line);
    const own = mapping.tumblingWindow === "absent" ? mapping.stating({ [setting]: true }) : undefined;
    if (!own) return obstacle(`This mapping needs ${title}, which takes a person.`, line);
    edits.push(merged(own, source.text));
  }
  return together(edits) ?? obstacle(`The mappings that need ${title} here share their settings.`);
}
