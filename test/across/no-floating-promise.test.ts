import { testAcross } from "../kit/across.ts";

testAcross("no-floating-promise", {
  allows: {
    "a promise that a helper gives to its caller": {
      in: "src/audit.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            await note(event.requestContext.requestId);
          };
        `,
        "src/audit.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export const note = async (id) => sns.send(new PublishCommand({ Message: id }));
        `,
      },
    },
    "work of a handler with a callback, where Lambda waits for all there is": {
      in: "src/audit.js",
      files: {
        "src/api.js": `
          const { note } = require("./audit");
          exports.handler = function (event, context, callback) {
            note(event.id);
            callback(null, "done");
          };
        `,
        "src/audit.js": `
          const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
          const sns = new SNSClient({});
          exports.note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          };
        `,
      },
    },
    "work of a handler that streams its answer": {
      in: "src/audit.js",
      files: {
        "src/api.js": `
          const { note } = require("./audit");
          exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
            await note(event.id);
            stream.end();
          });
        `,
        "src/audit.js": `
          const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
          const sns = new SNSClient({});
          exports.note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          };
        `,
      },
    },
  },

  reports: {
    "a promise that a helper lets go": {
      in: "src/audit.ts",
      files: {
        "src/api.ts": `
          import { note } from "./audit";
          export const handler = async (event) => {
            await note(event.requestContext.requestId);
          };
        `,
        "src/audit.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export const note = async (id) => {
            sns.send(new PublishCommand({ Message: id }));
          //^^^^^^^^ promise
          };
        `,
      },
    },
    "promises of a loop in a method": {
      in: "src/notes.ts",
      files: {
        "src/queue.ts": `
          import { Notes } from "./notes";
          const notes = new Notes();
          export const handler = async (event) => {
            await notes.send(event.Records);
          };
        `,
        "src/notes.ts": `
          import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
          const sns = new SNSClient({});
          export class Notes {
            async send(records) {
              records.forEach(async ({ body }) => {
            //^^^^^^^^^^^^^^^ forEach
                await sns.send(new PublishCommand({ Message: body }));
              });
            }
          }
        `,
      },
    },
  },
});
