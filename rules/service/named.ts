import { folderOf, joinedPath } from "../kit/paths.ts";
import { besideFile, fromRoot } from "./cdk/paths.ts";
import { isStated, type DeployedFunction, type Setting, type Stated } from "./deployment.ts";
import type { Sources } from "./sources.ts";

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
export function moduleOf(path: string): string | undefined {
  const end = path.search(code);
  return end < 0 ? undefined : path.slice(0, end);
}

/** How a path of a deployment leads on: from the file that says so, from the root, or from the folder of the app. */
const joinedFrom =
  (template: string, app: string) =>
  (path = "", ...more: string[]): string | undefined =>
    path.startsWith(besideFile)
      ? joinedPath(folderOf(template), path.slice(besideFile.length), ...more)
      : path.startsWith(fromRoot)
        ? joinedPath(path.slice(fromRoot.length), ...more)
        : joinedPath(app, path, ...more);

/**
 * The exports that a function is deployed from, in the file they are written in.
 *
 * @param template where the deployment is described
 * @param app the folder that its relative paths start in
 */
export function exportsNamedBy(
  deployed: DeployedFunction,
  template: string,
  app: string,
  sources: Sources,
): NamedExport[] {
  const { handler, code, entryPoints } = deployed;
  const from = joinedFrom(template, app);
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
  const folder = folderNamedBy(deployed);
  if (!isStated(handler)) return [];
  const { module, name } = partsOf(handler.value);
  if (name === "") return [];
  if (folder === undefined) return named(packedAs(code, module, sources), name);
  const built = from(folder, module);
  return built === undefined ? [] : named(sourceOf(built, sources), name);
}

/** What was packed into an archive: the module in the only folder of the archive's name that has one. */
function packedAs(code: Setting<string>, module: string, sources: Sources): string | undefined {
  const [, archive] = isStated(code) ? (/(?:^|\/)([^/?]+)\.zip$/i.exec(code.value) ?? []) : [];
  const [only, another] = archive === undefined ? [] : sources.endingIn(`${archive}/${module}`, "");
  return another === undefined ? only : undefined;
}

/** The folder of the code; `undefined` where it cannot be told, or is packed already: that was built of something else. */
function folderNamedBy({ code }: DeployedFunction): string | undefined {
  const folder = isStated(code) ? code.value : "";
  return code === "unknown" || /^s3:|\.(zip|jar)$/i.test(folder) ? undefined : folder;
}

/** A path of a function that leads out of the repository, where nothing is read. */
export function pathLeadingOut(
  deployed: DeployedFunction,
  template: string,
  app: string,
): Stated<string> | undefined {
  const from = joinedFrom(template, app);
  const { handler, code, entryPoints } = deployed;
  const folder = folderNamedBy(deployed);
  const handlers = isStated(handler) && entryPoints.length === 0 ? [handler] : entryPoints;
  const stated = [...(isStated(code) ? [code] : []), ...handlers];
  const outside = handlers.find(({ value }) => folder !== undefined && from(folder, value) === undefined);
  // A path of the machine is another matter.
  return outside && stated.find(({ value }) => /(^|[/\\])\.\.([/\\]|$)/.test(value));
}

/** Folders that compilers and bundlers write to, and what they were given before that. */
const output = /^(?:(.*)\/)?(?:dist|build|out|\.build|\.esbuild|\.webpack)\/(?:src\/)?(.+)$/;

/**
 * The module that one in the output of a compiler was made of, as far as there is one: `src/orders/app` for
 * `dist/orders/app`, or the only `…/orders/app` there is; `src/orders` for a bundle `dist/orders/index`, and the other way
 * round `src/orders/handler` for `dist/orders`.
 */
function sourceOf(module: string, sources: Sources): string | undefined {
  const compiled = sources.compiledTo(module);
  const [, base = "", rest = ""] = output.exec(module) ?? [];
  if (compiled.length === 0 && rest === "") return module;
  const likely = rest === "" ? [] : [joinedPath(base, "src", rest)!, joinedPath(base, rest)!];
  const known = [...compiled, ...likely].find((one) => one !== module && sources.has(one));
  if (known !== undefined || rest === "") return known ?? module;

  if (!rest.includes("/") && sources.has(module)) return module;

  const found = behindBundle(rest).map((path) => sources.endingIn(path, base));
  const [only, another] = found.find(({ length }) => length > 0) ?? [];
  if (only !== undefined) return another === undefined ? only : undefined;
  return sources.has(module) ? module : undefined;
}

/** What the paths end in of files that a bundle can be made of, the likeliest first. */
function behindBundle(bundle: string): string[] {
  if (!bundle.includes("/")) return [`${bundle}/handler`, `${bundle}/index`];
  const [, folder] = /^(?:.*\/)?([^/]+)\/index$/.exec(bundle) ?? [];
  return folder === undefined ? [bundle] : [bundle, folder];
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
