import assert from "node:assert/strict";
import { Linter } from "eslint";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { lambdaIn } from "../../rules/lambda/model.ts";
import * as parser from "../../rules/parser.ts";

/** What the model says of a file, and the parts of its source code that it looked at to say it. */
function asked(code: string) {
  const linter = new Linter();
  linter.verify(code, { languageOptions: { parser } }, { filename: "example.js" });
  const looked = new Set<string | symbol>();
  const watched = new Proxy(linter.getSourceCode(), {
    get(target, property) {
      looked.add(property);
      return Reflect.get(target, property) as unknown;
    },
  });
  return { lambda: lambdaIn(watched as unknown as SourceCode), looked: [...looked] };
}

describe("The model of a file", () => {
  it("is none where no word in the text speaks of Lambda, and looks at nothing but the text", () => {
    const { lambda, looked } = asked("export const sum = (a, b) => a + b;");
    assert.equal(lambda, undefined);
    assert.deepEqual(looked, ["ast", "text"]);
  });

  it("is none where nothing is exported, and resolves no variable and walks no node to say so", () => {
    const { lambda, looked } = asked(`
      import { render } from "./render";
      button.addEventListener("click", (event) => render(event.target));
    `);
    assert.equal(lambda, undefined);
    assert.deepEqual(
      looked.filter((part) => part === "scopeManager" || part === "visitorKeys"),
      [],
    );
  });

  it("walks no node of a module that exports functions of another kind", () => {
    const { lambda, looked } = asked(`
      export const onClick = (mouse) => console.log("event", mouse.target);
      export const total = ({ items }) => items.length;
      export function render(state) {
        return state.items.map((item) => item.name);
      }
    `);
    assert.equal(lambda, undefined);
    assert.equal(looked.includes("visitorKeys"), false);
  });

  it("walks a file with a handler once, to see whether rules can follow it and to make their index", () => {
    const { lambda, looked } = asked("export const handler = async (event, context) => context.done(event);");
    assert.equal(lambda?.handlers.length, 1);
    assert.equal(looked.filter((property) => property === "visitorKeys").length, 1);
  });

  it("is not made for a module that uses the SDK and that Lambda does not call", () => {
    const { lambda, looked } = asked(`exports.events = require("@aws-sdk/client-s3");`);
    assert.equal(lambda, undefined);
    assert.equal(looked.includes("visitorKeys"), false);
  });

  it("is made for handlers that speak of neither handlers nor events", () => {
    for (const code of [
      `import middy from "@middy/core"; export const main = middy(async ({ body }) => body);`,
      `export const main = async ({ pathParameters }) => ({ statusCode: 200, body: pathParameters.id });`,
      `exports.run = async (_evt, context) => context.awsRequestId;`,
    ])
      assert.equal(asked(code).lambda?.handlers.length, 1, code);
  });

  it("is made once a file", () => {
    const linter = new Linter();
    linter.verify("export const handler = async (event) => {};", { languageOptions: { parser } });
    const sourceCode = linter.getSourceCode() as unknown as SourceCode;
    assert.equal(lambdaIn(sourceCode), lambdaIn(sourceCode));
  });

  it("knows the handlers at a place in the text, first the one that rules are told of", () => {
    const { lambda } = asked(
      [
        "export const a = (event, context) => save(event);",
        "export const b = (event, context) => save(event) + log(event);",
        "const save = (event) => log(event);",
        "const log = (event) => {};",
        "const other = () => {};",
      ].join("\n"),
    );
    const namesAt = (line: number, column: number) =>
      lambda!.handlersAt(line, column).map(({ name }) => name);
    assert.deepEqual(namesAt(2, 39), ["b"]);
    assert.deepEqual(namesAt(3, 25), ["a", "b"]);
    assert.deepEqual(namesAt(4, 24), ["b", "a"]);
    assert.deepEqual(namesAt(5, 22), []);
    assert.deepEqual(namesAt(1, 1), []);
  });
});
