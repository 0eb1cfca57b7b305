import assert from "node:assert/strict";
import { foundIn, templateOf } from "../kit/deployed.ts";
import { testRule } from "../kit/test-rule.ts";

const stringify = "Wrap the body in `JSON.stringify(…)`";

testRule("valid-api-response-body", {
  allows: {
    "a body of text": `
      exports.handler = async (event) => {
        if (event.httpMethod === "GET") return { statusCode: 200, body: JSON.stringify({ ok: true }) };
        return { statusCode: 404, body: "Not found" };
      };
    `,
    "no body, and an empty one": `
      exports.handler = async (event) =>
        event.httpMethod === "DELETE" ? { statusCode: 204 } : { statusCode: 204, body: null };
    `,
    "a number, which API Gateway writes out": `
      exports.handler = async (event) => ({ statusCode: 200, body: event.httpMethod ? 42 : true });
    `,
    "an HTTP API of version 2 that answers without statusCode": `
      import type { APIGatewayProxyEventV2 } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEventV2) => ({ body: { ok: true } });
    `,
    "an HTTP API of version 2, of which nobody says what it does with an object": `
      import type { APIGatewayProxyEventV2 } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEventV2) => ({ statusCode: 200, body: { ok: true } });
    `,
    "a function URL": `
      exports.handler = async (event) => {
        if (event.requestContext.http.method === "GET") return { statusCode: 200, body: { path: event.rawPath } };
      };
    `,
    "a handler of both versions": `
      exports.handler = async (event) => {
        const method = event.httpMethod ?? event.requestContext.http.method;
        return { statusCode: 200, body: { method } };
      };
    `,
    "an API of which the version cannot be told": `
      exports.handler = async (event) => ({ statusCode: 200, body: { id: event.pathParameters.id, body: event.body } });
    `,
    "a function of a Step Functions workflow, which may answer as it likes": `
      exports.handler = async (event) => {
        return { statusCode: 200, body: { total: event.total + 1 } };
      };
    `,
    "a function that a database calls with a path and an action": `
      exports.handler = async (event) => ({ statusCode: 200, body: { action: event.action, path: event.path } });
    `,
    "sources that are no API": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => ({ statusCode: 200, body: { count: event.Records.length } });
    `,
    "a WebSocket API": `
      import type { APIGatewayProxyWebsocketEventV2 } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyWebsocketEventV2) => ({ statusCode: 200, body: { ok: true } });
    `,
    "a handler that an API and something else invoke": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => ({ statusCode: 200, body: { ok: true } });
    `,
    "a wrapper that makes text of it": `
      import middy from "@middy/core";
      import httpResponseSerializer from "@middy/http-response-serializer";
      export const handler = middy(async (event) => ({ statusCode: 200, body: { method: event.httpMethod } }))
        .use(httpResponseSerializer({ serializers: [] }));
    `,
    "a wrapper of the file": `
      const asJson = (inner) => async (event) => {
        const answer = await inner(event);
        return { ...answer, body: JSON.stringify(answer.body) };
      };
      exports.handler = asJson(async (event) => ({ statusCode: 200, body: { method: event.httpMethod } }));
    `,
    "an object that a helper makes text of, as it does of whatever is no text": `
      import type { APIGatewayProxyHandler } from "aws-lambda";
      const respond = (statusCode: number, body: unknown) => ({
        statusCode,
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      export const handler: APIGatewayProxyHandler = async () => respond(200, { found: true });
    `,
    "a helper of another module that makes text of it": `
      const { json, send } = require("./responses");
      exports.handler = async (event) => {
        if (event.httpMethod === "GET") return json({ statusCode: 200, body: { ok: true } });
        const answer = { statusCode: 404, body: { ok: false } };
        send(answer);
        return answer;
      };
    `,
    "an object that a helper makes text of, unless it is told not to": `
      import type { APIGatewayProxyHandler } from "aws-lambda";
      const respond = (statusCode: number, body: unknown, isText = false) => ({
        statusCode,
        body: isText ? body : JSON.stringify(body),
      });
      export const handler: APIGatewayProxyHandler = async () => respond(200, { found: true });
    `,
    "an answer whose body is set later": `
      exports.handler = async (event) => {
        const answer = { statusCode: 200, body: {} };
        answer.body = JSON.stringify({ method: event.httpMethod });
        return answer;
      };
    `,
    "an answer whose body a spread replaces": `
      exports.handler = async (event) => ({ statusCode: 200, body: {}, ...answerTo(event.httpMethod) });
    `,
    "a variable that becomes text": `
      exports.handler = async (event) => {
        let body = { method: event.httpMethod };
        body = JSON.stringify(body);
        return { statusCode: 200, body };
      };
    `,
    "a helper that makes text of what is none": `
      const answer = (statusCode, body) => ({
        statusCode,
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      exports.handler = async (event) => answer(200, { method: event.httpMethod });
    `,
    "an answer that a function of the file changes": `
      const main = async (event) => ({ statusCode: 200, body: { method: event.httpMethod } });
      exports.handler = async (event) => {
        const result = await main(event);
        return { ...result, body: JSON.stringify(result.body) };
      };
    `,
    "an object that is no answer": `
      exports.handler = async (event) => {
        const request = { statusCode: 200, body: { method: event.httpMethod } };
        await mock.expect(request);
        return { statusCode: 200, body: "ok" };
      };
    `,
    "base64 text that is marked": `
      exports.handler = async (event) => ({
        statusCode: 200,
        headers: { "Content-Type": "image/png" },
        body: (await draw(event.httpMethod, event.body)).toString("base64"),
        isBase64Encoded: true,
      });
    `,
    "base64 text that the client asked for": `
      exports.handler = async (event) => ({
        statusCode: 200,
        headers: { "Content-Type": "text/plain" },
        body: (await draw(event.httpMethod, event.body)).toString("base64"),
      });
    `,
    "a status in quotes, unless the option says so": `
      exports.handler = async (event) => ({ statusCode: "200", body: event.httpMethod });
    `,
  },

  reports: {
    "an object": {
      code: `
        exports.handler = async (event) => {
          if (event.httpMethod === "GET") return { statusCode: 200, body: { ok: true } };
          //                                                              ^^^^^^^^^^^^ object
          return { statusCode: 405, body: "Not allowed" };
        };
      `,
      output: `
        exports.handler = async (event) => {
          if (event.httpMethod === "GET") return { statusCode: 200, body: JSON.stringify({ ok: true }) };
          //                                                              ^^^^^^^^^^^^ object
          return { statusCode: 405, body: "Not allowed" };
        };
      `,
      suggests: {
        [stringify]: `
        exports.handler = async (event) => {
          if (event.httpMethod === "GET") return { statusCode: 200, body: JSON.stringify({ ok: true }) };
          //                                                              ^^^^^^^^^^^^ object
          return { statusCode: 405, body: "Not allowed" };
        };
      `,
      },
    },
    "a list, with its comments": {
      code: `
        exports.list = (event, context, callback) => {
          callback(null, {
            statusCode: 200,
            body: [event.resource /* the route */, event.httpMethod],
            //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
          });
        };
      `,
      output: `
        exports.list = (event, context, callback) => {
          callback(null, {
            statusCode: 200,
            body: JSON.stringify([event.resource /* the route */, event.httpMethod]),
            //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
          });
        };
      `,
      suggests: {
        [stringify]: `
        exports.list = (event, context, callback) => {
          callback(null, {
            statusCode: 200,
            body: JSON.stringify([event.resource /* the route */, event.httpMethod]),
            //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
          });
        };
      `,
      },
    },
    "a name for an object, which others may use": {
      code: `
        exports.handler = async (event) => {
          const body = { method: event.httpMethod };
          await save(body);
          return { statusCode: 200, body };
          //                        ^^^^ object
        };
      `,
      suggests: {
        [stringify]: `
        exports.handler = async (event) => {
          const body = { method: event.httpMethod };
          await save(body);
          return { statusCode: 200, body: JSON.stringify(body) };
          //                        ^^^^ object
        };
      `,
      },
    },
    "an answer that has a name and is read": {
      code: `
        exports.handler = async (event) => {
          const answer = { statusCode: 200, body: { method: event.httpMethod } };
          //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
          console.log(answer, answer.body.method);
          return answer;
        };
      `,
      suggests: {
        [stringify]: `
        exports.handler = async (event) => {
          const answer = { statusCode: 200, body: JSON.stringify({ method: event.httpMethod }) };
          //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
          console.log(answer, answer.body.method);
          return answer;
        };
      `,
      },
    },
    "an answer whose other properties are set later": `
      exports.handler = async (event) => {
        let answer = { statusCode: 200, body: {} };
        //                                    ^^ object
        if (event.httpMethod !== "GET") answer.statusCode = 405;
        return answer;
      };
    `,
    "an object in one branch": `
      exports.handler = async (event) => ({
        statusCode: 200,
        body: event.httpMethod === "GET" ? { ok: true } : "created",
        //                                 ^^^^^^^^^^^^ object
      });
    `,
    "an object in case there is no text": `
      exports.handler = async (event) => ({ statusCode: event.httpMethod ? 200 : 400, body: event.body || {} });
      //                                                                                                  ^^ object
    `,
    "the answer of a helper": `
      const failed = (error) => ({ statusCode: 500, body: { message: error.message } });
      //                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ object
      exports.handler = async (event) => {
        try {
          return { statusCode: 200, body: await load(event.httpMethod) };
        } catch (error) {
          return failed(error);
        }
      };
    `,
    "what a helper is given": {
      code: `
        const answer = (statusCode, body) => ({ statusCode, body });
        exports.handler = async (event) => {
          if (event.httpMethod !== "GET") return answer(405, "Not allowed");
          return answer(200, { ok: true });
          //                 ^^^^^^^^^^^^ object
        };
      `,
      suggests: {
        [stringify]: `
        const answer = (statusCode, body) => ({ statusCode, body });
        exports.handler = async (event) => {
          if (event.httpMethod !== "GET") return answer(405, "Not allowed");
          return answer(200, JSON.stringify({ ok: true }));
          //                 ^^^^^^^^^^^^ object
        };
      `,
      },
    },
    "an answer of the module": `
      const notFound = { statusCode: 404, body: { message: "Not found" } };
      //                                        ^^^^^^^^^^^^^^^^^^^^^^^^ object
      exports.handler = async (event) => (event.httpMethod === "GET" ? load(event) : notFound);
    `,
    "an answer through a promise": `
      exports.handler = (event) =>
        load(event.httpMethod, event.body)
          .then((item) => ({ statusCode: 200, body: JSON.stringify(item) }))
          .catch(() => ({ statusCode: 500, body: { message: "Failed" } }));
          //                                     ^^^^^^^^^^^^^^^^^^^^^ object
    `,
    "an answer through a new promise": `
      exports.handler = (event) =>
        new Promise((resolve) => {
          load(event.httpMethod, event.body, (error) => resolve({ statusCode: 500, body: { error } }));
          //                                                                             ^^^^^^^^^ object
        });
    `,
    "an answer through the context": `
      exports.handler = (event, context) => {
        context.succeed({ statusCode: 200, body: { method: event.httpMethod } });
        //                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
        context.done(null, { statusCode: 200, body: [event.multiValueHeaders] });
        //                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ object
      };
    `,
    "a request that lacks something": `
      exports.handler = async (event) => {
        if (!event.body) return { statusCode: 400, body: { method: event.httpMethod } };
        //                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ object
        return { statusCode: 200, body: "ok" };
      };
    `,
    "a load balancer's function": `
      import type { ALBEvent } from "aws-lambda";
      export const handler = async (event: ALBEvent) => ({ statusCode: 200, body: { ok: true } });
      //                                                                          ^^^^^^^^^^^^ object
    `,
    "the branch of the API": `
      import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: APIGatewayProxyEvent | SQSEvent) => {
        if ("httpMethod" in event) return { statusCode: 200, body: { ok: true } };
        //                                                         ^^^^^^^^^^^^ object
        return { statusCode: 200, body: { count: event.Records.length } };
      };
    `,
    "what a cast hides from TypeScript, without a change that would meet the cast": {
      code: `
        import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
        export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({
          statusCode: 200,
          body: { path: event.path } as unknown as string,
          //    ^^^^^^^^^^^^^^^^^^^^ object
        });
      `,
      filename: "handler.ts",
    },
    "an answer of a type of its own, which text would not meet": {
      code: `
        import type { APIGatewayProxyEvent } from "aws-lambda";
        export const handler = async (event: APIGatewayProxyEvent): Promise<{ statusCode: number; body: object }> => ({
          statusCode: 200,
          body: { path: event.path },
          //    ^^^^^^^^^^^^^^^^^^^^ object
        });
      `,
      filename: "handler.ts",
    },
    "bytes that nothing marks": {
      code: `
        exports.handler = async (event) => ({
          statusCode: 200,
          headers: { "Content-Type": "image/png" },
          body: (await draw(event.httpMethod, event.body)).toString("base64"),
          //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unmarked
        });
      `,
      suggests: {
        "Add `isBase64Encoded: true`": `
        exports.handler = async (event) => ({
          statusCode: 200,
          headers: { "Content-Type": "image/png" },
          body: (await draw(event.httpMethod, event.body)).toString("base64"),
          isBase64Encoded: true,
          //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unmarked
        });
      `,
      },
    },
    "bytes of a function URL under a name, in one line": {
      code: `
        exports.handler = async (event) => {
          const body = pdf.toString("base64");
          const headers = { "content-type": "application/pdf" };
          return { statusCode: 200, headers, body, path: event.rawPath, query: event.rawQueryString };
          //                                 ^^^^ unmarked
        };
      `,
      suggests: {
        "Add `isBase64Encoded: true`": `
        exports.handler = async (event) => {
          const body = pdf.toString("base64");
          const headers = { "content-type": "application/pdf" };
          return { statusCode: 200, headers, body, isBase64Encoded: true, path: event.rawPath, query: event.rawQueryString };
          //                                 ^^^^ unmarked
        };
      `,
      },
    },
    "a status in quotes, where the option says so": {
      code: `
        exports.handler = async (event) => ({ statusCode: "200", body: event.body });
        //                                                ^^^^^ statusCode
      `,
      options: [{ stringStatusCode: true }],
      suggests: {
        "Use the number `200`": `
        exports.handler = async (event) => ({ statusCode: 200, body: event.body });
        //                                                ^^^^^ statusCode
      `,
      },
    },
  },
});

