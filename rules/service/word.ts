import { joinedPath, matchesGlob } from "../kit/paths.ts";
import { nothingDeployed, type DeployedAs, type DeployedFile, type LintedFile } from "../lambda/deployed.ts";
import { eventSources, reportsBatchItems, type SourceName } from "../lambda/event-sources.ts";
import { isStated, valueOr, type EventSourceMapping, type Place } from "./deployment.ts";
import { pathBelow } from "./node-files.ts";
import { serviceFor, type Belonging } from "./service-for.ts";
import { mayBeInvokedOtherwise, type DeployedFrom, type Service } from "./service.ts";

/** What a configuration says under `settings["effective-lambda"]`. */
export interface Settings {
  /** How handlers are deployed, where no template says it that can be read. */
  handlers?: HandlerSetting[];
  /** `false` where no templates are to be looked for. */
  templates?: boolean;
}

export interface HandlerSetting {
  /** A glob, from the folder that the linter runs in. */
  files: string;
  /** What Lambda calls; all handlers of the file where this is left out. */
  export?: string;
  source?: string;
  batchSize?: number;
  runtime?: string;
}

/** What a configuration, or else the templates around it, say of a file. */
export function deployedBy({ filename, cwd, settings }: LintedFile): DeployedFile {
  const { handlers = [] } = (settings?.["effective-lambda"] ?? {}) as Settings;
  const path = handlers.length > 0 ? (joinedPath(filename) ?? pathBelow(cwd, filename)) : undefined;
  const named = path === undefined ? [] : handlers.filter(({ files }) => matchesGlob(path, files));
  if (named.length > 0) return { functions: named.map(asConfigured), isForeign: false };

  const found = serviceAround({ filename, cwd, settings });
  return found ? saidBy(found.service, found.path) : nothingDeployed;
}

/** The service that a file belongs to, unless a configuration has no templates looked for. */
export function serviceAround({ filename, cwd, settings }: LintedFile): Belonging | undefined {
  const { templates } = (settings?.["effective-lambda"] ?? {}) as Settings;
  return templates === false ? undefined : serviceFor({ filename, cwd });
}

/** What the templates of a service say of a file. */
export function saidBy(service: Service, path: string): DeployedFile {
  const deployments = service.deploymentsOf(path);
  const isForeign = service.isForeign(path);
  return deployments.length > 0 || isForeign
    ? { functions: deployments.map(asDeployed), isForeign }
    : nothingDeployed;
}

function asConfigured({ export: name, source, batchSize, runtime }: HandlerSetting): DeployedAs {
  if (source !== undefined && !Object.hasOwn(eventSources, source))
    throw new Error(
      `settings["effective-lambda"].handlers has no source "${source}". It can be ${Object.keys(eventSources).join(", ")}.`,
    );
  return {
    export: name,
    sources: source === undefined ? [] : [source as SourceName],
    mayHaveOtherSources: false,
    batchSizes: batchSize === undefined ? [] : [batchSize],
    runtime,
    triggers: [],
    environment: new Map(),
    mayRecur: true,
    sharesEnvironments: undefined,
  };
}

/** What a template says of a function, in the words of the code's model. */
export function asDeployed({
  template,
  deployment,
  function: deployed,
  export: name,
  isNamedElsewhere,
}: DeployedFrom): DeployedAs {
  const placeOf = ({ loc }: Place) => `${template}:${loc.start.line}`;
  const mappings = deployment.mappings.filter((mapping) => mapping.function === deployed);
  const invokers = deployed.invokers.map(({ source, isReshaped }) => (isReshaped ? undefined : source));
  return {
    export: name,
    sources: [
      ...new Set([
        ...mappings.map(({ source }) => source),
        ...invokers.filter((source) => source !== undefined),
      ]),
    ],
    mayHaveOtherSources:
      invokers.includes(undefined) ||
      mayBeInvokedOtherwise({ deployment, function: deployed, isNamedElsewhere }),
    batchSizes: mappings
      .filter(({ source }) => reportsBatchItems(source))
      .map(({ batchSize, batchSizeByDefault }) => valueOr(batchSize, batchSizeByDefault)),
    runtime: isStated(deployed.runtime) ? deployed.runtime.value : undefined,
    triggers: [
      ...mappings
        .filter(({ isOff }) => !isOff)
        .map((mapping) => ({
          source: mapping.source,
          place: placeOf(mapping.at),
          of: mapping.of,
          isFiltered: mapping.filters !== "absent",
          // What is answered to a tumbling window is its state.
          readsFailures:
            mapping.tumblingWindow === "absent"
              ? valueOr(mapping.reportsBatchItemFailures, false)
              : undefined,
          isFifo: isFifo(mapping),
        })),
      ...deployed.invokers.flatMap(({ at, source, origin }) =>
        source && origin ? [{ source, place: placeOf(at), ...origin }] : [],
      ),
    ],
    environment: new Map(deployed.environment.map(({ name: variable, names }) => [variable, names])),
    mayRecur: deployed.mayRecur,
    sharesEnvironments: isStated(deployed.capacityProvider)
      ? placeOf(deployed.capacityProvider.at)
      : undefined,
  };
}

/** Whether a queue keeps its messages in order, by its own words or by its name. */
function isFifo({ source, queue, of }: EventSourceMapping): boolean | undefined {
  if (source !== "sqs") return undefined;
  return queue ? valueOr(queue.isFifo, false) : of.some((name) => name.endsWith(".fifo")) || undefined;
}
