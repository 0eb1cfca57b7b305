import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../rules/plugin.ts";
import { wayOf } from "../src/report/way.ts";
import { review } from "../src/review/review.ts";
import { filesBelow } from "./kit/files.ts";
import { newFolder } from "./kit/folder.ts";
import { root } from "./kit/root.ts";

/** The projects beside the shop show how a pipeline runs the rules; they are tested as such. */
const isOfShop = (path: string) => !/[/\\]ci-/.test(path);

/** The shop as a project of its own. */
const shop = newFolder({ ".git": "" });
cpSync(join(root, "test/samples"), shop, { recursive: true, filter: isOfShop });

/** What `strict` says of a sample: the rule and the source line under it, and below that the way from another file. */
const found = (path: string): string[] => {
  const text = readFileSync(join(root, "test/samples", path), "utf8");
  const lines = text.split("\n");
  const { findings, problems } = review(text, path, { preset: "strict", root: shop });
  assert.deepEqual(problems, []);
  return findings.flatMap(({ rule, line, way }) => [
    `${rule}: ${lines[line - 1]!.trim()}`,
    ...(way ? [`  ${wayOf(way)}`] : []),
  ]);
};

/** Every mistake of the sample service; a file that is not here has none. */
const mistakes: Record<string, string[]> = {
  "customers/find.js": [
    "no-connection-in-handler: const client = new Client({ connectionString: process.env.DATABASE_URL });",
  ],
  "customers/profile.ts": [
    "no-log-event: console.log(event);",
    "no-unguarded-body-parse: const { id } = JSON.parse(event.body!);",
    "no-module-state-from-event: profile = { id, address: event.requestContext.identity.sourceIp };",
    "require-call-timeout: const answer = await fetch(`${process.env.ACCOUNTS_URL}/${id}`);",
    "valid-api-response-body: return { statusCode: answer.status, body: { id, found: answer.ok } as never };",
  ],
  "customers/welcome.ts": [
    "require-cognito-event-return: if (!email) return;",
    "require-idempotency-key: await mail.send(",
  ],
  "deliveries/repositories/deliveries.ts": [
    "no-client-in-handler: const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));",
    "  handler (deliveries/plan.ts:4) → planDelivery (deliveries/use-cases/plan-delivery.ts:5) → saveDelivery (deliveries/repositories/deliveries.ts:10)",
    "no-swallowed-error: } catch (error) {",
    "  handler (deliveries/plan.ts:4) → planDelivery (deliveries/use-cases/plan-delivery.ts:5) → saveDelivery (deliveries/repositories/deliveries.ts:10)",
  ],
  "infra/bookings.template.yaml": [
    "require-queue-dlq: PickUps:",
    "valid-visibility-timeout: PickUps:",
    "no-deprecated-runtime: Runtime: nodejs18.x",
    "require-report-batch-item-failures: PickUps:",
    "no-reserved-env-var: AWS_REGION: eu-west-1",
    "require-bounded-stream-retries: Orders:",
    "require-failure-destination: TellCustomers:",
    "require-memory-and-timeout: TellCustomers:",
    "valid-api-timeout: Timeout: 60",
    "prefer-rds-proxy: DATABASE_HOST: !GetAtt Customers.Endpoint.Address",
  ],
  "infra/fulfilment-stack.ts": [
    'require-queue-dlq: const parcels = new Queue(this, "Parcels");',
    'valid-visibility-timeout: const parcels = new Queue(this, "Parcels");',
    "no-deprecated-runtime: runtime: Runtime.NODEJS_18_X,",
    "require-report-batch-item-failures: shipOrders.addEventSource(new SqsEventSource(parcels));",
    'no-reserved-env-var: environment: { AWS_REGION: "eu-west-1" },',
    "require-bounded-stream-retries: new DynamoEventSource(orders, {",
    'require-failure-destination: const thankCustomers = new NodejsFunction(this, "ThankCustomers", { entry: "src/thank-customers.ts" });',
    'require-memory-and-timeout: const thankCustomers = new NodejsFunction(this, "ThankCustomers", { entry: "src/thank-customers.ts" });',
    "valid-api-timeout: timeout: cdk.Duration.minutes(1),",
    "prefer-rds-proxy: environment: { DATABASE_HOST: cluster.clusterEndpoint.hostname },",
    'require-alias: api.root.addMethod("GET", new LambdaIntegration(findCustomer));',
  ],
  "infra/gifts.template.yaml": ["require-report-batch-item-failures: Gifts:"],
  "infra/uploads.template.json": [
    'require-failure-destination: "MakeThumbnail": {',
    'no-deprecated-runtime: "Runtime": "nodejs18.x",',
    'require-queue-dlq: "WarehouseNotes": { "Type": "AWS::SQS::Queue", "Properties": { "VisibilityTimeout": 30 } },',
    'valid-visibility-timeout: "WarehouseNotes": { "Type": "AWS::SQS::Queue", "Properties": { "VisibilityTimeout": 30 } },',
    'require-alias: "NotesToNotifyWarehouse": {',
    'require-report-batch-item-failures: "NotesToNotifyWarehouse": {',
  ],
  "newsletters/compose.js": [
    'no-write-outside-tmp: writeFileSync("last-letter.json", JSON.stringify(letter));',
    "  handler (newsletters/send.js:4) → compose (newsletters/compose.js:3)",
  ],
  "newsletters/mails.js": [
    "no-floating-promise: readers.forEach(async (reader) => {",
    "  handler (newsletters/send.js:4) → send (newsletters/mails.js:6)",
  ],
  "orders/book-pick-up.ts": [
    "no-promise-all-records: await Promise.all(event.Records.map(async (record) => bookParcel(JSON.parse(record.body))));",
  ],
  "orders/change-gifts.ts": ["require-fifo-stop-on-failure: } catch (error) {"],
  "orders/charge-orders.ts": [
    "no-ignored-batch-item-failures: const response: SQSBatchResponse = { batchItemFailures: [] };",
    "no-unstable-idempotency-key: await stripe.paymentIntents.create({ amount, currency }, { idempotencyKey: randomUUID() });",
    "require-idempotency-key: await mail.send(",
  ],
  "orders/copy-orders.ts": [
    "require-batch-item-failures: for (const record of event.Records) {",
    'no-partial-batch-read: if (record.eventName !== "INSERT") return;',
  ],
  "orders/count-clicks.ts": [
    "valid-batch-item-identifier: return { batchItemFailures: [{ itemIdentifier: record.eventID }] };",
  ],
  "orders/create-order.ts": [
    "no-client-in-handler: const client = new DynamoDBClient({});",
    "no-client-in-handler: const documents = DynamoDBDocumentClient.from(client);",
  ],
  "orders/list-invoices.ts": [
    "no-http-response-to-event-source: return { statusCode: 200 };",
    "no-http-response-to-event-source: return { statusCode: 500, body: String(error) };",
  ],
  "orders/mark-shipped.ts": ["no-swallowed-error: } catch (error) {"],
  "orders/notify-warehouse.ts": [
    "no-partial-batch-read: const order = JSON.parse(event.Records[0]!.body);",
    'no-sync-lambda-invoke: await lambda.send(new InvokeCommand({ FunctionName: "warehouse", Payload: JSON.stringify(order) }));',
    "no-http-response-to-event-source: return { statusCode: 500 };",
    "no-http-response-to-event-source: return { statusCode: 200 };",
  ],
  "orders/ship-orders.ts": ["require-batch-item-failures: for (const record of event.Records) {"],
  "orders/tell-customers.ts": ["no-swallowed-error: } catch (error) {"],
  "orders/wrap-gifts.ts": ["no-ignored-batch-item-failures: return { batchItemFailures };"],
  "points/metrics.ts": [
    'no-floating-promise: this.cloudWatch.send(new PutMetricDataCommand({ Namespace: "shop", MetricData }));',
    "  handler (points/add.ts:8) → PointsService.add (points/points-service.ts:15) → Metrics.count (points/metrics.ts:6)",
  ],
  "points/points-repository.ts": [
    "require-idempotency-key: await this.documents.send(",
    "  handler (points/add.ts:8) → PointsService.add (points/points-service.ts:15) → PointsRepository.add (points/points-repository.ts:7)",
  ],
  "prices/publish.mjs": [
    "no-unawaited-init: const loading = load();",
    "no-uncached-secret: const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));",
    "no-unchecked-batch-write: new BatchWriteItemCommand({ RequestItems: { prices: event.detail.prices.map(itemFor(currencies)) } }),",
    "no-hardcoded-resource-name: new BatchWriteItemCommand({ RequestItems: { prices: event.detail.prices.map(itemFor(currencies)) } }),",
    "no-floating-promise: sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: SecretString }));",
    "require-idempotency-key: sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: SecretString }));",
  ],
  "prices/refund.ts": ["valid-powertools-idempotency: export const handler = makeIdempotent("],
  "receipts/printer.mjs": [
    "no-module-state-from-event: queue.push(receipt);",
    "  handler (receipts/print.mjs:3) → print (receipts/printer.mjs:6)",
    "no-uncached-secret: new GetSecretValueCommand({ SecretId: process.env.PRINTER_KEY }),",
    "  handler (receipts/print.mjs:3) → print (receipts/printer.mjs:6)",
    "require-call-timeout: await fetch(process.env.PRINTER_URL, {",
    "  handler (receipts/print.mjs:3) → print (receipts/printer.mjs:6)",
  ],
  "reports/daily.js": [
    'no-aws-sdk-v2: const AWS = require("aws-sdk");',
    "no-callback-handler: exports.handler = function (event, context, callback) {",
  ],
  "serverless.yml": [
    "no-deprecated-runtime: runtime: nodejs18.x",
    "require-bounded-stream-retries: - stream:",
    "no-reserved-env-var: AWS_LAMBDA_FUNCTION_NAME: charge-orders",
    "require-report-batch-item-failures: - sqs: !GetAtt Charges.Arn",
    "require-failure-destination: dailyReport:",
    "require-memory-and-timeout: dailyReport:",
    "valid-api-timeout: createOrder:",
    "require-queue-dlq: Charges:",
    "valid-visibility-timeout: Charges:",
  ],
  "stock/packages/warehouse/src/reservations.ts": [
    "no-connection-in-handler: const client = new Client({ connectionString: process.env.DATABASE_URL });",
    "  handler (stock/functions/reserve.ts:6) → reserve (stock/packages/warehouse/src/reservations.ts:3)",
  ],
  "stock/shared/settings.ts": [
    "no-uncached-secret: const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.OPENING_PARAMETER }));",
    "  handler (stock/functions/reserve.ts:6) → isOpen (stock/shared/settings.ts:5)",
  ],
  "uploads/make-thumbnail.ts": [
    'prefer-tmp-cache: new GetObjectCommand({ Bucket: process.env.SETTINGS_BUCKET, Key: "thumbnails.json" }),',
    "require-s3-key-decode: new GetObjectCommand({ Bucket: upload.bucket.name, Key: upload.object.key }),",
    'no-write-outside-tmp: await writeFile("thumbnail.jpg", await shrink(bytes, width));',
  ],
  "uploads/sign-cards.ts": [
    "no-recursive-trigger: await s3.send(new PutObjectCommand({ Bucket, Key: `signed/${Key}`, Body }));",
  ],
};

