import { catcherAt } from "../../rules/kit/catching.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import { probe } from "./probe.ts";

/** Marks what an error goes to: from the body of a `try`, or from a call, on the step to what stands around it. */
const catchers = probe((_lambda, sourceCode) =>
  nodesIn(sourceCode.ast, ["BlockStatement", "CallExpression"], sourceCode)
    .map(catcherAt)
    .filter((catcher) => catcher !== undefined)
    .map((catcher) => ({
      at: { loc: catcher.type === "CatchClause" ? catcher.param!.loc : catcher.loc },
      says: "gets",
    })),
);

describe("What gets an error", () => {
  catchers("is what stands around it", {
    "the clause of a try": `
      export const handler = async (event) => {
        try {
          await save(event.Records);
        } catch (error) {
        //       ^^^^^ gets
          await tell(error);
        } finally {
          await close();
        }
      };
    `,
    "the callback of a promise": `
      export const handler = async (event) => {
        await save(event.Records).catch(tell);
        //                              ^^^^ gets
        await save(event.Records).then(close, tell);
        //                                    ^^^^ gets
      };
    `,
    "nothing, where only a result is taken": `
      export const handler = async (event) => {
        await save(event.Records).then(close).finally(close);
        try {
          await save(event.Records);
        } finally {
          await close();
        }
      };
    `,
  });
});
