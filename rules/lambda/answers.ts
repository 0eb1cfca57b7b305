import type { TSESTree } from "@typescript-eslint/utils";
import {
  awaited,
  bare,
  isFunction,
  memberName,
  methodName,
  outermost,
  returnedBy,
  type Node,
} from "../kit/ast.ts";
import { functionNamed, isGlobal, variableOf, writesTo, type Variable } from "../kit/bindings.ts";
import { placesOf } from "../kit/binding.ts";
import { usesOf } from "../kit/methods.ts";
import { isLogged } from "../kit/logging.ts";
import { once } from "../kit/once.ts";
import { isLink } from "../kit/promises.ts";
import type { SourceCode } from "../kit/rule.ts";
import { callbackOf } from "./callback.ts";
import { contextOf, type Handler } from "./handlers.ts";

/** An object that a handler answers with as it stands in the source. */
export interface Answer {
  object: TSESTree.ObjectExpression;
  /** What the handler itself returns or hands over. */
  place: Node;
  /** The call of a function of this file that gives the object, where one does. */
  call?: TSESTree.CallExpression;
  /** The variables that held it on the way. */
  names: readonly Variable[];
}

/**
 * The objects that Lambda gets from a handler, returned or handed to the callback, as far as its file decides it. None
 * where something else may change them on the way: a wrapper, a decorator, a function of the file that calls the handler.
 */
export const answersOf = once((handler: Handler, sourceCode: SourceCode): readonly Answer[] => {
  const known = new Map<object, Answer[]>();
  const values = answersByItself(handler, sourceCode) ? answeredBy(handler, sourceCode) : [];
  return values.flatMap((place) =>
    answersBehind(place, sourceCode, known).map((answer) => ({ ...answer, place })),
  );
});

/** Whether Lambda calls a handler itself and gets what it answers, as far as its file tells. */
export const answersByItself = once(
  ({ function: fn, wrappers }: Handler, sourceCode: SourceCode): boolean => {
    const { parent } = fn;
    if (wrappers.length > 0 || outermost(fn).parent?.type === "CallExpression") return false;
    if (parent?.type === "MethodDefinition" && hasDecorators(parent)) return false;
    return usesOf(fn, sourceCode).every(({ parent: user }) => user?.type !== "CallExpression");
  },
);

/** ESLint's own parser knows no decorators, and its methods have no list of them. */
const hasDecorators = ({ decorators }: Partial<TSESTree.MethodDefinition>): boolean =>
  (decorators?.length ?? 0) > 0;

/** A call that tells Lambda how an invocation ended: `callback(error, value)`, `context.succeed(value)`. */
export interface Reply {
  call: TSESTree.CallExpression;
  error?: Node | undefined;
  value?: Node | undefined;
}

/** How a handler calls its callback and the context's older methods. */
export function repliesOf(handler: Handler, sourceCode: SourceCode): Reply[] {
  const context = contextOf(handler);
  const calls = callsOf(callbackOf(handler, sourceCode), sourceCode);
  return [
    ...calls.map((call) => ({ call, error: call.arguments[0], value: call.arguments[1] })),
    ...methodsCalledOf(context, sourceCode).flatMap((call): Reply[] => {
      const [first, second] = call.arguments;
      switch (methodName(call)) {
        case "succeed":
          return [{ call, value: first }];
        case "fail":
          return [{ call, error: first }];
        case "done":
          return [{ call, error: first, value: second }];
        default:
          return [];
      }
    }),
  ];
}

/** What a handler returns, and what it hands to the callback or to the context's older methods. */
export function answeredBy(handler: Handler, sourceCode: SourceCode): Node[] {
  const handedOver = repliesOf(handler, sourceCode).flatMap(({ value }) => value ?? []);
  return [...returnedBy(handler.function, sourceCode), ...handedOver];
}

/** The calls of what a name stands for. */
const callsOf = (name: Node | undefined, sourceCode: SourceCode): TSESTree.CallExpression[] =>
  placesNamed(name, sourceCode).flatMap((use) =>
    use.parent?.type === "CallExpression" && use.parent.callee === use ? [use.parent] : [],
  );

/** The calls of methods of what a name stands for. */
const methodsCalledOf = (name: Node | undefined, sourceCode: SourceCode): TSESTree.CallExpression[] =>
  placesNamed(name, sourceCode).flatMap(({ parent: member }) =>
    member?.type === "MemberExpression" &&
    member.parent.type === "CallExpression" &&
    member.parent.callee === member &&
    methodName(member.parent) !== undefined
      ? [member.parent]
      : [],
  );

