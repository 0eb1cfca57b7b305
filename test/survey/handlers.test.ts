import assert from "node:assert/strict";
import { handlerKinds } from "../../survey/handlers.ts";

describe("the kind of a handler", () => {
  const kindOf = (text: string, path = "orders.js") => {
    const [kind, ...others] = handlerKinds(text, path);
    assert.deepEqual(others, []);
    return kind;
  };
  const formOf = (text: string) => kindOf(text)?.form;

  it("says what invokes it, how it answers, its form and its language", () => {
    assert.deepEqual(
      kindOf(
        'import type { SQSEvent } from "aws-lambda";\nexport const handler = async (event: SQSEvent) => {};',
        "orders.ts",
      ),
      { sources: ["SQS"], answers: "async", form: "a function as it stands", language: "TypeScript" },
    );
  });

  it("leaves the source open where the code does not say", () => {
    assert.deepEqual(kindOf("export const handler = async (event) => event;")?.sources, []);
  });

  it("tells callbacks from what only has no `async`", () => {
    const answers = (text: string) => kindOf(text)?.answers;
    assert.equal(answers("exports.handler = (event, context, callback) => {};"), "through a callback");
    assert.equal(
      answers("exports.handler = (event) => load(event);"),
      "not async: a promise, a value or nothing",
    );
  });

  it("knows a handler that streams by its wrapper", () => {
    const text =
      "export const handler = awslambda.streamifyResponse(async (event, responseStream, context) => {});";
    assert.equal(kindOf(text)?.answers, "as a stream");
    assert.equal(formOf(text), "wrapped by awslambda.streamifyResponse");
  });

  it("names the package that wraps it, whatever the chain of calls", () => {
    const around = (wrapping: string) =>
      formOf(`import middy from "@middy/core";\nimport { log } from "./log.js";\n${wrapping}`);
    const own = "const own = async (event) => event.Records;";
    assert.equal(around(`${own} export const handler = middy(own);`), "wrapped by @middy/core");
    assert.equal(
      around(`${own} export const handler = middy().use(log()).handler(own);`),
      "wrapped by @middy/core",
    );
    assert.equal(around(`${own} export const handler = log({})(own);`), "wrapped by a module of the project");
  });

  it("knows a class method", () => {
    assert.equal(
      formOf(
        "class Orders { async handler(event, context) {} }\nconst orders = new Orders();\nexport const handler = orders.handler.bind(orders);",
      ),
      "a class method",
    );
  });

  it("tells ES modules from CommonJS", () => {
    const languageOf = (text: string, path: string) => kindOf(text, path)?.language;
    assert.equal(languageOf("exports.handler = async (event) => event;", "a.js"), "JavaScript, CommonJS");
    assert.equal(
      languageOf("export const handler = async (event) => event;", "a.js"),
      "JavaScript, ES module",
    );
    assert.equal(languageOf("exports.handler = async (event) => event;", "a.cts"), "TypeScript");
  });

  it("counts only what Lambda itself calls", () => {
    assert.deepEqual(
      handlerKinds('export const shipOne = (event) => event.detail["detail-type"];', "a.js"),
      [],
    );
  });
});
