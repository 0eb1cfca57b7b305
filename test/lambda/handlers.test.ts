import { probe } from "../kit/probe.ts";

/** Marks the first word of each handler with the name it is exported under, and with how sure that is. */
const finds = probe((lambda, sourceCode) =>
  lambda.handlers.map(({ name, evidence, function: fn }) => ({
    at: sourceCode.getFirstToken(fn)!,
    says: evidence === "entry" ? name : `${name}, ${evidence}`,
  })),
);

describe("A handler", () => {
  finds("is found by how a module exports it", {
    "a constant": `
      export const handler = async (event) => {};
      //                     ^^^^^ handler
    `,
    "a function": `
      export async function handler(event) {}
      //     ^^^^^ handler
    `,
    "a function under another name": `
      async function main(event) {}
   // ^^^^^ handler
      export { main as handler };
    `,
    "a variable that is filled in later": `
      let handler;
      handler = async (event) => {};
      //        ^^^^^ handler
      export { handler };
    `,
    "a default export": `
      export default async (event, context) => {};
      //             ^^^^^ default
    `,
    "a default export by name": `
      const run = async (event, context) => {};
      //          ^^^^^ default
      export default run;
    `,
    "a default export that holds it": `
      export default { handler: async (event) => {} };
      //                        ^^^^^ handler
    `,
    "a property of exports": `
      exports.handler = async (event) => {};
      //                ^^^^^ handler
    `,
    "a property of exports by string": `
      exports["handler"] = async (event) => {};
      //                   ^^^^^ handler
    `,
    "a property of module.exports": `
      module.exports.handler = function (event, context, callback) {};
      //                       ^^^^^^^^ handler
    `,
    "module.exports itself": `
      module.exports = async (event, context) => {};
      //               ^^^^^ default
    `,
    "an object": `
      const lambdaHandler = async (event) => {};
      //                    ^^^^^ lambdaHandler
      module.exports = { lambdaHandler };
    `,
    "a method of an object": `
      module.exports = {
        async handler(event) {},
        //           ^ handler
      };
    `,
    "the object first, the function afterwards": `
      module.exports = { handler };
      async function handler(event) {}
   // ^^^^^ handler
    `,
    "exports and module.exports at once": `
      exports = module.exports = { handler: async (event) => {} };
      //                                    ^^^^^ handler
    `,
    "two names for one function": `
      exports.main = exports.handler = async (event) => {};
      //                               ^^^^^ handler
    `,
    "a constant that is exported too": `
      const handler = (exports.handler = async (event) => {});
      //                                 ^^^^^ handler
    `,
    "what a compiler makes of it": `
      Object.defineProperty(exports, "__esModule", { value: true });
      exports.handler = void 0;
      const handler = async (event) => {};
      //              ^^^^^ handler
      exports.handler = handler;
    `,
    "TypeScript's export assignment": `
      const handler = async (event: unknown) => {};
      //              ^^^^^ handler
      export = { handler };
    `,
    "a member of an exported object": `
      export const orders = { create: async (event, context) => {} };
      //                              ^^^^^ orders.create
    `,
    "a static method of an exported class": `
      export class Orders {
        static async handler(event, context) {}
        //                  ^ Orders.handler
      }
    `,
    "several in one module": `
      export const create = async (event, context) => {};
      //                    ^^^^^ create
      export const remove = async (event, context) => {};
      //                    ^^^^^ remove
    `,
    "the overload that has a body": `
      export function handler(event: string): void;
      export function handler(event: unknown): void {}
      //     ^^^^^^^^ handler
    `,
  });

  finds("is found below its wrappers", {
    "middy around it": `
      import middy from "@middy/core";
      export const handler = middy(async (event) => {}).use(logger()).use(errors());
      //                           ^^^^^ handler
    `,
    "middy before it": `
      import middy from "@middy/core";
      export const handler = middy().use(logger()).handler(async (event) => {});
      //                                                   ^^^^^ handler
    `,
    "an import of somebody's own": `
      import { secured } from "../lib/secured";
      export const handler = secured(async (event) => {});
      //                             ^^^^^ handler
    `,
    "with options first": `
      import { withRole } from "../lib/auth";
      export const handler = withRole("admin", async (event) => {});
      //                                       ^^^^^ handler
    `,
    "with options in a call of their own": `
      import { withRole } from "../lib/auth";
      export const handler = withRole("admin")(async (event) => {});
      //                                       ^^^^^ handler
    `,
    "a method": `
      const Sentry = require("@sentry/aws-serverless");
      exports.handler = Sentry.wrapHandler(async (event) => {});
      //                                   ^^^^^ handler
    `,
    "the function by name": `
      import { secured } from "../lib/secured";
      const list = async (event) => {};
      //           ^^^^^ handler
      export const handler = secured(list);
    `,
    "four deep": `
      import { a, b, c, d } from "../lib";
      export const handler = a(b(c(d(async (event) => {}))));
      //                             ^^^^^ handler
    `,
    "a wrapper of this file and what it wraps": `
      const logged = (inner) => async (event, context) => inner(event, context);
      //                        ^^^^^ handler
      export const handler = logged(async (event) => {});
      //                            ^^^^^ handler
    `,
    "streamed responses": `
      export const stream = awslambda.streamifyResponse(async (event, responseStream, context) => {});
      //                                                ^^^^^ stream
    `,
    "durable functions": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      export const handler = withDurableExecution(async (event, context) => {});
      //                                          ^^^^^ handler
    `,
    idempotency: `
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      export const handler = makeIdempotent(async (event, context) => {}, { persistenceStore });
      //                                    ^^^^^ handler
    `,
    "a choice between two": `
      import { traced } from "../lib/traced";
      const run = async (event, context) => {};
      //          ^^^^^ handler
      export const handler = process.env.TRACE ? traced(run) : run;
    `,
  });

  finds("is found in classes", {
    "a method bound at the export": `
      class Orders {
        async handle(event, context) {}
        //          ^ handler
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    "a method bound without a name for the instance": `
      class Orders {
        async handle(event, context) {}
        //          ^ handler
      }
      export const handler = Orders.prototype.handle.bind(new Orders());
    `,
    "a decorated class": `
      import { Logger } from "@aws-lambda-powertools/logger";
      const logger = new Logger();
      class Lambda implements LambdaInterface {
        @logger.injectLambdaContext()
        public async handler(event: unknown, _context: unknown): Promise<void> {}
        //                  ^ handler
      }
      const lambda = new Lambda();
      export const handler = lambda.handler.bind(lambda);
    `,
    "an arrow function in a field": `
      class Orders {
        handle = async (event, context) => {};
        //       ^^^^^ handler
      }
      export const handler = new Orders().handle;
    `,
    "a static method": `
      class Orders {
        static async handle(event, context) {}
        //                 ^ handler
      }
      exports.handler = Orders.handle;
    `,
    "a function that asks an instance": `
      import { Orders } from "./orders";
      const orders = new Orders();
      export const handler = async (event, context) => orders.handle(event, context);
      //                     ^^^^^ handler
    `,
  });

  finds("is found behind factories", {
    "called at module scope": `
      const make = (deps) => async (event) => {};
      //                     ^^^^^ handler
      export const handler = make({ table: process.env.TABLE });
    `,
    "that return a function by name": `
      function make(deps) {
        async function run(event) {}
     // ^^^^^ handler
        return run;
      }
      export const handler = make({});
    `,
    "that are awaited": `
      const make = async () => async (event) => {};
      //                       ^^^^^ handler
      export const handler = await make();
    `,
    "curried twice": `
      const make = (deps) => (options) => async (event) => {};
      //                                  ^^^^^ handler
      export const handler = make({})({});
    `,
    "of an object": `
      const factory = { build: () => async (event) => {} };
      //                             ^^^^^ handler
      export const handler = factory.build();
    `,
  });
});
