import { idInWords } from "../../rules/lambda/event-ids.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import { probe } from "../kit/probe.ts";

const words = probe((lambda, sourceCode) =>
  nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)
    .filter(({ callee }) => callee.type === "Identifier" && callee.name === "charge")
    .map((call) => {
      const [source] = lambda.sourcesAt(call);
      return { at: call.callee, says: idInWords(source!, call, lambda, sourceCode) };
    }),
);

words("the id of an event is called as the code calls it", {
  "where it has a name for the record, or for the id": `
    import type { SQSEvent } from "aws-lambda";
    export const orders = async ({ Records }: SQSEvent) => {
      for (const message of Records) await charge(message.body);
      //                                   ^^^^^^ \`message.messageId\`
      for (const { messageId, body } of Records) await charge(body);
      //                                               ^^^^^^ \`messageId\`
    };
  `,
  "and by the name that everybody knows where it has none": `
    import type { SQSEvent } from "aws-lambda";
    export const orders = async ({ Records }: SQSEvent) => {
      for (const { body } of Records) await charge(body);
      //                                    ^^^^^^ \`record.messageId\`
    };
  `,
});
