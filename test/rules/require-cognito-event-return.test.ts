import { testRule } from "../kit/test-rule.ts";

testRule("require-cognito-event-return", {
  allows: {
    "an event that comes back": `
      exports.handler = async (event) => {
        if (!event.request.userAttributes.email.endsWith("@example.com")) throw new Error("Not invited");
        event.response.autoConfirmUser = true;
        return event;
      };
    `,
    "an event that comes back on each path": `
      exports.handler = async (event) => {
        switch (event.triggerSource) {
          case "PreSignUp_SignUp":
            return { ...event, response: { autoConfirmUser: event.request.userAttributes.email !== "" } };
          case "PreSignUp_ExternalProvider":
            throw new Error("Sign up here");
          default:
            return event;
        }
      };
    `,
    "a copy of the event, and an answer of another function": `
      import type { PostConfirmationTriggerEvent } from "aws-lambda";
      import { answerTo } from "./answers";
      export const handler = async (event: PostConfirmationTriggerEvent) =>
        event.userName ? answerTo(event) : { ...event };
    `,
    "an answer with a response of its own": `
      import type { PreSignUpTriggerEvent } from "aws-lambda";
      export const handler = async (event: PreSignUpTriggerEvent) => ({ response: { autoConfirmUser: true } });
    `,
    "a callback that gets the event": `
      exports.handler = (event, context, callback) => {
        save(event.request.userAttributes, (error) => {
          if (error) return callback(error);
          callback(null, event);
        });
      };
    `,
    "a callback that another function gets": `
      exports.handler = (event, context, callback) => {
        save(event.request.userAttributes, callback);
      };
    `,
    "a context that ends the invocation": `
      exports.handler = function (event, context) {
        if (event.triggerSource === "PreSignUp_SignUp" && event.userPoolId) context.done(null, event);
        else context.fail("Not here");
      };
    `,
    "a context that another function gets": `
      exports.handler = function (event, context) {
        answer(event.request.userAttributes, context);
      };
    `,
    "a chain of promises": `
      exports.handler = (event) => save(event.request.userAttributes).then(() => event);
    `,
    "a rejected sign-in": `
      const reject = (reason) => {
        throw new Error(reason);
      };
      exports.handler = async (event) => {
        if (event.request.userAttributes.blocked !== "true") return event;
        reject("Blocked");
      };
    `,
    "a function of another module that rejects, by its name": `
      import { rejectSignUp } from "./reject";
      export const handler = async (event) => {
        if (event.request.userAttributes.email) return event;
        rejectSignUp("No e-mail");
      };
    `,
    "a custom sender, of which Cognito expects nothing": `
      exports.handler = async (event) => {
        if (event.triggerSource === "CustomEmailSender_SignUp") await send(event.request.userAttributes.email);
      };
    `,
    "a request that keeps the function warm": `
      exports.handler = async (event) => {
        if (event.source === "serverless-plugin-warmup") return "warm";
        await save(event.request.userAttributes);
        return event;
      };
    `,
    "a wrapper that answers": `
      import { trigger } from "./trigger";
      import type { PostConfirmationTriggerEvent } from "aws-lambda";
      export const handler = trigger(async (event: PostConfirmationTriggerEvent) => {
        await save(event.userName);
      });
    `,
    "a function that an entry elsewhere calls": `
      import type { PostConfirmationTriggerEvent } from "aws-lambda";
      export const welcome = async (event: PostConfirmationTriggerEvent) => {
        await send(event.request.userAttributes.email);
      };
    `,
    "a handler of other events too": `
      import type { PostConfirmationTriggerEvent, SQSEvent } from "aws-lambda";
      export const handler = async (event: PostConfirmationTriggerEvent | SQSEvent) => {
        await save(event);
      };
    `,
    "one mark, which is not enough to be sure": `
      exports.handler = async (event) => {
        await save(event.userPoolId);
      };
    `,
    "events of other sources": `
      exports.handler = async (event) => {
        for (const record of event.Records) await save(record.Sns.Message, "userPoolId");
      };
    `,
    "functions inside of the handler": `
      exports.handler = async (event) => {
        const names = Object.keys(event.request.userAttributes).filter((name) => {
          if (name) return true;
        });
        await save(names);
        return event;
      };
    `,
  },

  reports: {
    "a handler that returns nothing": {
      code: `
        exports.handler = async (event) => {
          await save(event.request.userAttributes);
        };
      //^ nothing
      `,
      suggests: {
        "Return `event`": `
        exports.handler = async (event) => {
          await save(event.request.userAttributes);
          return event;
        };
      //^ nothing
      `,
      },
    },
    "a branch that forgets to return": {
      code: `
        import type { PostConfirmationTriggerHandler } from "aws-lambda";
        export const handler: PostConfirmationTriggerHandler = async (event) => {
          if (event.triggerSource === "PostConfirmation_ConfirmSignUp") {
            await send(event.request.userAttributes.email)
            return event
          }
        }
      //^ nothing
      `,
      filename: "handler.ts",
      suggests: {
        "Return `event`": `
        import type { PostConfirmationTriggerHandler } from "aws-lambda";
        export const handler: PostConfirmationTriggerHandler = async (event) => {
          if (event.triggerSource === "PostConfirmation_ConfirmSignUp") {
            await send(event.request.userAttributes.email)
            return event
          }
          return event;
        }
      //^ nothing
      `,
      },
    },
    "an error that is only logged": `
      exports.handler = async (event) => {
        try {
          await save(event.request.userAttributes);
          return event;
        } catch (error) {
          console.error(error);
        }
      };
    //^ nothing
    `,
    "a bare return": {
      code: `
        exports.handler = async (input) => {
          if (!input.request.userAttributes.email) return;
          //                                       ^^^^^^^ nothing
          return input;
        };
      `,
      suggests: {
        "Return `input`": `
        exports.handler = async (input) => {
          if (!input.request.userAttributes.email) return input;
          //                                       ^^^^^^^ nothing
          return input;
        };
      `,
      },
    },
    "undefined and null": `
      exports.handler = async (event) => {
        if (!event.request.userAttributes.email) return undefined;
        //                                              ^^^^^^^^^ nothing
        return event.userName ? event : null;
        //                              ^^^^ nothing
      };
    `,
    "an answer for an API": {
      code: `
        exports.handler = async (event) => {
          await save(event.request.userAttributes);
          return { statusCode: 200, body: "ok" };
          //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
        };
      `,
      suggests: {
        "Return `event`": `
        exports.handler = async (event) => {
          await save(event.request.userAttributes);
          return event;
          //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
        };
      `,
      },
    },
    "a name for something else": `
      exports.handler = async (event) => {
        const done = true;
        await save(event.request.userAttributes);
        return done;
        //     ^^^^ other
      };
    `,
    "a callback that gets nothing": {
      code: `
        exports.handler = (event, context, callback) => {
          save(event.request.userAttributes, (error) => {
            if (error) callback(error);
            else callback(null);
            //   ^^^^^^^^^^^^^^ nothing
          });
        };
      `,
      suggests: {
        "Return `event`": `
        exports.handler = (event, context, callback) => {
          save(event.request.userAttributes, (error) => {
            if (error) callback(error);
            else callback(null, event);
            //   ^^^^^^^^^^^^^^ nothing
          });
        };
      `,
      },
    },
    "a callback without arguments": {
      code: `
        exports.handler = (event, context, callback) => {
          callback();
       // ^^^^^^^^^^ nothing
          return save(event.request.userAttributes);
        };
      `,
      suggests: {
        "Return `event`": `
        exports.handler = (event, context, callback) => {
          callback(null, event);
       // ^^^^^^^^^^ nothing
          return save(event.request.userAttributes);
        };
      `,
      },
    },
    "a context that is told something else": `
      exports.handler = (event, context) => {
        if (event.userPoolId && event.triggerSource) context.succeed("ok");
        //                                                           ^^^^ other
      };
    `,
    "a function without async that answers nobody": `
      exports.handler = (event, context) => {
        console.log(context.awsRequestId, event.request.userAttributes);
      };
    //^ nothing
    `,
    "a body of one line": {
      code: `
        exports.handler = async (event) => { await save(event.request.userAttributes) };
        //                                                                            ^ nothing
      `,
      suggests: {
        "Return `event`": `
        exports.handler = async (event) => { await save(event.request.userAttributes); return event };
        //                                                                            ^ nothing
      `,
      },
    },
    "an event without a name, or with a type that forbids it": {
      code: `
        import type { PostConfirmationTriggerEvent } from "aws-lambda";
        export const handler = async ({ request }: PostConfirmationTriggerEvent) => {
          await save(request.userAttributes);
        };
      //^ nothing
        export const main = async (event: PostConfirmationTriggerEvent): Promise<void> => {
          await save(event.request.userAttributes);
        };
      //^ nothing
      `,
      filename: "handler.ts",
    },
  },
});