function placesNamed(name: Node | undefined, sourceCode: SourceCode): Node[] {
  const variable = name?.type === "Identifier" ? variableOf(name, sourceCode) : undefined;
  return variable ? placesOf(variable) : [];
}

/** How deep values are nested, names and functions between them. */
const maximumDepth = 50;

/** How many answers a function may have for each of its calls to count; what each call passes may differ. */
const maximumPerCall = 20;

/** @param known the answers behind names and functions that were followed already, or are being followed */
function answersBehind(
  node: Node,
  sourceCode: SourceCode,
  known: Map<object, Answer[]>,
  depth = maximumDepth,
): Answer[] {
  const value = awaited(node);
  const behind = (inner: Node) => (depth > 0 ? answersBehind(inner, sourceCode, known, depth - 1) : []);
  const behindAll = (source: object, values: () => readonly Node[]): Answer[] => {
    const answers = known.get(source);
    if (answers) return isFunction(source as Node) && answers.length <= maximumPerCall ? answers : [];
    known.set(source, []);
    known.set(source, values().flatMap(behind));
    return known.get(source)!;
  };
  switch (value.type) {
    case "ObjectExpression":
      return [{ object: value, place: value, names: [] }];
    case "ConditionalExpression":
      return [...behind(value.consequent), ...behind(value.alternate)];
    case "LogicalExpression":
      return [...behind(value.left), ...behind(value.right)];
    case "Identifier": {
      const name = variableOf(value, sourceCode);
      if (!name) return [];
      const answers = behindAll(name, () => (isOnlyAnswer(name, sourceCode) ? writesTo(name) : []));
      return answers.map((answer) => ({ ...answer, names: [...answer.names, name] }));
    }
    case "NewExpression": {
      // `return new Promise((resolve) => …)`
      const [executor] = value.arguments;
      if (!isGlobal(value.callee, "Promise", sourceCode) || !isFunction(executor)) return [];
      return firstArguments(callsOf(executor.params[0], sourceCode)).flatMap(behind);
    }
    case "CallExpression": {
      const fn = functionNamed(value.callee, sourceCode);
      if (!fn) return settledBy(value, sourceCode).flatMap(behind);
      return behindAll(fn, () => returnedBy(fn, sourceCode)).map((answer) => ({ call: value, ...answer }));
    }
    default:
      return [];
  }
}

/** What a promise gives: `Promise.resolve(answer)`, `save().then(() => answer)`. */
function settledBy(call: TSESTree.CallExpression, sourceCode: SourceCode): Node[] {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression") return [];
  const name = memberName(callee) ?? "";
  if (name === "resolve" && isGlobal(callee.object, "Promise", sourceCode)) return firstArguments([call]);
  if (!isLink(call)) return [];
  const results = call.arguments.flatMap((argument) => {
    const fn = name === "finally" ? undefined : functionNamed(argument, sourceCode);
    return fn ? returnedBy(fn, sourceCode) : [];
  });
  return name === "then" ? results : [callee.object, ...results];
}

const firstArguments = (calls: readonly TSESTree.CallExpression[]): Node[] =>
  calls.flatMap(({ arguments: [first] }) => (first ? [first] : []));

/** Whether nothing gets what a variable holds but the log and whoever is answered; its properties may be set and read. */
const isOnlyAnswer = (variable: Variable, sourceCode: SourceCode): boolean =>
  placesOf(variable).every((place) => {
    const { parent } = outermost(place);
    switch (parent?.type) {
      case "CallExpression":
        return isLogged(place) || isReply(parent, sourceCode);
      case "AssignmentExpression":
        return parent.left === place;
      case "MemberExpression":
        return parent.object === place;
      default:
        return /^(Return|ArrowFunction|Await|Conditional|Logical|If|Spread|Unary)/.test(parent?.type ?? "");
    }
  });

/** `callback(null, answer)`, `resolve(answer)`, `context.succeed(answer)`: whoever called hears of it. */
function isReply(call: TSESTree.CallExpression, sourceCode: SourceCode): boolean {
  const callee = bare(call.callee);
  const root = callee.type === "MemberExpression" ? callee.object : callee;
  const [definition] = variableOf(root, sourceCode)?.defs ?? [];
  return (
    (definition?.type as string) === "Parameter" &&
    (root === callee || /^(succeed|done)$/.test(methodName(call) ?? ""))
  );
}
