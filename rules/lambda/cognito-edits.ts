import type { TSESTree } from "@typescript-eslint/utils";
import { ancestorsOf, outermost, type Node } from "../kit/ast.ts";
import { parametersOf, variableOf } from "../kit/bindings.ts";
import { lineBreakOf, type Edit } from "../kit/edits.ts";
import { meansAnother } from "../kit/module-scope.ts";
import type { SourceCode } from "../kit/rule.ts";
import { typeDemandedBy } from "../kit/types.ts";
import type { LostEvent } from "./cognito.ts";
import type { Handler } from "./handlers.ts";

/** The name of a trigger's event, where its first parameter has one. */
export function eventNameOf({ function: fn }: Handler, sourceCode: SourceCode): string | undefined {
  const [event] = parametersOf(fn);
  if (event?.type !== "Identifier") return undefined;
  const isReplaced = variableOf(event, sourceCode)?.references.some((reference) => reference.isWrite());
  return isReplaced ? undefined : event.name;
}

/** Types that allow a trigger to return its event. */
const answering = /Trigger(Event|Handler)\b|\bany\b|\bunknown\b|^Handler$/;

/** The edit that gives the event back; `undefined` where a type or a comment stands in the way. */
export function returningEvent(
  { at }: LostEvent,
  event: string,
  { function: fn }: Handler,
  sourceCode: SourceCode,
): Edit | undefined {
  const types = [fn, ...ancestorsOf(fn)].flatMap((outer) => typeDemandedBy(outer) ?? []);
  const texts = types.map((type) => sourceCode.getText(type as TSESTree.Node));
  if (texts.some((text) => !answering.test(text) || /\bvoid\b/.test(text))) return undefined;

  const name = variableOf(parametersOf(fn)[0]!, sourceCode);
  const place = at.type === "Punctuator" ? fn.body : (at as Node);
  if (meansAnother(event, place, sourceCode, [name])) return undefined;

  if (at.type === "Punctuator") return beforeBrace(at as TSESTree.Token, event, fn.body, sourceCode);
  if (sourceCode.getCommentsInside(at as TSESTree.Node).length > 0) return undefined;
  switch (at.type) {
    case "ReturnStatement":
      return insertedAt(at.range[0] + "return".length, ` ${event}`);
    case "CallExpression": {
      const [error] = at.arguments;
      const end = sourceCode.getLastToken(at)!.range[0];
      if (error) return insertedAt(error.range[1], `, ${event}`);
      return insertedAt(end, /succeed$/.test(sourceCode.getText(at.callee)) ? event : `null, ${event}`);
    }
    default:
      return { range: outermost(at as Node).range, text: event };
  }
}

const insertedAt = (position: number, text: string): Edit => ({ range: [position, position], text });

function beforeBrace(brace: TSESTree.Token, event: string, body: Node, sourceCode: SourceCode): Edit {
  const before = sourceCode.getTokenBefore(brace, { includeComments: true })!;
  const last = sourceCode.getTokenBefore(brace)!;
  const statement = `return ${event}${/^[;}]$/.test(last.value) || last.value === "{" ? ";" : ""}`;
  if (before.loc.end.line === brace.loc.start.line) {
    const separator = /^[;{}]$/.test(last.value) ? " " : "; ";
    return { range: [before.range[1], brace.range[0]], text: `${separator}${statement} ` };
  }
  const [first] = body.type === "BlockStatement" ? body.body : [];
  const indentAt = (line: number) => /^[ \t]*/.exec(sourceCode.lines[line - 1]!)![0];
  const base = indentAt(brace.loc.start.line);
  const isBelow = first && first.loc.start.line > body.loc.start.line;
  const indent = isBelow ? indentAt(first.loc.start.line) : `${base}  `;
  return insertedAt(before.range[1], lineBreakOf(sourceCode) + indent + statement);
}
