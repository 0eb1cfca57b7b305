import { joinedPath, matchesGlob } from "../kit/paths.ts";
import type { DeployedAs, DeployedFile, LintedFile } from "../lambda/deployed.ts";
import { eventSources, reportsBatchItems, type SourceName } from "../lambda/event-sources.ts";
import { defaults, isStated, valueOr } from "./deployment.ts";
import { pathBelow } from "./node-files.ts";
import { serviceFor } from "./service-for.ts";
import type { DeployedFrom } from "./service.ts";

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
  const { handlers = [], templates } = (settings?.["effective-lambda"] ?? {}) as Settings;
  const path = handlers.length > 0 ? (joinedPath(filename) ?? pathBelow(cwd, filename)) : undefined;
  const named = path === undefined ? [] : handlers.filter(({ files }) => matchesGlob(path, files));
  if (named.length > 0) return { functions: named.map(asConfigured), isForeign: false };

  const found = templates === false ? undefined : serviceFor({ filename, cwd });
  if (!found) return { functions: [], isForeign: false };
  const { service, path: inService } = found;
  return {
    functions: service.deploymentsOf(inService).map(asDeployed),
    isForeign: service.isForeign(inService),
  };
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
  };
}

/** What a template says of a function, in the words of the code's model. */
export function asDeployed({ deployment, function: deployed, export: name }: DeployedFrom): DeployedAs {
  const mappings = deployment.mappings.filter((mapping) => mapping.function === deployed);
  const invokers = deployed.invokers.map(({ source }) => source);
  return {
    export: name,
    sources: [
      ...new Set([
        ...mappings.map(({ source }) => source),
        ...invokers.filter((source) => source !== undefined),
      ]),
    ],
    mayHaveOtherSources:
      deployed.mayHaveOtherInvokers ||
      invokers.includes(undefined) ||
      deployment.mappings.some((mapping) => !mapping.function),
    batchSizes: mappings
      .filter(({ source }) => reportsBatchItems(source))
      .map(({ batchSize }) => valueOr(batchSize, defaults.batchSize)),
    runtime: isStated(deployed.runtime) ? deployed.runtime.value : undefined,
  };
}
