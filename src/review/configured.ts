import { serviceFor } from "../../rules/service/service-for.ts";
import { configurationAt, type Configured, type Nearest } from "../configuration/nearest.ts";
import type { ReviewOptions } from "./finding.ts";
import { placeOf } from "./place.ts";

/** Where the nearest configurations are, by repository and folder. */
export type KnownPlaces = Map<string, Nearest>;

/**
 * What the nearest `.effective-lambda.json` says of a file; `undefined` where there is none, or no disk to look for one.
 *
 * @param path relative to the root
 * @param known where it was found for other files a moment ago
 */
export function configuredAt(
  path: string,
  root: string | undefined,
  known: KnownPlaces = new Map(),
): ConfiguredFile | undefined {
  if (root === undefined) return undefined;
  const here = serviceFor({ filename: placeOf(path, { root }), cwd: root });
  if (!here) return undefined;
  const nearest: Nearest = known.get(here.root) ?? new Map();
  known.set(here.root, nearest);
  const configured = configurationAt(here.path, here.service.files, nearest);
  return configured && { ...configured, path: here.path };
}

export interface ConfiguredFile extends Configured {
  /** The reviewed file's path, in the repository in which the configuration's is. */
  path: string;
}

/** What somebody has configured for a file: ESLint's configuration can say more than ours. */
export type FileConfiguration = Pick<Configured, "handlers"> & {
  configuration: Configured["configuration"] & Pick<ReviewOptions, "templates" | "today">;
};

/** How a file is reviewed: as its configuration says and, where that says nothing, as somebody else does. */
export const asConfigured = (
  options: ReviewOptions,
  configured: FileConfiguration | undefined,
): ReviewOptions =>
  configured
    ? {
        ...options,
        ...configured.configuration,
        rules: { ...options.rules, ...configured.configuration.rules },
        handlers: configured.handlers.length > 0 ? configured.handlers : (options.handlers ?? []),
      }
    : options;
