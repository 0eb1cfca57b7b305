import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";
import { templateOf } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";

const foundIn = (code: string) => review(code, "orders.ts", { preset: "recommended" }).handlers;
const evidenceIn = (code: string) => foundIn(code).map(({ evidence }) => evidence);
const keysIn = (code: string) => foundIn(code).flatMap(({ keys }) => keys);

describe("what a review says of handlers", () => {
  it("names the type, the wrapper or the export that shows one", () => {
    assert.deepEqual(
      evidenceIn(`
        import type { SQSHandler } from "aws-lambda";
        export const handler: SQSHandler = async () => {};
      `),
      ["typed SQSHandler"],
    );
    assert.deepEqual(
      evidenceIn(`
        import middy from "@middy/core";
        export const handler = middy(async () => {}).use(logger());
      `),
      ["wrapped in middy"],
    );
    assert.deepEqual(evidenceIn(`export const handler = async (event) => event.a;`), ["exported as handler"]);
  });

  it("names the template that deploys one, too, where it does not say what sends the events", async () => {
    const root = await folderWith({
      "template.yml": templateOf("CodeUri: .", "Handler: orders.handler"),
      "queue.template.yml": templateOf(
        "CodeUri: .",
        "Handler: queue.handler",
        "Events: { Orders: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } } }",
      ),
    });
    const evidenceOf = (filename: string) =>
      review("export const handler = async (event) => event.a;", filename, {
        preset: "recommended",
        root,
      }).handlers.map(({ evidence }) => evidence);
    assert.deepEqual(evidenceOf("orders.ts"), ["exported as handler, template.yml:3"]);
    assert.deepEqual(evidenceOf("queue.ts"), ["queue.template.yml:8"]);
  });

  it("says so where the event itself shows what sends it", () => {
    assert.deepEqual(
      evidenceIn(`
        export const handler = async (event) => {
          for (const { messageId, receiptHandle } of event.Records) console.log(messageId, receiptHandle);
        };
      `),
      ["what it reads of the event"],
    );
  });

  it("names the key that a request is sent with", () => {
    assert.deepEqual(
      keysIn(`
        import type { EventBridgeEvent } from "aws-lambda";
        import Stripe from "stripe";
        const stripe = new Stripe(process.env.STRIPE_KEY!);
        export const handler = async (event: EventBridgeEvent<"placed", { orderId: string }>) => {
          const { orderId } = event.detail;
          const idempotencyKey = \`charge-\${orderId}\`;
          await stripe.paymentIntents.create({ currency: "eur" }, { idempotencyKey });
        };
      `),
      ["charge-${orderId}"],
    );
  });

  it("names the key that Powertools is told to use", () => {
    assert.deepEqual(
      keysIn(`
        import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
        export const handler = makeIdempotent(async (event) => event.detail, {
          persistenceStore,
          config: new IdempotencyConfig({ eventKeyJmesPath: "detail.orderId" }),
        });
      `),
      ["detail.orderId"],
    );
  });

  it("names no key where there is none", () => {
    assert.deepEqual(keysIn(`export const handler = async (event) => event.idempotencyKey;`), []);
  });
});
