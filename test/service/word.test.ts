import assert from "node:assert/strict";
import { foundIn, templateOf } from "../kit/deployed.ts";

const loop = `
  import { save } from "./save.js";
  export const handler = async (event) => {
    for (const record of event.Records) {
      console.log(record.messageId, record.receiptHandle);
      await save(record.body);
    }
  };
`;

const queueWith = (...lines: string[]) =>
  templateOf(
    "Handler: src/app.handler",
    "Events:",
    "  Queue:",
    "    Type: SQS",
    "    Properties:",
    "      Queue: arn:aws:sqs:eu-west-1:111122223333:orders",
    ...lines.map((line) => `      ${line}`),
  );

/** The ids of rules that report something, without their messages. */
const idsIn = async (...given: Parameters<typeof foundIn>) =>
  (await foundIn(...given)).map((found) => found.replace(/:.*/s, ""));

describe("the word of a template", () => {
  describe("on the size of batches", () => {
    const idsWith = (files: Record<string, string>, settings = {}) =>
      idsIn("src/app.js", { "src/app.js": loop, ...files }, settings);
    const reported = ["require-batch-item-failures"];

    it("silences what is said of batches where each is one record", async () => {
      assert.deepEqual(await idsWith({ "template.yml": queueWith("BatchSize: 1") }), []);
    });

    it("does not where a batch may be more, or that cannot be told", async () => {
      for (const size of ["BatchSize: 10", "BatchSize: !Ref Size", "Enabled: true"])
        assert.deepEqual(await idsWith({ "template.yml": queueWith(size) }), reported);
      assert.deepEqual(await idsWith({}), reported);
    });

    it("does not where one of several deployments has more", async () => {
      const [one, more] = [queueWith("BatchSize: 1"), queueWith("BatchSize: 5")];
      assert.deepEqual(await idsWith({ "template.yml": one, "b.template.yml": more }), reported);
      assert.deepEqual(await idsWith({ "template.yml": one, "b.template.yml": one }), []);
    });

    it("is not heard where the settings say so", async () => {
      const files = { "template.yml": queueWith("BatchSize: 1") };
      assert.deepEqual(await idsWith(files, { templates: false }), reported);
    });

    it("is given by the settings where no template can be read", async () => {
      const settingFor = (files: string) => ({ handlers: [{ files, source: "sqs", batchSize: 1 }] });
      assert.deepEqual(await idsWith({}, settingFor("src/*.js")), []);
      assert.deepEqual(await idsWith({}, settingFor("**/{app,other}.js")), []);
      assert.deepEqual(await idsWith({}, settingFor("*.js")), reported);
    });

    it("speaks of leaving a loop early too", async () => {
      const code = loop.replace(
        "await save(record.body);",
        "if (!record.body) return;\n await save(record.body);",
      );
      const idsFor = (size: number) =>
        idsIn("src/app.js", { "src/app.js": code, "template.yml": queueWith(`BatchSize: ${size}`) });
      assert.ok((await idsFor(10)).includes("no-partial-batch-read"));
      assert.deepEqual(await idsFor(1), []);
    });
  });

  describe("on what invokes a function", () => {
    const swallowing = `
      import { run } from "./run.js";
      export const nightly = async (event) => {
        try { await run(event); } catch (error) { console.error(error); }
      };
    `;
    const idsWith = (template: string, settings = {}) =>
      idsIn("src/jobs.js", { "src/jobs.js": swallowing, "template.yml": template }, settings);
    const events = (type: string, ...lines: string[]) =>
      templateOf("Handler: src/jobs.nightly", "Events:", "  One:", `    Type: ${type}`, ...lines);

    it("is taken where the code shows nothing", async () => {
      assert.deepEqual(await idsWith(events("SNS", "    Properties: { Topic: !Ref Topic }")), [
        "no-swallowed-error",
      ]);
      assert.deepEqual(await idsWith(events("Api", "    Properties: { Path: /, Method: get }")), []);
    });

    it("is not where something else may invoke it", async () => {
      const both = events("SNS", "    Properties: { Topic: !Ref Topic }", "  Other:", "    Type: Strange");
      assert.deepEqual(await idsWith(both), []);
    });

    it("can come from the settings", async () => {
      const handlers = [{ files: "src/*.js", export: "nightly", source: "sns" }];
      assert.deepEqual(await idsWith("", { handlers }), ["no-swallowed-error"]);
      assert.deepEqual(await idsWith("", { handlers: [{ ...handlers[0], source: "snss" }] }), []);
    });
  });

  describe("on what Lambda calls", () => {
    const code = `
      import { S3Client } from "@aws-sdk/client-s3";
      export const sync = async () => {
        const s3 = new S3Client({});
        return s3.config;
      };
    `;
    const idsWith = (template: string) =>
      idsIn("src/sync.ts", { "src/sync.ts": code, "template.yml": template });

    it("makes a handler of a function that does not look like one", async () => {
      assert.deepEqual(await idsWith(templateOf("Handler: src/sync.sync")), ["no-client-in-handler"]);
      assert.deepEqual(await idsWith(templateOf("Handler: src/sync.other")), []);
      assert.deepEqual(await idsWith(templateOf("Handler: src/other.sync")), []);
    });
  });

  describe("reaches the rules that ask what invokes a function:", () => {
    const eventOf = (type: string, ...lines: string[]) =>
      templateOf(
        "Handler: app.handler",
        "Events:",
        "  One:",
        `    Type: ${type}`,
        "    Properties:",
        ...lines.map((line) => `      ${line}`),
      );
    const queue = (...lines: string[]) =>
      eventOf("SQS", "Queue: arn:aws:sqs:eu-west-1:111122223333:orders", ...lines);
    const topic = eventOf("SNS", "Topic: arn:aws:sns:eu-west-1:111122223333:orders");
    const api = eventOf("Api", "Path: /orders", "Method: post");
    const idsWith = (code: string, template: string) =>
      idsIn("app.js", { "app.js": code, "template.yaml": template });

    it("no-unstable-idempotency-key", async () => {
      const code = `
        import Stripe from "stripe";
        const stripe = new Stripe(process.env.STRIPE);
        export const handler = async (event) => {
          await stripe.refunds.create(event.refund, { idempotencyKey: event.requestContext.requestId });
        };
      `;
      assert.deepEqual(await idsWith(code, api), ["no-unstable-idempotency-key"]);
      assert.deepEqual(await idsWith(code, eventOf("ScheduleV2", "ScheduleExpression: rate(1 hour)")), []);
    });

    it("require-idempotency-key", async () => {
      const code = `
        import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
        const mail = new SESv2Client({});
        export const handler = async (event) => {
          await mail.send(new SendEmailCommand({ Content: event.content }));
        };
      `;
      assert.deepEqual(await idsWith(code, topic), ["require-idempotency-key"]);
      assert.deepEqual(await idsWith(code, api), []);
      assert.deepEqual(await idsWith(code, ""), []);
    });

    it("require-batch-item-failures", async () => {
      const code = `
        import { save } from "./save.js";
        export const handler = async (event) => {
          for (const record of event.Records) await save(record);
        };
      `;
      assert.deepEqual(await idsWith(code, queue("BatchSize: 10")), ["require-batch-item-failures"]);
      assert.deepEqual(await idsWith(code, queue("BatchSize: 1")), []);
      assert.deepEqual(await idsWith(code, topic), []);
      assert.deepEqual(await idsWith(code, ""), []);
    });

    it("no-http-response-to-event-source", async () => {
      const code = `
        import { save } from "./save.js";
        export const handler = async (event) => {
          try {
            await save(event);
          } catch {
            return { statusCode: 500 };
          }
        };
      `;
      assert.deepEqual(await idsWith(code, topic), ["no-http-response-to-event-source"]);
      assert.deepEqual(await idsWith(code, api), []);
      assert.deepEqual(await idsWith(code, ""), []);
    });

    it("no-partial-batch-read", async () => {
      const code = `
        import { save } from "./save.js";
        export const handler = async (event) => save(event.Records[0]);
      `;
      assert.deepEqual(await idsWith(code, queue("BatchSize: 10")), ["no-partial-batch-read"]);
      assert.deepEqual(await idsWith(code, queue("BatchSize: 1")), []);
      assert.deepEqual(await idsWith(code, topic), []);
      assert.deepEqual(await idsWith(code, ""), []);
    });
  });

  it("is silent, where settings give it, on what these cannot say", async () => {
    const code = `
      export const handler = async (event) => ({
        batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
      });
    `;
    const handlers = [{ files: "app.js", source: "sqs", batchSize: 10 }];
    assert.deepEqual(await idsIn("app.js", { "app.js": code }, { handlers }), []);
  });

  it("says nothing of code that is deployed to another cloud", async () => {
    const files = { "src/app.js": loop };
    const framework = (name: string) => `service: a\nprovider:\n  name: ${name}\n`;
    assert.deepEqual(await idsIn("src/app.js", { ...files, "serverless.yml": framework("google") }), []);
    assert.deepEqual(await idsIn("src/app.js", { ...files, "serverless.yml": framework("aws") }), [
      "require-batch-item-failures",
    ]);
  });

  it("tells a runtime that still knows callbacks from one that does not", async () => {
    const code = "exports.handler = (event, context, callback) => callback(null, event);\n";
    const messageOn = async (runtime: string) =>
      (
        await foundIn("app.js", {
          "app.js": code,
          "template.yml": templateOf("Handler: app.handler", runtime),
        })
      )[0];
    assert.match((await messageOn("Runtime: nodejs22.x"))!, /: After nodejs22\.x, Node\.js 24 refuses/);
    const onInstances = "CapacityProviderConfig: { Arn: !GetAtt Instances.Arn }";
    assert.match((await messageOn(onInstances))!, /: Node\.js on Managed Instances refuses/);
    for (const runtime of ["Runtime: nodejs24.x", "Runtime: !Ref Runtime", "MemorySize: 128"])
      assert.match((await messageOn(runtime))!, /: Node\.js 24 refuses/);
  });
});
