import { folderOf } from "../kit/paths.ts";
import { isStated, type DeployedFunction, type Stated } from "./deployment.ts";
import type { NamedExport } from "./named.ts";
import type { Sources } from "./sources.ts";

/** A handler that a template names, and that is in no file where it should be. */
export interface MissingHandler extends NamedExport {
  handler: Stated<string>;
  /** The files of code that lie there. */
  beside: string[];
}

/**
 * A handler of Node.js without a file; `undefined` where there is one, or nobody can tell. Most that are missing are built from
 * something else, so that this alone says of none that it is wrong.
 */
export function missingHandler(
  { handler, runtime, entryPoints }: DeployedFunction,
  [named, another]: readonly NamedExport[],
  sources: Sources,
): MissingHandler | undefined {
  if (!isStated(handler) || !isStated(runtime) || !runtime.value.startsWith("nodejs")) return undefined;
  if (entryPoints.length > 0 || !named || another || sources.filesOf(named.module).length > 0)
    return undefined;
  return { ...named, handler, beside: sources.filesIn(folderOf(named.module)) };
}
