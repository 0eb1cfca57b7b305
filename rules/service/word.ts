import { joinedPath, matchesGlob } from "../kit/paths.ts";
import { nothingDeployed, type DeployedAs, type DeployedFile, type LintedFile } from "../lambda/deployed.ts";
import type { SourceName } from "../lambda/event-sources.ts";
import { asDeployed } from "./deployed-as.ts";
import { pathBelow } from "./node-files.ts";
import { serviceFor, type Belonging } from "./service-for.ts";
import type { Service } from "./service.ts";
import { settingsOf } from "./settings.ts";

/** What a configuration says under `settings["effective-lambda"]`. */
export interface Settings {
  /** How handlers are deployed, where no template says it that can be read. */
  handlers?: HandlerSetting[];
  /** `false` where no templates are to be looked for. */
  templates?: boolean;
  /** `file` where no other module is to be looked at. */
  scope?: "file" | "service";
  /** The day that rules take for today, as `2026-11-24`. */
  today?: string;
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
  const { handlers = [], scope } = settingsOf({ settings });
  const path = handlers.length > 0 ? (joinedPath(filename) ?? pathBelow(cwd, filename)) : undefined;
  const named = path === undefined ? [] : handlers.filter(({ files }) => matchesGlob(path, files));
  if (named.length > 0) return { ...nothingDeployed, functions: named.map(asConfigured) };

  const found = serviceAround({ filename, cwd, settings });
  if (!found) return nothingDeployed;
  const said = saidBy(found.service, found.path);
  if (scope === "file") return said;
  const { modules, path: own } = found;
  const reached = modules.reachedIn(own);
  const mayRun = said.functions.length > 0 || reached.length > 0 || modules.mayShowHandler(own);
  return mayRun ? { ...said, reached, given: modules.givenTo(own) } : said;
}

/** The service that a file belongs to, unless a configuration has no templates looked for. */
export function serviceAround({ filename, cwd, settings }: LintedFile): Belonging | undefined {
  const { templates } = settingsOf({ settings });
  return templates === false ? undefined : serviceFor({ filename, cwd });
}

/** What the templates of a service say of a file. */
export function saidBy(service: Service, path: string): DeployedFile {
  const deployments = service.deploymentsOf(path);
  const isForeign = service.isForeign(path);
  return deployments.length > 0 || isForeign
    ? { ...nothingDeployed, functions: deployments.map(asDeployed), isForeign }
    : nothingDeployed;
}

function asConfigured({ export: name, source, batchSize, runtime }: HandlerSetting): DeployedAs {
  return {
    export: name,
    place: undefined,
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
