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
  const known = new WeakMap<Part, Answer | typeof nothing>();
  return (part, context) => {
    const remembered = known.get(part);
    if (remembered !== undefined) return remembered === nothing ? (undefined as Answer) : remembered;
    const answer = answerTo(part, context);
    known.set(part, answer === undefined ? nothing : answer);
    return answer;
  };
}

/** The answers about a file, by the number of the question. */
type Answers = unknown[];

const answersByTree = new WeakMap<object, Answers>();

/** The file that was asked about last, and is asked about again by the next rule. No more than this one tree is kept. */
let latest: { tree: object | undefined; answers: Answers } = { tree: undefined, answers: [] };

function answersAbout(tree: object): Answers {
  if (latest.tree !== tree) {
    const answers = answersByTree.get(tree) ?? [];
    answersByTree.set(tree, answers);
    latest = { tree, answers };
  }
  return latest.answers;
}

/** Forgets all answers about a file: whoever asked before knew less of it. */
export function forgetAnswers(tree: object): void {
  answersByTree.delete(tree);
  if (latest.tree === tree) latest = { tree: undefined, answers: [] };
}

let questions = 0;

/** A question about a file, answered once for all rules. Its tree stands for it: oxlint has one `SourceCode` for all files. */
export function oncePerFile<Answer>(
  answerTo: (sourceCode: SourceCode) => Answer,
): (sourceCode: SourceCode) => Answer {
  const question = questions++;
  return (sourceCode) => {
    const answers = answersAbout(sourceCode.ast);
    const remembered = answers[question];
    if (remembered !== undefined) return (remembered === nothing ? undefined : remembered) as Answer;
    const answer = answerTo(sourceCode);
    answers[question] = answer === undefined ? nothing : answer;
    return answer;
  };
}

/** Stands for the answer `undefined`, which is the commonest of all and is told from no answer by one look. */
const nothing = Symbol("nothing");
