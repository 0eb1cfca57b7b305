import { testRule } from "../kit/test-rule.ts";

const powertools = `import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
      import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";`;
const store = `const persistenceStore = new DynamoDBPersistenceLayer({ tableName: "idempotency" });`;
const batch = `import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      const processor = new BatchProcessor(EventType.SQS);`;

testRule("valid-powertools-idempotency", {
  allows: {
    "a key from the body of a request, read as JSON": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      const config = new IdempotencyConfig({ eventKeyJmesPath: 'powertools_json(body).["user", "productId"]' });
      export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
        persistenceStore,
        config,
      });
    `,
    "a whole event that comes again unchanged: invoked directly, or by EventBridge": `
      ${powertools}
      import type { EventBridgeEvent, S3Event, KinesisStreamEvent } from "aws-lambda";
      ${store}
      const pay = async (event, context) => ({ id: 1 });
      export const handler = makeIdempotent(async (event: { user: string }, context) => ({ id: 1 }), { persistenceStore });
      export const onOrder = makeIdempotent(async (event: EventBridgeEvent<"order", {}>, context) => {}, { persistenceStore });
      export const onUpload = makeIdempotent(async (event: S3Event, context) => {}, { persistenceStore });
      export const onClicks = makeIdempotent(async (event: KinesisStreamEvent, context) => {}, { persistenceStore });
    `,
    "a whole payload that is a part of the event": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      const config = new IdempotencyConfig({});
      const pay = makeIdempotent(async (user, amount) => ({ user, amount }), { persistenceStore, config });
      export const handler = async (event: APIGatewayProxyEvent, context) => {
        config.registerLambdaContext(context);
        return pay(JSON.parse(event.body!).user, 10);
      };
    `,
    "each record of a queue by its id": `
      ${powertools}
      ${batch}
      ${store}
      const config = new IdempotencyConfig({ eventKeyJmesPath: "messageId" });
      const once = makeIdempotent(async (record) => {}, { persistenceStore, config });
      export const handler = async (event, context) => {
        config.registerLambdaContext(context);
        return processPartialResponse(event, once, processor, { context });
      };
    `,
    "records that a processor has parsed": `
      ${powertools}
      import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
      ${store}
      const processor = new BatchProcessor(EventType.SQS, { parser, schema });
      const config = new IdempotencyConfig({ eventKeyJmesPath: "body.orderId" });
      const once = makeIdempotent(async (record) => {}, { persistenceStore, config });
      export const handler = async (event, context) => processPartialResponse(event, once, processor, { context });
    `,
    "a body that a middleware or a decorator has parsed": `
      import { IdempotencyConfig, idempotent } from "@aws-lambda-powertools/idempotency";
      import { makeHandlerIdempotent } from "@aws-lambda-powertools/idempotency/middleware";
      import { parser } from "@aws-lambda-powertools/parser";
      import middy from "@middy/core";
      import jsonBodyParser from "@middy/http-json-body-parser";
      import type { APIGatewayProxyEvent } from "aws-lambda";
      import { persistenceStore } from "./store.ts";
      const config = new IdempotencyConfig({ eventKeyJmesPath: "body.orderId" });
      export const handler = middy(async (event: APIGatewayProxyEvent) => ({ statusCode: 200 }))
        .use(jsonBodyParser())
        .use(makeHandlerIdempotent({ persistenceStore, config }));
      class Orders {
        @parser({ schema })
        @idempotent({ persistenceStore, config })
        async handler(event: APIGatewayProxyEvent, context) {
          return { statusCode: 200 };
        }
      }
      const orders = new Orders();
      export const lambdaHandler = orders.handler.bind(orders);
    `,
    "a body of an event that is no request": `
      ${powertools}
      ${store}
      const config = new IdempotencyConfig({ eventKeyJmesPath: "body.orderId" });
      export const handler = makeIdempotent(async (event, context) => ({ id: event.body.orderId }), {
        persistenceStore,
        config,
      });
    `,
    "a function of one's own that reads the body": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
        persistenceStore,
        config: new IdempotencyConfig({
          eventKeyJmesPath: 'my_fancy_function(body).["user", "productId"]',
          jmesPathOptions: new MyFancyFunctions(),
        }),
      });
    `,
    "a configuration that is made elsewhere": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      import { config, persistenceStore } from "./idempotency.ts";
      export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
        persistenceStore,
        config,
      });
    `,
    "a store for each configuration, or one for guards with the same": `
      ${powertools}
      const tableName = "idempotency";
      const users = makeIdempotent(async (user) => user, {
        persistenceStore: new DynamoDBPersistenceLayer({ tableName }),
        config: new IdempotencyConfig({ eventKeyJmesPath: "userId" }),
      });
      const products = makeIdempotent(async (product) => product, {
        persistenceStore: new DynamoDBPersistenceLayer({ tableName }),
        config: new IdempotencyConfig({ eventKeyJmesPath: "productId" }),
      });
      const shared = new DynamoDBPersistenceLayer({ tableName });
      const mails = makeIdempotent(async (mail) => mail, {
        persistenceStore: shared,
        config: new IdempotencyConfig({ eventKeyJmesPath: "id", expiresAfterSeconds: 3600 }),
      });
      const notes = makeIdempotent(async (note) => note, {
        persistenceStore: shared,
        config: new IdempotencyConfig({ eventKeyJmesPath: "id", expiresAfterSeconds: 60 * 60 }),
        keyPrefix: "notes",
      });
      export const handler = async (event, context) => [
        await users(event.user), await products(event.product), await mails(event.mail), await notes(event.note),
      ];
    `,
    "handlers of one file, each of which is a function with a store of its own": `
      ${powertools}
      ${store}
      export const createUser = makeIdempotent(async (event, context) => ({}), {
        persistenceStore,
        config: new IdempotencyConfig({ eventKeyJmesPath: "userId" }),
      });
      export const createProduct = makeIdempotent(async (event, context) => ({}), {
        persistenceStore,
        config: new IdempotencyConfig({ eventKeyJmesPath: "productId" }),
      });
    `,
    "a guarded function that gets the context": `
      ${powertools}
      import type { SNSEvent } from "aws-lambda";
      ${store}
      const notify = makeIdempotent(async (message, context) => message, { persistenceStore });
      export const handler = async (event: SNSEvent, context) => {
        for (const record of event.Records) await notify(record.Sns.Message, context);
      };
    `,
    "a configuration that others may tell the context": `
      ${powertools}
      import type { SNSEvent } from "aws-lambda";
      import { prepare } from "./prepare.ts";
      ${store}
      const config = new IdempotencyConfig({});
      const notify = makeIdempotent(async (message) => message, { persistenceStore, config });
      export const exported = new IdempotencyConfig({});
      const tell = makeIdempotent(async (message) => message, { persistenceStore, config: exported });
      export const handler = async (event: SNSEvent, context) => {
        prepare(config, context);
        for (const record of event.Records) await tell(await notify(record.Sns.Message));
      };
    `,
    "a function behind an API, whose client sees that it is refused": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      const pay = makeIdempotent(async (user) => user, { persistenceStore });
      export const handler = async (event: APIGatewayProxyEvent) => pay(event.pathParameters!.user);
    `,
    "a key that a client may leave out, unless the option asks": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      const config = new IdempotencyConfig({ eventKeyJmesPath: 'headers."idempotency-key"' });
      export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
        persistenceStore,
        config,
      });
    `,
    "a key that has to be there, or that somebody decided need not be": {
      code: `
        ${powertools}
        import type { APIGatewayProxyEvent, SQSRecord } from "aws-lambda";
        ${store}
        const eventKeyJmesPath = 'headers."idempotency-key"';
        const options = (config: IdempotencyConfig) => ({ persistenceStore, config });
        const answer = async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 });
        export const handler = makeIdempotent(answer, {
          persistenceStore,
          config: new IdempotencyConfig({ eventKeyJmesPath, throwOnNoIdempotencyKey: true }),
        });
        export const main = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config: new IdempotencyConfig({ eventKeyJmesPath, throwOnNoIdempotencyKey: false }),
        });
        export const whole = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config: new IdempotencyConfig({ eventKeyJmesPath: "powertools_json(body)" }),
        });
      `,
      options: [{ requireKey: true }],
    },
    "a durable execution": `
      ${powertools}
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      import type { SQSEvent } from "aws-lambda";
      ${store}
      export const handler = withDurableExecution(makeIdempotent(async (event: SQSEvent, context) => {}, { persistenceStore }));
    `,
    "somebody else's makeIdempotent": `
      import { makeIdempotent } from "./idempotency.ts";
      import type { SQSEvent } from "aws-lambda";
      // not @aws-lambda-powertools/idempotency
      export const handler = makeIdempotent(async (event: SQSEvent, context) => {}, { persistenceStore: {} });
    `,
  },

  reports: {
    "a request that is the key as a whole": `
      ${powertools}
      import type { APIGatewayProxyEvent } from "aws-lambda";
      ${store}
      export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
        //                   ^^^^^^^^^^^^^^ wholeEvent
        persistenceStore,
        config: new IdempotencyConfig({ expiresAfterSeconds: 60 }),
      });
    `,
    "a request through a middleware, and through a decorator": `
      import { idempotent } from "@aws-lambda-powertools/idempotency";
      import { makeHandlerIdempotent } from "@aws-lambda-powertools/idempotency/middleware";
      import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
      import middy from "@middy/core";
      import type { ALBEvent, APIGatewayProxyEventV2 } from "aws-lambda";
      import { persistenceStore } from "./store.ts";
      export const handler = middy(async (event: ALBEvent) => ({ statusCode: 200 }))
        .use([injectLambdaContext(logger), makeHandlerIdempotent({ persistenceStore })]);
        //                                 ^^^^^^^^^^^^^^^^^^^^^ wholeEvent
      class Orders {
        @logger.injectLambdaContext()
        @idempotent({ persistenceStore })
      // ^^^^^^^^^^ wholeEvent
        async handler(event: APIGatewayProxyEventV2, context) {
          return { statusCode: 200 };
        }
      }
      const orders = new Orders();
      export const lambdaHandler = orders.handler.bind(orders);
    `,
    "a batch of a queue that is the key as a whole, in CommonJS": `
      const { makeIdempotent } = require("@aws-lambda-powertools/idempotency");
      const { persistenceStore } = require("./store");
      exports.handler = makeIdempotent(async (event, context) => {
        //              ^^^^^^^^^^^^^^ wholeEvent
        for (const { body, messageId } of event.Records) await save(messageId, body);
      }, { persistenceStore });
    `,
    "a record that is the key as a whole": {
      code: `
        import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
        ${batch}
        import { persistenceStore } from "./store.ts";
        const once = makeIdempotent(async (record) => {}, { persistenceStore });
        //           ^^^^^^^^^^^^^^ wholeEvent
        export const handler = async (event, context) => processPartialResponse(event, once, processor, { context });
      `,
      suggests: {
        "Use `messageId` (redelivery only)": `
        import { makeIdempotent, IdempotencyConfig } from "@aws-lambda-powertools/idempotency";
        ${batch}
        import { persistenceStore } from "./store.ts";
        const once = makeIdempotent(async (record) => {}, { persistenceStore, config: new IdempotencyConfig({ eventKeyJmesPath: "messageId" }) });
        //           ^^^^^^^^^^^^^^ wholeEvent
        export const handler = async (event, context) => processPartialResponse(event, once, processor, { context });
      `,
      },
    },
    "a record that is the key as a whole, in a loop": {
      code: `
        ${powertools}
        import type { SQSEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({
          expiresAfterSeconds: 60,
        });
        const once = makeIdempotent(async (record) => {}, { persistenceStore, config });
        //           ^^^^^^^^^^^^^^ wholeEvent
        export const handler = async (event: SQSEvent, context) => {
          config.registerLambdaContext(context);
          for (const record of event.Records) await once(record);
        };
      `,
      suggests: {
        "Use `messageId` (redelivery only)": `
        ${powertools}
        import type { SQSEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({
          expiresAfterSeconds: 60,
          eventKeyJmesPath: "messageId",
        });
        const once = makeIdempotent(async (record) => {}, { persistenceStore, config });
        //           ^^^^^^^^^^^^^^ wholeEvent
        export const handler = async (event: SQSEvent, context) => {
          config.registerLambdaContext(context);
          for (const record of event.Records) await once(record);
        };
      `,
      },
    },
    "a path into the text of a body": {
      code: `
        ${powertools}
        import type { APIGatewayProxyEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({
          eventKeyJmesPath: "[requestContext.authorizer.principalId, body.orderId]",
          //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ textPath
        });
        export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config,
        });
      `,
      suggests: {
        "Use `powertools_json(body)`": `
        ${powertools}
        import type { APIGatewayProxyEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({
          eventKeyJmesPath: "[requestContext.authorizer.principalId, powertools_json(body).orderId]",
          //                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ textPath
        });
        export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config,
        });
      `,
      },
    },
    "a path into the text of a record, or of a record in the batch": `
      ${powertools}
      ${batch}
      import type { SQSEvent, SNSEvent } from "aws-lambda";
      ${store}
      const once = makeIdempotent(async (record) => {}, {
        persistenceStore,
        config: new IdempotencyConfig({ eventKeyJmesPath: 'body."order id"' }),
        //                                                ^^^^^^^^^^^^^^^^^ textPath
      });
      export const handler = async (event, context) => processPartialResponse(event, once, processor, { context });
    `,
    "a path into the text of a notification": `
      ${powertools}
      import type { SNSEvent } from "aws-lambda";
      ${store}
      export const handler = makeIdempotent(async (event: SNSEvent, context) => {}, {
        persistenceStore,
        config: new IdempotencyConfig({ eventKeyJmesPath: "Records[0].Sns.Message.orderId" }),
        //                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ textPath
      });
    `,
    "a store whose second guard has other settings": `
      ${powertools}
      ${store}
      const users = makeIdempotent(async (user) => user, {
        persistenceStore,
        config: new IdempotencyConfig({ eventKeyJmesPath: "userId" }),
      });
      const products = makeIdempotent(async (product) => product, {
        persistenceStore: persistenceStore,
        //                ^^^^^^^^^^^^^^^^ sharedStore
        config: new IdempotencyConfig({ eventKeyJmesPath: "productId" }),
      });
      const mails = makeIdempotent(async (mail) => mail, { persistenceStore });
      //                                                   ^^^^^^^^^^^^^^^^ sharedStore
      export const handler = async (event, context) => [
        await users(event.user), await products(event.product), await mails(event.mail),
      ];
    `,
    "a guarded function that does not know how much time is left": {
      code: `
        ${powertools}
        import type { SNSEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({});
        const notify = makeIdempotent(async (message) => message, { persistenceStore, config });
        //             ^^^^^^^^^^^^^^ timeLeft
        export const handler = async (event: SNSEvent, context) => {
          for (const record of event.Records) await notify(JSON.parse(record.Sns.Message));
        };
      `,
      suggests: {
        "Add `config.registerLambdaContext(context)`": `
        ${powertools}
        import type { SNSEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({});
        const notify = makeIdempotent(async (message) => message, { persistenceStore, config });
        //             ^^^^^^^^^^^^^^ timeLeft
        export const handler = async (event: SNSEvent, context) => {
          config.registerLambdaContext(context);
          for (const record of event.Records) await notify(JSON.parse(record.Sns.Message));
        };
      `,
      },
    },
    "records of a batch whose processor is not told the context": {
      code: `
        ${powertools}
        ${batch}
        ${store}
        const config = new IdempotencyConfig({ eventKeyJmesPath: "messageId" });
        const once = makeIdempotent(async (record) => {}, { persistenceStore, config });
        //           ^^^^^^^^^^^^^^ timeLeft
        export const handler = async (event) => processPartialResponse(event, once, processor);
      `,
      suggests: {},
    },
    "a method that is guarded and called by the handler": `
      import { idempotent } from "@aws-lambda-powertools/idempotency";
      import type { SQSEvent } from "aws-lambda";
      import { persistenceStore } from "./store.ts";
      class Orders {
        async handler(event: SQSEvent, context) {
          for (const record of event.Records) await this.save(record.messageId);
        }
        @idempotent({ persistenceStore })
      // ^^^^^^^^^^ timeLeft
        async save(id) {}
      }
      const orders = new Orders();
      export const handler = orders.handler.bind(orders);
    `,
    "a key that a client may leave out, where the option asks": {
      code: `
        ${powertools}
        import type { APIGatewayProxyEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({ eventKeyJmesPath: 'headers."idempotency-key"' });
        //                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ missingKey
        export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config,
        });
      `,
      options: [{ requireKey: true }],
      suggests: {
        "Set `throwOnNoIdempotencyKey: true`": `
        ${powertools}
        import type { APIGatewayProxyEvent } from "aws-lambda";
        ${store}
        const config = new IdempotencyConfig({ eventKeyJmesPath: 'headers."idempotency-key"', throwOnNoIdempotencyKey: true });
        //                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ missingKey
        export const handler = makeIdempotent(async (event: APIGatewayProxyEvent, context) => ({ statusCode: 200 }), {
          persistenceStore,
          config,
        });
      `,
      },
    },
  },
});
