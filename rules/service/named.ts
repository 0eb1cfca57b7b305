import { folderOf, joinedPath } from "../kit/paths.ts";
import { besideFile } from "./cdk/paths.ts";
import { isStated, type DeployedFunction } from "./deployment.ts";

/** What a deployment names: a file, by its path without an ending, and what it exports. */
export interface NamedExport {
  /** `services/orders/src/create` */
  module: string;
  export: string;
}

/** The endings of files that Lambda runs, or that are compiled to such. */
export const endingsOfCode = [".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", ".tsx", ".jsx"];

const code = /\.([cm]?[jt]s|[jt]sx)$/;

/** A path as deployments name it: without its ending. `undefined` for what holds no code. */
export const moduleOf = (path: string): string | undefined =>
  code.test(path) ? path.replace(code, "") : undefined;

/**
 * The exports that a function is deployed from, in the file they are written in.
 *
 * @param template where the deployment is described
 * @param app the folder that its relative paths start in
 */
export function exportsNamedBy(deployed: DeployedFunction, template: string, app: string): NamedExport[] {
  const { handler, code, entryPoints } = deployed;
  const from = (path = "", ...more: string[]) =>
    path.startsWith(besideFile)
      ? joinedPath(folderOf(template), path.slice(besideFile.length), ...more)
      : joinedPath(app, path, ...more);
  const named = (path: string | undefined, name: string) =>
    path === undefined ? [] : [{ module: path, export: name }];

  if (entryPoints.length > 0) {
    const name =
      handler === "absent" ? "handler" : isStated(handler) ? partsOf(handler.value).name : undefined;
    const folder = isStated(code) ? code.value : "";
    if (name === undefined || code === "unknown") return [];
    const wanted = isStated(handler) ? partsOf(handler.value).module : "";
    const modules = entryPoints.map(({ value }) =>
      from(...(folder === "" ? [value] : [folder, value]))?.replace(/\.\w+$/, ""),
    );
    const called = modules.filter((module) => module !== undefined && endsWith(module, wanted));
    return (called.length > 0 ? called : modules.slice(0, modules.length > 1 ? 0 : 1)).flatMap((module) =>
      named(module, name),
    );
  }

  const stack = moduleOf(template);
  const isPlain = handler === "absent" || (isStated(handler) && !handler.value.includes("."));
  // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda_nodejs-readme.html
  if (stack !== undefined && code === "absent" && isPlain)
    return named(`${stack}.${deployed.name}`, isStated(handler) ? handler.value : "handler");
  if (!isStated(handler) || code === "unknown") return [];
  const folder = isStated(code) ? code.value : "";
  // What is packed already was built from something else.
  if (/^s3:|\.(zip|jar)$/i.test(folder)) return [];
  const { module, name } = partsOf(handler.value);
  return name === "" ? [] : named(sourceOf(from(folder, module), app), name);
}

/** Where compilers put what they make of `src`, in the folder of a project. */
const output = /^(dist|build|out)\/(src\/)?/;

/** What a module in the output of a compiler was made of: `dist/orders/app` of `src/orders/app`. */
function sourceOf(module: string | undefined, app: string): string | undefined {
  const start = app === "" ? "" : `${app}/`;
  const isOutput = module?.startsWith(start) && output.test(module.slice(start.length));
  return isOutput ? `${start}${module!.slice(start.length).replace(output, "src/")}` : module;
}

/** `src/orders.create` is a module and its export; folders may have points in their names. */
function partsOf(handler: string): { module: string; name: string } {
  const start = handler.lastIndexOf("/") + 1;
  const point = handler.indexOf(".", start);
  return point < 0
    ? { module: "", name: handler }
    : { module: handler.slice(0, point), name: handler.slice(point + 1) };
}

const endsWith = (module: string, wanted: string): boolean =>
  wanted !== "" && `/${module}`.endsWith(`/${wanted.replace(/^\.\//, "")}`);
