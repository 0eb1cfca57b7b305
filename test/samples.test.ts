import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../rules/plugin.ts";
import { review } from "../src/review/review.ts";
import { filesBelow } from "./kit/files.ts";
import { root } from "./kit/root.ts";

/** What `recommended` says of a sample: the rule and the source line under it. */
const found = (path: string): string[] => {
  const text = readFileSync(join(root, path), "utf8");
  const lines = text.split("\n");
  const { findings, problems } = review(text, path, { preset: "recommended" });
  assert.deepEqual(problems, []);
  return findings.map(({ rule, line }) => `${rule}: ${lines[line - 1]!.trim()}`);
};

/** Every mistake of the sample service; a file that is not here has none. */
const mistakes: Record<string, string[]> = {
  "test/samples/customers/find.js": [
    "no-connection-in-handler: const client = new Client({ connectionString: process.env.DATABASE_URL });",
  ],
  "test/samples/orders/charge-orders.ts": [
    "no-unstable-idempotency-key: await stripe.paymentIntents.create({ amount, currency }, { idempotencyKey: randomUUID() });",
    "require-idempotency-key: await mail.send(",
  ],
  "test/samples/orders/copy-orders.ts": [
    "require-batch-item-failures: for (const record of event.Records) {",
    'no-partial-batch-read: if (record.eventName !== "INSERT") return;',
  ],
  "test/samples/orders/count-clicks.ts": [
    "valid-batch-item-identifier: return { batchItemFailures: [{ itemIdentifier: record.eventID }] };",
  ],
  "test/samples/orders/create-order.ts": [
    "no-client-in-handler: const client = new DynamoDBClient({});",
    "no-client-in-handler: const documents = DynamoDBDocumentClient.from(client);",
  ],
  "test/samples/orders/list-invoices.ts": [
    "no-http-response-to-event-source: return { statusCode: 500, body: String(error) };",
  ],
  "test/samples/orders/mark-shipped.ts": ["no-swallowed-error: } catch (error) {"],
  "test/samples/orders/ship-orders.ts": [
    "require-batch-item-failures: for (const record of event.Records) {",
  ],
  "test/samples/reports/daily.js": [
    'no-aws-sdk-v2: const AWS = require("aws-sdk");',
    "no-callback-handler: exports.handler = function (event, context, callback) {",
  ],
};

describe("the sample service", () => {
  for (const path of filesBelow("test/samples", /\.[cm]?[jt]s$/)) {
    it(mistakes[path] ? `shows its mistakes in ${path}` : `has no finding in ${path}`, () => {
      assert.deepEqual(found(path), mistakes[path] ?? []);
    });
  }

  it("shows every rule at work", () => {
    const shown = new Set(
      Object.values(mistakes)
        .flat()
        .map((mistake) => mistake.split(":")[0]),
    );
    assert.deepEqual([...shown].sort(), Object.keys(rules));
  });
});
