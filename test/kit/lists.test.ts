import { isArray } from "../../rules/kit/lists.ts";
import { callsOf, probe } from "./probe.ts";

/** Marks each argument of `ask()` that is an array for certain. */
const asks = probe((_lambda, sourceCode) =>
  callsOf("ask", sourceCode)
    .flatMap((call) => call.arguments)
    .filter((argument) => isArray(argument, sourceCode, () => false))
    .map((argument) => ({ at: argument, says: "array" })),
);

describe("An expression is an array", () => {
  asks("for certain", {
    "where it is spelt out, or made by the platform": `
      export const handler = async (event) => {
        ask([1], new Array(3), Object.keys(event), await Promise.all(event.jobs), event.body.split(","));
        //  ^^^ array
        //       ^^^^^^^^^^^^ array
        //                     ^^^^^^^^^^^^^^^^^^ array
        //                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ array
        //                                                                        ^^^^^^^^^^^^^^^^^^^^^ array
      };
    `,
    "by its name, and by the array it was made of": `
      export const handler = async (event) => {
        const ids = ["a", "b"];
        ask(ids, ids.filter(Boolean), ids.map(Number).sort(), ids.join());
        //  ^^^ array
        //       ^^^^^^^^^^^^^^^^^^^ array
        //                            ^^^^^^^^^^^^^^^^^^^^^^ array
      };
    `,
    "by its type": `
      const f = (one: string[], two: readonly string[], three: Array<string>, ...rest) => {
        ask(one, two, three, rest);
        //  ^^^ array
        //       ^^^ array
        //            ^^^^^ array
        //                   ^^^^ array
      };
      export const handler = async (event) => f(event);
    `,
  });

  asks("not where it may be something else", {
    "that has a forEach too": `
      export const handler = async (event, context, more: Set<string>) => {
        ask(new Map(), event.items, more, cursor.filter(Boolean), db.collection("orders"), ids.map);
      };
    `,
    "that is defined in a circle": `
      var list = list.concat(more);
      export const handler = async (event) => ask(list);
    `,
  });
});