describe("the sample service", () => {
  for (const sample of filesBelow("test/samples", /\.([cm]?[jt]s|ya?ml|json)$/).filter(isOfShop)) {
    const path = sample.replace("test/samples/", "");
    it(mistakes[path] ? `shows its mistakes in ${path}` : `has no finding in ${path}`, () => {
      assert.deepEqual(found(path), mistakes[path] ?? []);
    });
  }

  const shownIn = (files: RegExp): string[] => {
    const shown = Object.entries(mistakes).filter(([path]) => files.test(path));
    const rulesOf = shown.flatMap(([, ofFile]) => ofFile).filter((line) => !line.startsWith(" "));
    return [...new Set(rulesOf.map((mistake) => mistake.split(":")[0]!))].sort();
  };
  const ofPresets = Object.entries(rules).filter(([, { meta }]) => meta.docs.preset !== "off");

  it("shows every rule of a preset at work", () => {
    assert.deepEqual(
      shownIn(/./),
      ofPresets.map(([id]) => id),
    );
  });

  it("shows every rule that reads templates at work in one", () => {
    assert.deepEqual(
      shownIn(/\.(ya?ml|json)$/),
      ofPresets.filter(([, { meta }]) => meta.docs.readsTemplates).map(([id]) => id),
    );
  });
});
