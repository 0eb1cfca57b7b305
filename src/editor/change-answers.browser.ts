import type * as node from "./change-answers.ts";

/** Nobody asks in a browser, which has no Git. */
export const answerChanges: typeof node.answerChanges = () => undefined;
