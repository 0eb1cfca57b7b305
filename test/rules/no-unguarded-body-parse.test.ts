import { testRule } from "../kit/test-rule.ts";

const answer = "Return 400 where the body is missing or not JSON";
const byDefault = "Use `{}` where there is no body";

testRule("no-unguarded-body-parse", {
  allows: {
    "a parse in a try": `
      exports.handler = async (event) => {
        try {
          const order = JSON.parse(event.body);
          return { statusCode: 201, body: await save(order) };
        } catch {
          return { statusCode: 400, body: "Not JSON" };
        }
      };
    `,
    "a default for a missing body": `
      exports.create = async (event) => ({ statusCode: 201, body: await save(JSON.parse(event.body ?? "{}")) });
      exports.update = async (event) => {
        const body = event.body || "{}";
        const { id } = JSON.parse(body);
        return { statusCode: 200, body: await save(id) };
      };
      exports.remove = async ({ body = "{}", pathParameters }) => {
        return { statusCode: 200, body: await save(pathParameters.id, JSON.parse(body)) };
      };
    `,
    "a body that is looked at before": `
      exports.create = async (event) => {
        if (!event.body) return { statusCode: 400, body: "No body" };
        return { statusCode: 201, body: await save(JSON.parse(event.body)) };
      };
      exports.update = async (event) => {
        const order = typeof event.body === "object" ? event.body : JSON.parse(event.body);
        return { statusCode: 200, body: await save(order) };
      };
    `,
    "a name for the body that is looked at before": `
      exports.handler = async (event) => {
        const { body, headers } = event;
        if (!body) return { statusCode: 400, body: "No body" };
        return { statusCode: 201, body: await save(JSON.parse(event.body), headers) };
      };
    `,
    "an empty default that is looked at before": `
      exports.handler = async (event) => {
        const text = event.body ?? "";
        if (text === "") return { statusCode: 400, body: "No body" };
        return { statusCode: 201, body: await save(JSON.parse(text), event.headers) };
      };
    `,
    "an event that a function of another module looks at before": `
      import { validateOrder } from "./validators";
      export const handler = async (event) => {
        const error = validateOrder(event);
        if (error) return error;
        return { statusCode: 201, body: await save(JSON.parse(event.body), event.headers) };
      };
    `,
    "a body whose encoding is looked at": `
      exports.handler = async (event) => {
        const text = event.isBase64Encoded ? Buffer.from(event.body, "base64").toString() : event.body;
        return { statusCode: 201, body: await save(JSON.parse(text)) };
      };
    `,
    "a helper that is called in a try": `
      const parsed = (event) => JSON.parse(event.body);
      exports.handler = async (event) => {
        try {
          return { statusCode: 201, body: await save(parsed(event), event.headers) };
        } catch {
          return { statusCode: 400, body: "Not JSON" };
        }
      };
    `,
    "a function of the file that is given the parse, and calls it in a try": `
      const safely = (run) => {
        try {
          return run();
        } catch {
          return undefined;
        }
      };
      export const handler = async (event) => {
        const order = safely(() => JSON.parse(event.body));
        return { statusCode: 200, body: await save(order, event.httpMethod) };
      };
    `,
    "a function of another module that is given the parse, and may catch": `
      import { tryCatch } from "./errors";
      const parse = (event) => JSON.parse(event.body);
      export const handler = async (event) => {
        const [order, error] = tryCatch(() => JSON.parse(event.body));
        const again = tryCatch(parse);
        return { statusCode: 200, body: await save(order, error, again, event.httpMethod) };
      };
    `,
    "a function of the file that gives the parse to another": `
      import { tryCatch } from "./errors";
      const safely = (run) => tryCatch(run);
      export const handler = async (event) => {
        const order = safely(() => JSON.parse(event.body));
        return { statusCode: 200, body: await save(order, event.httpMethod) };
      };
    `,
    "a chain that catches": `
      exports.handler = (event) =>
        authorise(event.headers)
          .then(() => save(JSON.parse(event.body)))
          .catch(() => ({ statusCode: 400, body: "Not JSON" }));
    `,
    "schema helpers, which are given the text": `
      import { parseBody } from "./schemas";
      export const handler = async (event) => {
        const order = parseBody(event.body, event.headers);
        return { statusCode: 201, body: await save(order) };
      };
    `,
    "middy's parser, and wrappers that may catch": `
      import middy from "@middy/core";
      import httpJsonBodyParser from "@middy/http-json-body-parser";
      import { withErrors } from "./errors";
      export const create = middy(async (event) => ({ statusCode: 201, body: await save(event.body, event.headers) }))
        .use(httpJsonBodyParser());
      export const update = withErrors(async (event) => {
        return { statusCode: 200, body: await save(JSON.parse(event.body), event.headers) };
      });
    `,
    "a wrapper of the file": `
      const guarded = (inner) => async (event) => {
        try {
          return await inner(event);
        } catch {
          return { statusCode: 400, body: "Not JSON" };
        }
      };
      exports.handler = guarded(async (event) => ({ statusCode: 201, body: await save(JSON.parse(event.body)) }));
    `,
    "bodies that API Gateway has compared with a model": {
      code: `
        exports.handler = async (event) => ({ statusCode: 201, body: await save(JSON.parse(event.body)) });
      `,
      options: [{ validated: true }],
    },
    "the body of a message": `
      import type { SQSEvent } from "aws-lambda";
      export const handler = async (event: SQSEvent) => {
        for (const record of event.Records) await save(JSON.parse(record.body));
      };
    `,
    "an event of nobody knows what": `
      exports.handler = async (event) => save(JSON.parse(event.body));
    `,
    "a WebSocket, whose clients get no status": `
      import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
      export const handler = async (event) => {
        await post(event.requestContext.domainName, JSON.parse(event.body).data);
        return { statusCode: 200 };
      };
    `,
    "other texts": `
      exports.handler = async (event) => ({
        statusCode: 200,
        body: await save(JSON.parse(event.headers["x-filter"]), JSON.parse(await load(event.body))),
      });
    `,
  },

  reports: {
    "a body beside a handler that has its own validated": `
      import { validateOrder } from "./validators";
      exports.create = async (event) => {
        validateOrder(event);
        return { statusCode: 201, body: await save(JSON.parse(event.body)) };
      };
      exports.update = async (event) => {
        const order = JSON.parse(event.body);
        //            ^^^^^^^^^^^^^^^^^^^^^^ throws
        return { statusCode: 200, body: await save(order) };
      };
    `,
    "a body of which only the sender is looked at": `
      import { checkAuth } from "./auth";
      exports.handler = async (event) => {
        checkAuth(event);
        const order = JSON.parse(event.body);
        //            ^^^^^^^^^^^^^^^^^^^^^^ throws
        return { statusCode: 200, body: await save(order) };
      };
    `,
    "a body that goes into JSON.parse as it came": {
      code: `
        exports.handler = async (event) => {
          const order = JSON.parse(event.body);
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
      suggests: {
        [answer]: `
        exports.handler = async (event) => {
          let order;
          try {
            order = JSON.parse(event.body ?? "");
          } catch {
            return { statusCode: 400, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
        [byDefault]: `
        exports.handler = async (event) => {
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
      },
    },
    "a body where answers have different headers": {
      code: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        const text = { "Content-Type": "text/plain" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          const order = JSON.parse(event.body);
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: text, body: await save(order) };
        };
      `,
      suggests: {
        [answer]: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        const text = { "Content-Type": "text/plain" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          let order;
          try {
            order = JSON.parse(event.body ?? "");
          } catch {
            return { statusCode: 400, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: text, body: await save(order) };
        };
      `,
        [byDefault]: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        const text = { "Content-Type": "text/plain" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: text, body: await save(order) };
        };
      `,
      },
    },
    "a body where the headers of the answer are made for it": {
      code: `
        exports.handler = async (event) => {
          const order = JSON.parse(event.body);
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          const headers = { Location: order.id };
          return { statusCode: 201, headers, body: await save(order) };
        };
      `,
      suggests: {
        [answer]: `
        exports.handler = async (event) => {
          let order;
          try {
            order = JSON.parse(event.body ?? "");
          } catch {
            return { statusCode: 400, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          const headers = { Location: order.id };
          return { statusCode: 201, headers, body: await save(order) };
        };
      `,
        [byDefault]: `
        exports.handler = async (event) => {
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          const headers = { Location: order.id };
          return { statusCode: 201, headers, body: await save(order) };
        };
      `,
      },
    },
    "a body where the headers of all answers have another meaning": {
      code: `
        const headers = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "POST") {
            const { headers } = event;
            const order = JSON.parse(event.body);
            //            ^^^^^^^^^^^^^^^^^^^^^^ throws
            await save(order, headers);
          }
          return { statusCode: 201, headers, body: "" };
        };
      `,
      suggests: {
        [answer]: `
        const headers = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "POST") {
            const { headers } = event;
            let order;
            try {
              order = JSON.parse(event.body ?? "");
            } catch {
              return { statusCode: 400, body: "The body is not JSON" };
            }
            //            ^^^^^^^^^^^^^^^^^^^^^^ throws
            await save(order, headers);
          }
          return { statusCode: 201, headers, body: "" };
        };
      `,
        [byDefault]: `
        const headers = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "POST") {
            const { headers } = event;
            const order = JSON.parse(event.body ?? "{}");
            //            ^^^^^^^^^^^^^^^^^^^^^^ throws
            await save(order, headers);
          }
          return { statusCode: 201, headers, body: "" };
        };
      `,
      },
    },
    "a body where all answers have the same headers": {
      code: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          const order = JSON.parse(event.body);
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: cors, body: await save(order) };
        };
      `,
      suggests: {
        [answer]: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          let order;
          try {
            order = JSON.parse(event.body ?? "");
          } catch {
            return { statusCode: 400, headers: cors, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: cors, body: await save(order) };
        };
      `,
        [byDefault]: `
        const cors = { "Access-Control-Allow-Origin": "*" };
        exports.handler = async (event) => {
          if (event.httpMethod === "OPTIONS") return { statusCode: 204, headers: cors, body: "" };
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, headers: cors, body: await save(order) };
        };
      `,
      },
    },
    "a body that is taken apart, in TypeScript without semicolons": {
      code: `
        import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
        export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
          const { id } = JSON.parse(event.body!) as Order
          //             ^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(id) }
        }
      `,
      filename: "handler.ts",
      suggests: {
        [answer]: `
        import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
        export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
          let parsed
          try {
            parsed = JSON.parse(event.body ?? "") as Order
          } catch {
            return { statusCode: 400, body: "The body is not JSON" }
          }
          const { id } = parsed
          //             ^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(id) }
        }
      `,
        [byDefault]: `
        import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
        export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
          const { id } = JSON.parse(event.body ?? "{}") as Order
          //             ^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(id) }
        }
      `,
      },
    },
    "a body that a closure reads, in TypeScript": {
      code: `
        import type { APIGatewayProxyHandler } from "aws-lambda";
        export const handler: APIGatewayProxyHandler = async (event) => {
          const order = JSON.parse(event.body as string);
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await inTransaction(() => save(order)) };
        };
      `,
      filename: "handler.ts",
      suggests: {
        [answer]: `
        import type { APIGatewayProxyHandler } from "aws-lambda";
        export const handler: APIGatewayProxyHandler = async (event) => {
          let order: any;
          try {
            order = JSON.parse(event.body ?? "");
          } catch {
            return { statusCode: 400, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await inTransaction(() => save(order)) };
        };
      `,
        [byDefault]: `
        import type { APIGatewayProxyHandler } from "aws-lambda";
        export const handler: APIGatewayProxyHandler = async (event) => {
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await inTransaction(() => save(order)) };
        };
      `,
      },
    },
    "a handler that answers through a callback, for which only a default is offered": {
      code: `
        exports.create = (event, context, callback) => {
          const order = JSON.parse(event.body);
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          save(order, (error) => callback(error, { statusCode: 201 }));
        };
      `,
      suggests: {
        [byDefault]: `
        exports.create = (event, context, callback) => {
          const order = JSON.parse(event.body ?? "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^ throws
          save(order, (error) => callback(error, { statusCode: 201 }));
        };
      `,
      },
    },
    "a default that is no JSON either": {
      code: `
        import type { APIGatewayProxyEvent } from "aws-lambda";
        export const handler = async (event: APIGatewayProxyEvent) => {
          const order = JSON.parse((event.body ?? "") as string);
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
      filename: "handler.ts",
      suggests: {
        [answer]: `
        import type { APIGatewayProxyEvent } from "aws-lambda";
        export const handler = async (event: APIGatewayProxyEvent) => {
          let order;
          try {
            order = JSON.parse(event.body || "");
          } catch {
            return { statusCode: 400, body: "The body is not JSON" };
          }
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
        [byDefault]: `
        import type { APIGatewayProxyEvent } from "aws-lambda";
        export const handler = async (event: APIGatewayProxyEvent) => {
          const order = JSON.parse(event.body || "{}");
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ throws
          return { statusCode: 201, body: await save(order) };
        };
      `,
      },
    },
    "a name for a body with a default that is no JSON either": {
      code: `
        exports.handler = async (event) => {
          const text = event.body || "";
          return { statusCode: 201, body: await save(JSON.parse(text), event.headers) };
          //                                         ^^^^^^^^^^^^^^^^ throws
        };
      `,
      suggests: {
        [byDefault]: `
        exports.handler = async (event) => {
          const text = event.body || "";
          return { statusCode: 201, body: await save(JSON.parse(text || "{}"), event.headers) };
          //                                         ^^^^^^^^^^^^^^^^ throws
        };
      `,
      },
    },
    "a body that a function of the file only seems to look at": `
      const validateOrder = (event) => event.headers["x-order"] === "1";
      export const handler = async (event) => {
        if (!validateOrder(event)) return { statusCode: 400 };
        return { statusCode: 201, body: await save(JSON.parse(event.body)) };
        //                                         ^^^^^^^^^^^^^^^^^^^^^^ throws
      };
    `,
    "a name for the body": `
      exports.handler = async ({ body, headers }) => {
        const text = body;
        return { statusCode: 201, body: await save(JSON.parse(text), headers) };
        //                                         ^^^^^^^^^^^^^^^^ throws
      };
    `,
    "a helper that is called outside of a try": `
      const parsed = (event) => JSON.parse(event.body);
      //                        ^^^^^^^^^^^^^^^^^^^^^^ throws
      exports.handler = async (event) => {
        const order = parsed(event);
        try {
          return { statusCode: 201, body: await save(order, event.headers) };
        } catch {
          return { statusCode: 500, body: "Failed" };
        }
      };
    `,
    "a function of the file that is given the parse, and catches nothing": `
      const timed = (run) => {
        const start = Date.now();
        const result = run();
        console.log(Date.now() - start);
        return result;
      };
      export const handler = async (event) => {
        const order = timed(() => JSON.parse(event.body));
        //                        ^^^^^^^^^^^^^^^^^^^^^^ throws
        return { statusCode: 200, body: await save(order, event.httpMethod) };
      };
    `,
    "what follows a promise": `
      export const handler = async (event) => {
        const order = await connect().then(() => JSON.parse(event.body));
        //                                       ^^^^^^^^^^^^^^^^^^^^^^ throws
        return { statusCode: 200, body: await save(order, event.httpMethod) };
      };
    `,
    "a helper that gets the text": `
      const parsed = (text) => JSON.parse(text);
      //                       ^^^^^^^^^^^^^^^^ throws
      exports.handler = async (event) => ({ statusCode: 201, body: await save(parsed(event.body), event.headers) });
    `,
    "a try around something else, a catch and a finally": `
      exports.handler = async (event) => {
        try {
          await authorise(event.headers);
        } catch {
          await report(JSON.parse(event.body));
          //           ^^^^^^^^^^^^^^^^^^^^^^ throws
        }
        try {
          return { statusCode: 201, body: await save(JSON.parse(event.body)) };
          //                                         ^^^^^^^^^^^^^^^^^^^^^^ throws
        } finally {
          await close();
        }
      };
    `,
    "a load balancer's request": `
      import type { ALBEvent } from "aws-lambda";
      export const handler = async (event: ALBEvent) => {
        if (event.httpMethod === "POST") return answer(JSON.parse(event.body!));
        //                                             ^^^^^^^^^^^^^^^^^^^^^^^ throws
        return { statusCode: 405 };
      };
    `,
  },
});
