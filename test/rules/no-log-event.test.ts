import { testRule } from "../kit/test-rule.ts";

testRule("no-log-event", {
  allows: {
    "what was picked from the event": `
      export const handler = async (event) => {
        console.log(event.requestContext.requestId, event.Records.length, event.headers["user-agent"]);
        console.log("Order", { id: event.pathParameters.id });
      };
    `,
    "a level that is there to be turned off": `
      import { Logger } from "@aws-lambda-powertools/logger";
      const logger = new Logger();
      export const handler = async (event) => {
        logger.debug("Received", { event });
        logger.trace(event);
        console.debug(event);
      };
    `,
    "a log that somebody asked for": `
      export const handler = async (event) => {
        if (process.env.DEBUG) console.log(event);
        process.env.LOG_LEVEL === "debug" && console.log(JSON.stringify(event));
        if (isLocal) {
          console.log(event, process.env);
        }
      };
    `,
    "a log outside of production": `
      export const handler = async (event) => {
        if (process.env.NODE_ENV !== "production") console.log(event);
        if (process.env.STAGE === "dev") console.log(event);
      };
    `,
    "Powertools, told by the environment": `
      import { Logger } from "@aws-lambda-powertools/logger";
      const logger = new Logger();
      export const handler = async (event) => {
        logger.logEventIfEnabled(event);
      };
    `,
    "a function that leaves something out": `
      import { redact } from "./redact";
      export const handler = async (event) => {
        console.log(redact(event), JSON.stringify(event, withoutTokens), JSON.stringify(event, ["Records", "messageId"]));
      };
    `,
    "an event whose secrets were replaced": `
      import { redact } from "./redact";
      export const handler = async (event) => {
        console.log(JSON.stringify({ ...event, headers: "[redacted]" }));
        event = redact(event);
        console.log(event);
      };
    `,
    "a logger that leaves something out": `
      import pino from "pino";
      const logger = pino({ redact: ["event.headers.authorization"] });
      export const handler = async (event) => {
        logger.info({ event });
      };
    `,
    "a function that other modules give": `
      import { logEvent } from "./log";
      export const handler = async (event) => logEvent(event);
    `,
    "text for a function of the file that leaves something out, asks whether to log, or does something else": `
      const log = (text) => console.log(withoutTokens(text));
      const show = (text) => {
        if (process.env.VERBOSE) console.log(text);
      };
      const keep = (text) => {
        const short = text.slice(0, 100);
        console.log(short);
      };
      export const handler = async (event) => {
        log(JSON.stringify(event));
        show(JSON.stringify(event));
        keep(JSON.stringify(event));
      };
    `,
    "text for a function of the file, at a level that is there to be turned off": `
      const log = (level, message, text) => console.log(level, message, text);
      const debug = (...texts) => console.log(...texts);
      export const handler = async (event) => {
        log("debug", "Received", JSON.stringify(event));
        log(Level.DEBUG, "Received", JSON.stringify(event));
        debug(JSON.stringify(event));
        debug(event);
      };
    `,
    "the event for a function of the file that is quiet by its name, or by each call": `
      const debugLog = (data) => console.log(JSON.stringify(data));
      const log = (level, data) => console.log(level, data);
      exports.handler = async (event) => {
        debugLog(event);
        log("debug", event);
        log("info", event.id);
      };
    `,
    "the event for a function of the file that asks first whether to log": `
      function dump(data) {
        if (process.env.LOG_LEVEL !== "debug") return;
        console.log(JSON.stringify(data));
      }
      exports.handler = async (event) => {
        dump(event);
      };
    `,
    "one object in a text, of which nothing is seen": `
      export const handler = async (event) => console.log(\`Received \${event}\`, "Event: " + event);
    `,
    "something that is called event and is none": `
      export const handler = async (event) => {
        for (const event of await load(\`orders\`)) console.log(event);
      };
    `,
    "a schedule, which holds nothing of anybody": `
      import type { ScheduledEvent } from "aws-lambda";
      export const handler = async (event: ScheduledEvent) => console.log(event);
    `,
    "a notice of S3, which holds nothing that somebody sent": `
      export const handler = async (event) => {
        console.log(JSON.stringify(event));
        for (const { s3 } of event.Records) await save(s3.bucket.name, s3.object.key);
      };
    `,
    "single variables of the environment": `
      export const handler = async (event) => console.log(process.env.AWS_REGION, process.env["STAGE"], event.id);
    `,
    "a file that has nothing to do with Lambda": `
      button.addEventListener("click", (event) => console.log(event));
    `,
  },

  reports: {
    "the event": {
      code: `
        exports.handler = async (event, context) => {
          console.log(event);
          //          ^^^^^ event
          await save(event.body);
        };
      `,
      suggests: {
        "Log `{ requestId: context.awsRequestId }` instead": `
        exports.handler = async (event, context) => {
          console.log({ requestId: context.awsRequestId });
          //          ^^^^^ event
          await save(event.body);
        };
      `,
      },
    },
    "the event as text, whatever the context is called": {
      code: `
        exports.handler = async (input, ctx) => {
          console.info("Received", JSON.stringify(input, null, 2));
          //                                      ^^^^^ event
          await save(input.Records[0].body);
        };
      `,
      suggests: {
        "Log `{ requestId: ctx.awsRequestId }` instead": `
        exports.handler = async (input, ctx) => {
          console.info("Received", { requestId: ctx.awsRequestId });
          //                                      ^^^^^ event
          await save(input.Records[0].body);
        };
      `,
      },
    },
    "the event in a text": {
      code: `
        exports.handler = async (event, context) => {
          console.log(\`Event: \${JSON.stringify(event)}\`);
          //                                   ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        exports.handler = async (event, context) => {
          console.log(\`Event: \${context.awsRequestId}\`);
          //                                   ^^^^^ event
        };
      `,
      },
    },
    "the event in a text that is put together": `
      exports.handler = async (event) => {
        console.log("Received " + JSON.stringify(event) + " at " + Date.now());
        //                                       ^^^^^ event
      };
    `,
    "the event in an object": {
      code: `
        import { Logger } from "@aws-lambda-powertools/logger";
        const logger = new Logger();
        export const handler = async (event, context) => {
          logger.info("Received", { event, stage: "in" });
          //                        ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        import { Logger } from "@aws-lambda-powertools/logger";
        const logger = new Logger();
        export const handler = async (event, context) => {
          logger.info("Received", { requestId: context.awsRequestId, stage: "in" });
          //                        ^^^^^ event
        };
      `,
      },
    },
    "the event spread into an object": {
      code: `
        import { logger } from "./logger";
        export const handler = async (event, context) => {
          logger.error({ message: "Failed", ...event });
          //                                   ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        import { logger } from "./logger";
        export const handler = async (event, context) => {
          logger.error({ message: "Failed", requestId: context.awsRequestId });
          //                                   ^^^^^ event
        };
      `,
      },
    },
    "the event as what a logger gets first, which may have to be a message": {
      code: `
        import { logger } from "./logger";
        export const handler = async (event, context) => {
          logger.info(event);
          //          ^^^^^ event
        };
      `,
    },
    "the event where the context is not at hand": {
      code: `
        const show = (event) => console.log(event);
        //                                  ^^^^^ event
        export const handler = async (event) => {
          console.error("Failed", event);
          //                      ^^^^^ event
          show(event);
        };
      `,
    },
    "the event where the context's name means something else": {
      code: `
        export const handler = async (event, context) => {
          for (const context of event.contexts) console.log(context, event);
          //                                                         ^^^^^ event
        };
      `,
    },
    "the event in a helper": `
      const announce = (what, input) => console.log(what, require("util").inspect(input));
      //                                                                          ^^^^^ event
      exports.handler = async (event) => {
        announce("Received", event);
      };
    `,
    "the event as text, for a function of the file that only logs it": {
      code: `
        const log = (message, text) => console.log(message + ": ", text);
        exports.handler = async (event, context) => {
          log("Received", JSON.stringify(event));
          //                             ^^^^^ event
          log("Saved", await save(event.body));
        };
      `,
      suggests: {
        "Log `{ requestId: context.awsRequestId }` instead": `
        const log = (message, text) => console.log(message + ": ", text);
        exports.handler = async (event, context) => {
          log("Received", { requestId: context.awsRequestId });
          //                             ^^^^^ event
          log("Saved", await save(event.body));
        };
      `,
      },
    },
    "the event for a function of the file that is loud once": `
      const log = (level, data) => console.log(level, data);
      //                                              ^^^^ event
      exports.handler = async (event) => {
        log("debug", event);
        log("info", event);
      };
    `,
    "the event as text, for a function of the file that takes a text": {
      code: `
        import type { Context, SNSEvent } from "aws-lambda";
        const log = (message: string, text: string) => console.log(message, text);
        export const handler = async (event: SNSEvent, context: Context) => {
          log("Received", JSON.stringify(event));
          //                             ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        import type { Context, SNSEvent } from "aws-lambda";
        const log = (message: string, text: string) => console.log(message, text);
        export const handler = async (event: SNSEvent, context: Context) => {
          log("Received", context.awsRequestId);
          //                             ^^^^^ event
        };
      `,
      },
    },
    "the event as text in an object, for a function of the file that takes an object of its own": {
      code: `
        import type { Context, SNSEvent } from "aws-lambda";
        const log = (entry: { message: string; text: string }) => console.log(entry);
        export const handler = async (event: SNSEvent, context: Context) => {
          log({ message: "Received", text: JSON.stringify(event) });
          //                                              ^^^^^ event
        };
      `,
    },
    "the event as text in an object, for a function of the file that takes anything": {
      code: `
        import type { Context, SNSEvent } from "aws-lambda";
        const log = (...entries: unknown[]) => console.log(...entries);
        export const handler = async (event: SNSEvent, context: Context) => {
          log("Received", { text: JSON.stringify(event) });
          //                                     ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        import type { Context, SNSEvent } from "aws-lambda";
        const log = (...entries: unknown[]) => console.log(...entries);
        export const handler = async (event: SNSEvent, context: Context) => {
          log("Received", { requestId: context.awsRequestId });
          //                                     ^^^^^ event
        };
      `,
      },
    },
    "the event as text, for a function of the file whose default is a text": {
      code: `
        const log = (message: string, text = "") => console.log(message, text);
        export const handler = async (event, context) => {
          log("Received", JSON.stringify(event));
          //                             ^^^^^ event
        };
      `,
      suggests: {
        "Log `context.awsRequestId` instead": `
        const log = (message: string, text = "") => console.log(message, text);
        export const handler = async (event, context) => {
          log("Received", context.awsRequestId);
          //                             ^^^^^ event
        };
      `,
      },
    },
    "the event for a function whose type is written elsewhere": {
      code: `
        import type { Context, SNSEvent } from "aws-lambda";
        import type { Log } from "./log";
        const log: Log = (message, text) => console.log(message, text);
        export const handler = async (event: SNSEvent, context: Context) => {
          log("Received", JSON.stringify(event));
          //                             ^^^^^ event
        };
      `,
    },
    "the event as text, in a function that stands in the handler": `
      exports.handler = async function (event) {
        log(JSON.stringify(event, undefined, 2));
        //                 ^^^^^ event
        log({ done: await save(event.body) });
        function log(data) {
          console.log(event.requestId, data);
        }
      };
    `,
    "the event among what a function of the file passes on": `
      import { logger } from "./logger";
      const log = (...data) => logger.info(...data);
      export const handler = async (event) => {
        log("Received", event);
        //              ^^^^^ event
        log("Headers", event.headers);
        //             ^^^^^^^^^^^^^ headers
      };
    `,
    "all headers": `
      exports.handler = async (event) => {
        const { headers, body } = event;
        console.log(headers);
        //          ^^^^^^^ headers
        console.log("Again", event.multiValueHeaders);
        //                   ^^^^^^^^^^^^^^^^^^^^^^^ headers
        return { statusCode: 200, body };
      };
    `,
    "the environment": `
      console.log(process.env);
      //          ^^^^^^^^^^^ environment
      exports.handler = async (event) => {
        console.log("Environment", JSON.stringify(process.env), event.id);
        //                                        ^^^^^^^^^^^ environment
      };
    `,
    "the environment of a schedule": `
      import type { ScheduledEvent } from "aws-lambda";
      export const handler = async (event: ScheduledEvent) => console.log(event.id, process.env);
      //                                                                            ^^^^^^^^^^^ environment
    `,
  },
});
