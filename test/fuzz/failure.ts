import { prefix } from "../../rules/plugin.ts";
import { answerTo, type Answer } from "./lint.ts";
import type { Program } from "./programs.ts";

/** Something that no program may bring about. */
export interface Failure {
  /** Who is at fault: a rule, several that do not go together, `parser`, `review`. */
  who: string;
  /** What is wrong: one and the same for all programs that show the same fault. */
  what: string;
  /** The stack, or the text after a change. */
  details: string;
  program: Program;
}

export const isFailure = (answer: Answer | Failure): answer is Failure => "who" in answer;

/** What all rules or only some say of a program, or which of them failed. */
export function answered(program: Program, only?: readonly string[]): Answer | Failure {
  try {
    return answerTo(program, only);
  } catch (error) {
    return crash(program, error as Error);
  }
}

function crash(program: Program, error: Error & { ruleId?: string }): Failure {
  const { message, stack = "" } = (error.cause as Error | undefined) ?? error;
  const [reason = ""] = message.replace(loading, "").split("\n");
  const rule = error.ruleId ?? loading.exec(error.message)?.[1];
  const frames = stack.split("\n").filter((line) => /\/(rules|src)\//.test(line));
  return {
    who: rule ? idOf(rule) : "parser",
    what: `throws "${reason}"`,
    details: frames.slice(0, 8).join("\n"),
    program,
  };
}

/** A rule that fails before it visits anything is named only in ESLint's sentence. */
const loading = /^Error while loading rule '(.+?)': /;

/** A rule's id without the plugin's prefix. */
export const idOf = (ruleId: string): string => ruleId.slice(prefix.length + 1);
