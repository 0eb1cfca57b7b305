import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, calledName, someOwn, type FunctionNode, type Node } from "./ast.ts";
import { functionNamed } from "./bindings.ts";
import type { SourceCode } from "./rule.ts";

/** Whether a function may come to the end of its body, where it returns nothing. */
export const mayReachEnd = ({ body }: FunctionNode, sourceCode: SourceCode): boolean =>
  body?.type === "BlockStatement" && mayComplete(body, sourceCode);

/** How deep statements are looked into; what is deeper may complete. */
const maximumDepth = 200;

/** Whether what stands behind a statement may run after it: not where each way through it returns, throws or jumps. */
function mayComplete(statement: Node, sourceCode: SourceCode, depth = maximumDepth): boolean {
  const completes = (inner: Node | null) => !inner || mayComplete(inner, sourceCode, depth - 1);
  if (depth === 0) return true;
  switch (statement.type) {
    case "ReturnStatement":
    case "ThrowStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return false;
    case "BlockStatement":
      return statement.body.every(completes);
    case "IfStatement":
      return completes(statement.consequent) || completes(statement.alternate);
    case "TryStatement": {
      const { block, handler, finalizer } = statement;
      return completes(finalizer) && (completes(block) || (handler !== null && completes(handler.body)));
    }
    case "SwitchStatement":
      return mayCompleteSwitch(statement, completes, sourceCode);
    case "WhileStatement":
    case "ForStatement":
      return !isEndless(statement.test) || isLeft(statement.body, sourceCode);
    case "DoWhileStatement":
      return isLeft(statement.body, sourceCode) || (completes(statement.body) && !isEndless(statement.test));
    case "LabeledStatement":
      return completes(statement.body) || isLeft(statement.body, sourceCode);
    case "ExpressionStatement":
      return !endsAll(statement.expression, sourceCode, depth);
    default:
      return true;
  }
}

function mayCompleteSwitch(
  { cases }: TSESTree.SwitchStatement,
  completes: (statement: Node) => boolean,
  sourceCode: SourceCode,
): boolean {
  const last = cases.at(-1);
  if (!last || cases.every(({ test }) => test !== null) || last.consequent.every(completes)) return true;
  return cases.some((one) => one.consequent.some((statement) => isLeft(statement, sourceCode)));
}

/** `while (true)`, `for (;;)` */
const isEndless = (test: Node | null): boolean =>
  test === null || (test.type === "Literal" && Boolean(test.value));

/** Whether a `break` of any kind stands in the body of a loop or a switch; whose it is makes no difference here. */
const isLeft = (body: Node, sourceCode: SourceCode): boolean =>
  someOwn(body, sourceCode, ({ type }) => type === "BreakStatement");

/** How functions are called that throw, or end the process; what another module does is not known. */
const ending = /^(fail|throw|reject|deny|abort|raise|panic|exit|unreachable)/i;

const knownToThrow = new WeakMap<FunctionNode, boolean>();

/** Whether a call does not come back: a function of the file that only throws, or one that may by its name. */
function endsAll(expression: Node, sourceCode: SourceCode, depth: number): boolean {
  const call = awaited(expression);
  if (call.type !== "CallExpression") return false;
  const fn = functionNamed(call.callee, sourceCode);
  if (!fn) return ending.test(calledName(call) ?? "");
  if (fn.body?.type !== "BlockStatement") return false;
  if (fn.async && bare(expression) === call) return false;
  if (!knownToThrow.has(fn)) {
    knownToThrow.set(fn, false);
    const returns = someOwn(fn.body, sourceCode, ({ type }) => type === "ReturnStatement");
    knownToThrow.set(fn, !returns && !mayComplete(fn.body, sourceCode, depth - 1));
  }
  return knownToThrow.get(fn)!;
}
