import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, some, walk, type FunctionNode, type Node } from "./ast.ts";
import { isGlobal, valueOf, variableOf, writesTo, type Variable } from "./bindings.ts";
import { importedAs } from "./imports.ts";
import { isOfModule } from "./module-scope.ts";
import type { SourceCode } from "./rule.ts";

/** When the value of an expression is settled: the later, the less far it can be moved. */
export const Stage = {
  /** It stands in the source: literals, and what is built of nothing else. */
  source: 0,
  /** It is there once the module is loaded: imports and what they give, constants, `process.env`. */
  load: 1,
  /** Only a running function has it: what it awaits or calls. */
  call: 2,
  /** It may be another in each call of the function: parameters, `this`, elements of a loop. */
  eachCall: 3,
} as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

/** When an expression is settled, and the variables it needs for that. */
export interface Settled {
  stage: Stage;
  /** Constants of functions, in the order of their declarations; each is settled no later than the expression. */
  locals: Variable[];
  /** Variables of the module. */
  ofModule: Variable[];
}

/** What a call or a `new` gives that runs at module scope in place of a function. */
export interface Steadiness {
  /** Whether it gives as good a thing. */
  isSteady(node: Node): boolean;
  /** Whether it gives the very same: a thing that is built of its arguments, and of nothing else. */
  builds(node: Node): boolean;
}

/** Tells when an expression is settled. */
export function settled(node: Node, sourceCode: SourceCode, { isSteady, builds }: Steadiness): Settled {
  const stages = new Map<Variable, Stage>();
  const locals = new Set<Variable>();
  const ofModule = new Set<Variable>();

  const latest = (nodes: readonly (Node | null | undefined)[], least: Stage = Stage.source): Stage =>
    nodes.reduce<Stage>((stage, one) => later(stage, one ? stageOf(one) : Stage.source), least);

  function stageOf(node: Node): Stage {
    switch (node.type) {
      case "Literal":
        return Stage.source;
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
        return latest(
          [node.expression],
          namesLocalType(node.typeAnnotation, sourceCode) ? Stage.eachCall : Stage.source,
        );
      case "TSNonNullExpression":
      case "ChainExpression":
        return latest([node.expression]);
      case "TemplateLiteral":
        return latest(node.expressions);
      case "ArrayExpression":
        return latest(node.elements);
      case "ObjectExpression":
        return latest(node.properties);
      case "Property":
        return latest([node.computed ? node.key : undefined, node.value]);
      case "SpreadElement":
      case "UnaryExpression":
        return latest([node.argument]);
      case "BinaryExpression":
      case "LogicalExpression":
        return latest([node.left, node.right]);
      case "ConditionalExpression":
        return latest([node.test, node.consequent, node.alternate]);
      case "MemberExpression":
        return latest([node.object, node.computed ? node.property : undefined]);
      case "Identifier":
        return stageOfName(node);
      case "AwaitExpression":
        return latest([node.argument], Stage.call);
      case "ImportExpression":
        return latest([node.source], Stage.call);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return stageOfFunction(node);
      case "CallExpression":
      case "NewExpression":
        return stageOfCall(node);
      default:
        return Stage.eachCall;
    }
  }

  function stageOfCall(call: TSESTree.CallExpression | TSESTree.NewExpression): Stage {
    if (call.typeArguments && namesLocalType(call.typeArguments, sourceCode)) return Stage.eachCall;
    const imported = importedAs(call.callee, sourceCode);
    if (isSteady(call)) {
      const root = imported && rootOf(call.callee);
      return latest(
        [imported ? root : call.callee, ...call.arguments],
        builds(call) ? Stage.source : Stage.load,
      );
    }
    return latest(
      [call.callee, ...call.arguments],
      imported || isPure(call, sourceCode) ? Stage.load : Stage.call,
    );
  }

  /** What a chain of members starts with, unless it is there from the start: a name that the module imports. */
  function rootOf(callee: Node): Node | undefined {
    const expression = bare(callee);
    if (expression.type === "MemberExpression") return rootOf(expression.object);
    const variable = expression.type === "Identifier" ? variableOf(expression, sourceCode) : undefined;
    if (!variable || !isOfModule(variable)) return expression;
    ofModule.add(variable);
    return undefined;
  }

  /** A function can be moved as long as the names it closes over can. */
  function stageOfFunction(fn: FunctionNode): Stage {
    if (some(fn, sourceCode, ({ type }) => type === "ThisExpression")) return Stage.eachCall;
    let stage: Stage = Stage.load;
    walk(fn, sourceCode, (inner) => {
      const variable = inner.type === "Identifier" ? variableOf(inner, sourceCode) : undefined;
      if (variable && !contains(fn, variable.scope.block as Node)) stage = later(stage, stageOfName(inner));
    });
    return stage;
  }

  function stageOfName(name: Node): Stage {
    const variable = variableOf(name, sourceCode);
    if (!variable) {
      if (isGlobal(name, "arguments", sourceCode)) return Stage.eachCall;
      return isGlobal(name, "undefined", sourceCode) ? Stage.source : Stage.load;
    }
    let stage = stages.get(variable);
    if (stage === undefined) {
      stages.set(variable, Stage.call);
      stage = isOfModule(variable) ? stageOfModules(variable) : stageOfLocal(variable);
      stages.set(variable, stage);
    }
    return stage;
  }

  function stageOfModules(variable: Variable): Stage {
    ofModule.add(variable);
    if (!isConstant(variable)) return Stage.call;
    const value = valueOf(variable);
    return value && isSteady(bare(value)) && stageOf(value) === Stage.source ? Stage.source : Stage.load;
  }

  function stageOfLocal(variable: Variable): Stage {
    const declarator = variable.defs[0]?.node as Node | undefined;
    if (
      declarator?.type !== "VariableDeclarator" ||
      /^For(In|Of)Statement$/.test(declarator.parent.parent.type)
    )
      return Stage.eachCall;
    if (!isConstant(variable) || declarator.id.type !== "Identifier")
      return latest([declarator.init, ...writesTo(variable)], Stage.call);
    const stage = stageOf(declarator.init!);
    locals.add(variable);
    return stage;
  }

  const stage = stageOf(node);
  return { stage, locals: [...locals], ofModule: [...ofModule] };
}

/** The last of several stages. */
export const later = (...stages: Stage[]): Stage => Math.max(...stages) as Stage;

/** Whether a variable has one value from its declaration on. */
function isConstant(variable: Variable): boolean {
  const declaration = variable.defs[0]?.node as Node | undefined;
  if (declaration?.type !== "VariableDeclarator") return writesTo(variable).length === 0;
  return declaration.init !== null && writesTo(variable).length === 1;
}

/** Functions of the platform that give the same for the same. */
const pure = /^(Number|String|Boolean|parseInt|parseFloat|require|URL|BigInt)$/;

const isPure = (
  { callee }: TSESTree.CallExpression | TSESTree.NewExpression,
  sourceCode: SourceCode,
): boolean =>
  callee.type === "Identifier" && pure.test(callee.name) && isGlobal(callee, callee.name, sourceCode);

/** Whether a type mentions one that only a function knows. */
export const namesLocalType = (type: Node, sourceCode: SourceCode): boolean =>
  some(type, sourceCode, (inner) => {
    const variable = inner.type === "Identifier" ? variableOf(inner, sourceCode) : undefined;
    return variable !== undefined && !isOfModule(variable) && !contains(type, variable.scope.block as Node);
  });
