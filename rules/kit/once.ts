import type { SourceCode } from "./rule.ts";

/**
 * What is known about a file, by the number of the question. It is kept with the file's tree and goes with it. In a `WeakMap`
 * for all files, V8 would hold on to what an answer leads to, and so to each tree, until it next collects all of its garbage.
 */
interface Answers {
  ofFile: unknown[];
  ofParts: (Map<object, unknown> | undefined)[];
}

const answersOf = Symbol("answers");

type Tree = object & { [answersOf]?: Answers };

/** The file that was asked about last, and is asked about again by the next rule. No more than this one tree is kept. */
let latest: { tree: object | undefined; answers: Answers } = {
  tree: undefined,
  answers: { ofFile: [], ofParts: [] },
};

function answersAbout(tree: Tree): Answers {
  if (latest.tree !== tree) latest = { tree, answers: (tree[answersOf] ??= { ofFile: [], ofParts: [] }) };
  return latest.answers;
}

/** Forgets all answers about a file: whoever asked before knew less of it. What was said of its parts stays. */
export function forgetAnswers(tree: object): void {
  answersAbout(tree).ofFile = [];
}

let questions = 0;

/** Something that is noted of parts of a file, for as long as there is its tree. */
export function notes<Part extends object, Note>(): () => Map<Part, Note> {
  const question = questions++;
  return () => (latest.answers.ofParts[question] ??= new Map()) as Map<Part, Note>;
}

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
  const noted = notes<Part, Answer | typeof nothing>();
  return (part, context) => {
    const known = noted();
    const remembered = known.get(part);
    if (remembered !== undefined) return remembered === nothing ? (undefined as Answer) : remembered;
    const answer = answerTo(part, context);
    known.set(part, answer === undefined ? nothing : answer);
    return answer;
  };
}

/** A question about a file, answered once for all rules. Its tree stands for it: oxlint has one `SourceCode` for all files. */
export function oncePerFile<Answer>(
  answerTo: (sourceCode: SourceCode) => Answer,
): (sourceCode: SourceCode) => Answer {
  const question = questions++;
  return (sourceCode) => {
    const answers = answersAbout(sourceCode.ast).ofFile;
    const remembered = answers[question];
    if (remembered !== undefined) return (remembered === nothing ? undefined : remembered) as Answer;
    const answer = answerTo(sourceCode);
    answers[question] = answer === undefined ? nothing : answer;
    return answer;
  };
}

/** Stands for the answer `undefined`, which is the commonest of all and is told from no answer by one look. */
const nothing = Symbol("nothing");