describe("valid-api-response-body, where a controller gives an object", () => {
  const controller = `
    import type { APIGatewayProxyEvent } from "aws-lambda";
    export const create = async (event: APIGatewayProxyEvent) => ({
      statusCode: 201,
      body: { id: event.requestContext.requestId },
    });
  `;
  const files = { "src/app.ts": controller };
  const foundWith = async (template: string) =>
    (await foundIn("src/app.ts", { ...files, "template.yml": template })).map((found) => found.split(":")[0]);

  it("says nothing, as a function of another module may make text of the answer", async () => {
    assert.deepEqual(await foundIn("src/app.ts", files), []);
    assert.deepEqual(await foundWith(templateOf("Handler: src/other.create")), []);
  });

  it("reports it where a template names the function, so that Lambda gets the answer as it is", async () => {
    assert.deepEqual(await foundWith(templateOf("Handler: src/app.create")), ["valid-api-response-body"]);
  });
});

describe("valid-api-response-body, where a template says how a function is asked", () => {
  const code = "export const list = async () => ({ statusCode: 200, body: { orders: [] } });\n";
  const foundWith = async (...events: string[]) =>
    (
      await foundIn("src/app.js", {
        "src/app.js": code,
        "template.yml": templateOf("Handler: src/app.list", "Events:", ...events.map((line) => `  ${line}`)),
      })
    ).map((found) => found.split(":")[0]);
  const restApi = "Get: { Type: Api, Properties: { Path: /, Method: get } }";

  it("reports an object for a REST API, which SAM has pass on what it is given", async () => {
    assert.deepEqual(await foundWith(restApi), ["valid-api-response-body"]);
  });

  it("says nothing where an API may be of another kind, or is not the only one", async () => {
    assert.deepEqual(await foundWith("Get: { Type: HttpApi }"), []);
    assert.deepEqual(await foundWith(restApi, "Other: { Type: HttpApi }"), []);
    assert.deepEqual(
      await foundWith(restApi, "Daily: { Type: Schedule, Properties: { Schedule: rate(1 day) } }"),
      [],
    );
    assert.deepEqual(
      await foundWith("Get: { Type: Api, Properties: { Path: /, Method: get, RestApiId: !Ref Described } }"),
      [],
    );
  });
});
