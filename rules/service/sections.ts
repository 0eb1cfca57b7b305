import type { AST } from "yaml-eslint-parser";
import type { Node } from "../kit/ast.ts";
import { contentOf, textIn } from "../kit/yaml.ts";
import { pathAround } from "./around.ts";
import type { Place } from "./deployment.ts";
import type { DeployedFrom } from "./deployed-from.ts";

/** A part of a file that says how a function is deployed. Lines count from 1. */
export interface Section {
  /** From the root of the repository. */
  path: string;
  start: number;
  end: number;
}

/** Where it is said how a function is deployed: its own resource, what sends it events, its queues, and what holds for all functions. */
export function sectionsOf({
  template,
  deployment,
  function: deployed,
}: Pick<DeployedFrom, "template" | "deployment" | "function">): Section[] {
  const mappings = deployment.mappings.filter((mapping) => mapping.function === deployed);
  const own = [
    deployed.at,
    ...mappings.flatMap(({ at, queue }) => (queue ? [at, queue.at] : [at])),
    ...deployment.aliases.filter((alias) => alias.function === deployed).map(({ at }) => at),
  ];
  const others = deployed.invokers.map(({ at }) => at);
  const nodes = [
    ...own.flatMap((at) => (isYaml(at) ? [sectionAround(at)] : codeAround(at))),
    // An API names many functions in one resource: what it says of this one is where it names it.
    ...others.flatMap((at) => (isYaml(at) ? [at] : codeAround(at))),
    ...sharedWith(deployed.at),
  ];
  return nodes.map((node) => ({
    path: pathAround(node) ?? template,
    start: node.loc.start.line,
    end: lastLineOf(node),
  }));
}

/** A block of YAML ends where the next line begins. */
const lastLineOf = ({ loc: { start, end } }: Place): number =>
  end.column === 0 && end.line > start.line ? end.line - 1 : end.line;

type YamlPlace = Place & { type: string; parent?: YamlPlace | null };

const isYaml = (place: Place): place is YamlPlace => "type" in place && String(place.type).startsWith("YAML");

/** The entries around a place, from the outermost on. */
function pairsAround(place: YamlPlace): AST.YAMLPair[] {
  const pairs: AST.YAMLPair[] = [];
  for (let outer: YamlPlace | null | undefined = place; outer; outer = outer.parent)
    if (outer.type === "YAMLPair") pairs.unshift(outer as unknown as AST.YAMLPair);
  return pairs;
}

/** The resource, or the function of `serverless.yml` or `serverless.ts`, around a place. */
function sectionAround(place: YamlPlace): Place {
  const pairs = pairsAround(place);
  const holder = pairs.findLastIndex(({ key }) => /^(Resources|functions)$/.test(textIn(key) ?? ""));
  return pairs[holder + 1] ?? pairs.at(-1) ?? propertyAround(place) ?? place;
}

/** The property whose key was taken for one of YAML. */
function propertyAround({ parent: key }: YamlPlace): Place | undefined {
  return key?.parent?.type === "Property" ? key.parent : undefined;
}

/** What a template says of all its functions: `Globals`, `provider`. */
function sharedWith(place: Place): Place[] {
  const [outermost] = isYaml(place) ? pairsAround(place) : [];
  return (outermost?.parent.pairs ?? []).flatMap((pair): Place[] => {
    const name = textIn(pair.key);
    if (name === "provider") return [pair];
    const globals = name === "Globals" ? contentOf(pair.value) : undefined;
    return globals?.type === "YAMLMapping"
      ? globals.pairs.filter(({ key }) => textIn(key) === "Function")
      : [];
  });
}

/** The call or the `new` around a place in code of the CDK. */
function codeAround(place: Place): Place[] {
  for (let outer: Node | undefined | null = place as Node; outer; outer = outer.parent)
    if (outer.type === "NewExpression" || outer.type === "CallExpression") return [outer];
  return [place];
}
