import type { SourceCode } from "./rule.ts";

/**
 * A question about a part of a file, a node or a variable. It is answered when it is first asked, and whoever asks
 * again gets the same answer.
 */
export function once<Part extends object, Answer>(answerTo: (part: Part) => Answer): (part: Part) => Answer;
export function once<Part extends object, Context, Answer>(
  answerTo: (part: Part, context: Context) => Answer,
): (part: Part, context: Context) => Answer;
export function once<Part extends object, Context, Answer>(
  answerTo: (part: Part, context: Context) => Answer,
): (part: Part, context: Context) => Answer {
  const known = new WeakMap<Part, Answer>();
  return (part, context) => {
    let answer = known.get(part);
    if (answer === undefined && !known.has(part)) {
      answer = answerTo(part, context);
      known.set(part, answer);
    }
    return answer as Answer;
  };
}

/** A question about a file, answered once for all rules. Its tree stands for it: oxlint has one `SourceCode` for all files. */
export function oncePerFile<Answer>(
  answerTo: (sourceCode: SourceCode) => Answer,
): (sourceCode: SourceCode) => Answer {
  const ofTree = once((_tree: object, sourceCode: SourceCode) => answerTo(sourceCode));
  return (sourceCode) => ofTree(sourceCode.ast, sourceCode);
}
