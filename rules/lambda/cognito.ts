import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, awaited, enclosingFunction, isNullish, propertyOf, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { parametersOf, resolve, variableOf } from "../kit/bindings.ts";
import { mayReachEnd } from "../kit/completion.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { usesArguments } from "../kit/unused.ts";
import { answersByItself, repliesOf } from "./answers.ts";
import type { Handler } from "./handlers.ts";

/**
 * A place where a trigger does not give Cognito its event back: the value it gives instead, or the `return`, the call or
 * the closing brace that gives none.
 */
export interface LostEvent {
  at: Node | TSESTree.Token;
  given: "nothing" | "other";
}

/**
 * Custom senders, which deliver codes themselves; from them Cognito expects no answer.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html
 */
const customSender = /custom(Email|SMS)Sender/i;

export const isCustomSender = ({ text }: SourceCode): boolean => customSender.test(text);

/** What people call a request that only keeps a function warm. */
const warming = /warm|\bping\b|keep_?-?alive/i;

/** Where a handler ends without giving back the event it got, as far as that is certain. */
export function lostEventsOf(handler: Handler, sourceCode: SourceCode): LostEvent[] {
  const { function: fn } = handler;
  if (fn.generator || !answersByItself(handler, sourceCode)) return [];
  const replies = repliesOf(handler, sourceCode);
  if (replies.length > 0)
    return replies.flatMap(({ call, error, value }): LostEvent[] => {
      if (error && !isNullish(error)) return [];
      return value ? lostIn(value, sourceCode) : [{ at: call, given: "nothing" }];
    });
  if (fn.body.type !== "BlockStatement") return fn.async ? lostIn(fn.body, sourceCode) : [];

  const returns = nodesIn(fn.body, ["ReturnStatement"], sourceCode).filter(
    (statement) => enclosingFunction(statement) === fn && !isForWarming(statement, sourceCode),
  );
  // A function that is not async may return a promise, or leave the answer to someone who gets the callback.
  const isSilent = returns.every(({ argument }) => !argument) && handsNothingOn(handler, sourceCode);
  if (!fn.async && !isSilent) return [];
  const lost = returns.flatMap((statement): LostEvent[] =>
    statement.argument ? lostIn(statement.argument, sourceCode) : [{ at: statement, given: "nothing" }],
  );
  return mayReachEnd(fn, sourceCode)
    ? [...lost, { at: sourceCode.getLastToken(fn.body)!, given: "nothing" }]
    : lost;
}

const isForWarming = (statement: Node, sourceCode: SourceCode): boolean =>
  [...ancestorsOf(statement)].some(
    (outer) => outer.type === "IfStatement" && warming.test(sourceCode.getText(outer.test)),
  );

/** Whether nobody but the handler has its context and its callback, which end an invocation too. */
const handsNothingOn = ({ function: fn }: Handler, sourceCode: SourceCode): boolean =>
  !usesArguments(fn, sourceCode) &&
  parametersOf(fn)
    .slice(1)
    .every((parameter) => {
      const variable = parameter.type === "Identifier" ? variableOf(parameter, sourceCode) : undefined;
      return variable && placesOf(variable).every(({ parent }) => parent?.type === "MemberExpression");
    });

/** The values that certainly are not the event among those an expression may give. */
function lostIn(node: Node, sourceCode: SourceCode): LostEvent[] {
  const value = resolve(awaited(node), sourceCode);
  if (isNullish(value)) return [{ at: node, given: "nothing" }];
  switch (value.type) {
    case "ConditionalExpression":
      return [value.consequent, value.alternate].flatMap((branch) => lostIn(branch, sourceCode));
    case "Literal":
    case "TemplateLiteral":
    case "ArrayExpression":
      return [{ at: node, given: "other" }];
    case "ObjectExpression": {
      const isPlain = value.properties.every(({ type }) => type === "Property");
      const isOther = isPlain && value.properties.length > 0 && !propertyOf(value, "response");
      return isOther ? [{ at: node, given: "other" }] : [];
    }
    default:
      return [];
  }
}
