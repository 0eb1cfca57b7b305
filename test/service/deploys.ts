import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { isStated, type Deployment, type Setting } from "../../rules/service/deployment.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { probeFile, type Answer } from "../kit/probe.ts";

/** Marks what the file deploys with what the model says of it, without what nobody stated. */
const saysOf = (sourceCode: SourceCode): Answer[] => {
  const { functions, mappings, queues, aliases } = deploymentIn(sourceCode, "") ?? nothing;
  return [
    ...functions.map(
      ({ at, name, environment, entryPoints, invokers, mayHaveOtherInvokers, ...settings }) => ({
        at,
        says: [
          `function ${name}`,
          ...spelt({ ...settings, functionName: "absent" }),
          ...entryPoints.map(({ value }) => `built from ${value}`),
          ...environment.map((one) => (one.isDatabaseAddress ? `${one.name} of a database` : one.name)),
          ...invokers.map(
            ({ source, sender = "else", alias, isReshaped }) =>
              `from ${source ?? sender}${isReshaped ? " reshaped" : ""}${alias ? ` through ${alias.name}` : ""}`,
          ),
          ...(mayHaveOtherInvokers ? ["and more"] : []),
        ].join(", "),
      }),
    ),
    ...mappings.map(({ at, source, function: target, queue, ...settings }) => ({
      at,
      says: [`${source} of ${queue?.name ?? "?"} to ${target?.name ?? "?"}`, ...spelt(settings)].join(", "),
    })),
    ...queues.map(({ at, name, isDeadLetterQueue, ...settings }) => ({
      at,
      says: [`queue ${name}`, ...(isDeadLetterQueue ? ["dead letters"] : []), ...spelt(settings)].join(", "),
    })),
    ...aliases.map(({ at, name, function: target, isOfLatest, provisionedConcurrency }) => ({
      at,
      says: [
        `alias ${name} of ${target?.name ?? "?"}`,
        ...(isOfLatest ? ["latest"] : []),
        ...spelt({ provisionedConcurrency }),
      ].join(", "),
    })),
  ];
};

const nothing: Deployment = { functions: [], mappings: [], queues: [], aliases: [], latestArns: [] };

const spell = (setting: Setting<unknown>): string => (isStated(setting) ? String(setting.value) : setting);

/** The settings that something is said of. */
const spelt = (settings: object): string[] =>
  Object.entries(settings).flatMap(([name, setting]: [string, unknown]) => {
    const isSetting =
      setting === "unknown" || (typeof setting === "object" && setting !== null && "value" in setting);
    return isSetting ? [`${name} ${spell(setting as Setting<unknown>)}`] : [];
  });

/** Marks what code of the CDK deploys. */
export const deploys = probeFile(saysOf);

/** Marks what a template deploys; the ending of the name decides how its marks look. */
export const templateDeploys = (filename: string) => probeFile(saysOf, filename);
