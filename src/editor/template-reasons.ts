import type { SourceCode } from "../../rules/kit/rule.ts";
import { sourceNamed } from "../../rules/lambda/event-sources.ts";
import { pathAround } from "../../rules/service/around.ts";
import { deploymentIn } from "../../rules/service/deployment-in.ts";
import {
  isStated,
  type DeployedFunction,
  type Deployment,
  type Setting,
  type Place as TextPlace,
} from "../../rules/service/deployment.ts";
import { sourceCodeOf } from "../../rules/service/reading.ts";
import { serviceFor, type Belonging } from "../../rules/service/service-for.ts";
import type { ReviewOptions } from "../review/finding.ts";
import { placeOf } from "../review/place.ts";
import { namesFor } from "../review/review.ts";
import type { Place } from "./handler-evidence.ts";
import { reasonsFor } from "./reasons.ts";

/** A function that a template deploys. */
export interface DeployedHere extends Place {
  /** What its authors call it. */
  name: string;
  /** What Lambda calls, as the template says it: `src/orders.handler`; absent where that cannot be told, as of an image. */
  handler?: string;
  /** What it runs on, where that is not Node.js. */
  otherRuntime?: string;
  /** The handler, where there is a file of code for what the template says. */
  code?: Place & { name: string };
  /** What the template says that invokes it, each by its title. */
  invokers: (Place & { title: string })[];
}

/** What a file of YAML or JSON has to do with handlers. */
export interface TemplateReasons {
  /** What is wrong with the syntax; nothing else is known then. */
  syntax?: string;
  isTemplate: boolean;
  functions: DeployedHere[];
}

/** Says of a template which functions it deploys, and which handlers these are. */
export function templateReasonsFor(text: string, path: string, options: ReviewOptions): TemplateReasons {
  const { root } = options;
  const here = root === undefined ? undefined : serviceFor({ filename: placeOf(path, options), cwd: root });
  const nameOf = namesFor(path, options);
  try {
    const sourceCode = sourceCodeOf(text, here?.path ?? path, (file) => partIn(file, here));
    const deployment = deploymentIn(sourceCode, path);
    if (!deployment) return { isTemplate: false, functions: [] };
    const functions = deployment.functions.map((deployed) => ({
      ...said(deployed, deployment, (at) => ({
        file: nameOf(pathAround(at) ?? path),
        line: at.loc.start.line,
      })),
      ...(here && codeOf(deployed, here, nameOf, options)),
    }));
    return { isTemplate: true, functions };
  } catch (error) {
    return { syntax: (error as Error).message, isTemplate: false, functions: [] };
  }
}

/** A file that a template takes a part from; whoever looks at that itself is told why it cannot be read. */
function partIn(file: string, here: Belonging | undefined): SourceCode | undefined {
  try {
    const text = here?.service.files.read(file);
    return text === undefined ? undefined : sourceCodeOf(text, file, (other) => partIn(other, here));
  } catch {
    return undefined;
  }
}

/** What a template says of a function. */
function said(
  deployed: DeployedFunction,
  { mappings }: Deployment,
  placed: (at: TextPlace) => Place,
): Omit<DeployedHere, "code"> {
  const runtime = textOf(deployed.runtime);
  const handler = textOf(deployed.handler) ?? deployed.entryPoints[0]?.value;
  const mapped = mappings.filter((mapping) => mapping.function === deployed);
  const invokers = [...mapped, ...deployed.invokers].flatMap((one) => {
    const title = one.source ? sourceNamed(one.source).title : "sender" in one ? one.sender : undefined;
    return title === undefined ? [] : [{ title, ...placed(one.at) }];
  });
  return {
    name: deployed.name,
    ...placed(deployed.at),
    ...(handler !== undefined && { handler }),
    ...(runtime !== undefined && !runtime.startsWith("nodejs") && { otherRuntime: runtime }),
    // What maps an event source to a function is one of its invokers where both stand in one place.
    invokers: [...new Map(invokers.map((one) => [`${one.title} ${one.file}:${one.line}`, one])).values()],
  };
}

const textOf = (setting: Setting<string>): string | undefined =>
  isStated(setting) ? setting.value : undefined;

/** Where the handler is that a function is deployed from; nothing where that cannot be told. */
function codeOf(
  deployed: DeployedFunction,
  { service, path }: Belonging,
  nameOf: (file: string) => string,
  options: ReviewOptions,
): Pick<DeployedHere, "code"> {
  const code = service.codeOf(deployed, path);
  const text = code && service.files.read(code.path);
  if (text === undefined) return {};
  const file = nameOf(code!.path);
  const handler = reasonsFor(text, file, options).handlers.find(({ name }) => name === code!.export);
  return { code: { name: code!.export, file, line: handler?.line ?? 1 } };
}
