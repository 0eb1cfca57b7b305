import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, isFunction, outermost, type Node } from "../kit/ast.ts";
import { variableOf, writesTo } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import { hoistOf, type Hoist } from "../kit/hoist.ts";
import { importedAs } from "../kit/imports.ts";
import { isOfModule } from "../kit/module-scope.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { RuleContext, SourceCode } from "../kit/rule.ts";
import { Stage } from "../kit/stages.ts";
import { isTypeScript } from "../kit/types.ts";
import { responseOf, type SdkCall } from "./sdk-calls.ts";

/**
 * How the response of a request can be kept at module scope once it is there: `secret ??= await client.send(…)`. Only
 * where it is awaited: a promise that is kept would fail for good once it failed.
 *
 * @param name what to call it, where the code has no name for it
 */
export function keptOnce(call: SdkCall, name: string, context: RuleContext): Hoist["lazy"] {
  const { sourceCode, filename } = context;
  const response = responseOf(call, sourceCode);
  if (!response || outermost(response).parent?.type !== "AwaitExpression") return undefined;
  if (mayDifferNextTime(response, sourceCode)) return undefined;
  const spelt = isTypeScript(filename) ? responseTypeOf(call, sourceCode) : plain;
  if (!spelt) return undefined;

  const { type, imports } = spelt;
  const kind = { earliest: Stage.call, isSteady: () => false, builds: () => false, marking: /(?!)/, name };
  const { lazy } = hoistOf(response, { ...kind, ...(type !== "" && { type }) }, context);
  const isSpelt = lazy?.edits.some(({ text }) => type !== "" && text.includes(`: ${type} `));
  return lazy && { ...lazy, edits: isSpelt ? [...lazy.edits, ...imports] : lazy.edits };
}

/** Whether a request may be another one within an invocation: in a loop, or where it reads what is written again. */
function mayDifferNextTime(response: Node, sourceCode: SourceCode): boolean {
  for (const outer of ancestorsOf(response)) {
    if (isFunction(outer)) break;
    if (/^(For|While|DoWhile)\w*Statement$/.test(outer.type)) return true;
  }
  return nodesIn(response, ["Identifier"], sourceCode).some((name) => {
    const variable = variableOf(name, sourceCode);
    return variable !== undefined && writesTo(variable).length > 1;
  });
}

/** A type as module scope can spell it, and what has to be imported for that. */
interface SpeltType {
  type: string;
  imports: Edit[];
}

const plain: SpeltType = { type: "", imports: [] };

/**
 * The type of a command's response: version 3 exports `GetParameterCommandOutput` beside each `GetParameterCommand`.
 * `undefined` where there is no command, or its package is not imported as TypeScript imports types.
 */
function responseTypeOf({ node, style }: SdkCall, sourceCode: SourceCode): SpeltType | undefined {
  if (style !== "command") return undefined;
  const { callee } = node;
  const owner = callee.type === "MemberExpression" ? callee.object : callee;
  const variable = variableOf(owner, sourceCode);
  const specifier = variable && isOfModule(variable) ? (variable.defs[0]?.node as TSESTree.Node) : undefined;
  if (specifier?.type === "ImportNamespaceSpecifier")
    return { type: `${sourceCode.getText(callee)}Output`, imports: [] };
  const imported = importedAs(callee, sourceCode);
  if (specifier?.type !== "ImportSpecifier" || !imported) return undefined;

  const type = `${imported.name}Output`;
  const known = variable!.scope.set.get(type);
  if (known) return known.defs[0]?.node.parent === specifier.parent ? { type, imports: [] } : undefined;
  const end = specifier.range[1];
  return { type, imports: [{ range: [end, end], text: `, type ${type}` }] };
}
