import assert from "node:assert/strict";
import type { Finding } from "../../src/review/finding.ts";
import { edited } from "../../src/review/edits.ts";
import { review } from "../../src/review/review.ts";
import { templateOf, withQueue } from "../kit/deployed.ts";
import { newFolder } from "../kit/folder.ts";

type Texts = Record<string, string>;

const inTemplate = "require-report-batch-item-failures";

const loop = `  for (const record of event.Records) {
    try {
      await save(record.body);
    } catch (error) {
      console.error(error);
    }
  }
`;

/** A handler that forgets the errors of its records. */
const handler = (name = "run", body = loop): string => `import { save } from "./save.js";
export const ${name} = async (event: import("aws-lambda").SQSEvent) => {
${body}};
`;

const reporting = `  const batchItemFailures: { itemIdentifier: string }[] = [];
${loop.replace(
  "console.error(error);",
  "console.error(error);\n      batchItemFailures.push({ itemIdentifier: record.messageId });",
)}  return { batchItemFailures };
`;

const silent = withQueue("src/orders.run");
/** The same of another function, without what stands at the top of a template. */
const another = (name: string): string =>
  withQueue(name)
    .replace(/^.*\n.*\n/, "")
    .replace("Orders:", "Others:");
const asking = withQueue("src/orders.run", "FunctionResponseTypes: [ReportBatchItemFailures]");

/** What is found of lost records and of what their deployment says, file after file. */
function findingsIn(files: Texts): (Finding & { file: string })[] {
  const root = newFolder({ ".git": "", ...files });
  return Object.entries(files).flatMap(([file, text]) =>
    review(text, file, { preset: "recommended", root })
      .findings.filter(({ rule }) => /batch-item-failures|swallowed/.test(rule))
      .map((finding) => ({ ...finding, file })),
  );
}

/** The same in a line each: where, which rule, and what belongs together or why nothing does. */
const linesOf = (files: Texts): string[] =>
  findingsIn(files).map(({ file, line, rule, joint, suggestions: [first] }) => {
    const offered = joint ? ("obstacle" in joint ? `not: ${joint.obstacle}` : joint.title) : first?.title;
    return `${file}:${line} ${rule}: ${offered ?? "-"}`;
  });

/** The files after the change that belongs to the first finding of a rule. */
function after(files: Texts, rule = "no-swallowed-error"): Texts {
  const joint = findingsIn(files).find((finding) => finding.rule === rule)?.joint;
  assert.ok(joint && "files" in joint, JSON.stringify(joint));
  for (const { file, before } of joint.files) assert.equal(before, files[file]);
  const changed = joint.files.map(({ file, edits }) => [file, edited(files[file]!, edits)]);
  return { ...files, ...(Object.fromEntries(changed) as Texts) };
}

const both = "Report this record as failed, and set `ReportBatchItemFailures` in";

describe("a change for a record that is lost", () => {
  const files = { "src/orders.ts": handler(), "template.yml": silent };

  it("is that of code and template together, from either", () => {
    assert.deepEqual(linesOf(files), [
      `src/orders.ts:6 no-swallowed-error: ${both} template.yml`,
      `template.yml:8 ${inTemplate}: ${both} template.yml`,
    ]);
    assert.deepEqual(after(files, inTemplate), after(files));
  });

  it("leaves nothing to find, and no reminder of what it does itself", () => {
    const changed = after(files);
    assert.equal(changed["src/orders.ts"], handler("run", reporting));
    assert.match(changed["template.yml"]!, /FunctionResponseTypes:\n +- ReportBatchItemFailures\n$/);
    assert.deepEqual(linesOf(changed), []);
  });

  it("is made in CloudFormation, in serverless.yml and in CDK code alike", () => {
    const templates = {
      "stack.json": JSON.stringify({
        Resources: {
          Save: { Type: "AWS::Lambda::Function", Properties: { Handler: "src/orders.run", Code: "." } },
          OrdersToSave: {
            Type: "AWS::Lambda::EventSourceMapping",
            Properties: {
              FunctionName: { Ref: "Save" },
              EventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders",
            },
          },
        },
      }),
      "serverless.yml": `service: orders
provider: { name: aws }
functions:
  save:
    handler: src/orders.run
    events:
      - sqs: arn:aws:sqs:eu-west-1:111122223333:orders
`,
      "lib/stack.ts": `import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
const save = new NodejsFunction(this, "Save", { entry: "src/orders.ts", handler: "run" });
save.addEventSource(new SqsEventSource(queue, { batchSize: 10 }));
`,
    };
    for (const [name, template] of Object.entries(templates)) {
      const deployed = { "cdk.json": "{}", "src/orders.ts": handler(), [name]: template };
      const changed = after(deployed);
      assert.deepEqual(after(deployed, inTemplate), changed);
      assert.match(changed[name]!, /ReportBatchItemFailures/i);
      assert.deepEqual(linesOf(changed), []);
    }
  });

  it("sets what all templates lack, and nothing of other functions", () => {
    const deployed = {
      "src/orders.ts": handler(),
      "src/others.ts": handler(),
      "a.template.yml": silent,
      "template.yml": silent + another("src/others.run"),
    };
    const changed = after(deployed);
    assert.deepEqual(linesOf(changed), [
      `src/others.ts:6 no-swallowed-error: ${both} template.yml`,
      `template.yml:19 ${inTemplate}: ${both} template.yml`,
    ]);
    assert.deepEqual(linesOf(after(changed)), []);
  });

  it("sets all mappings of a function that is exported under two names", () => {
    const aliased = `${handler()}export const other = run;\n`;
    const deployed = {
      "src/orders.ts": aliased,
      "template.yml": silent,
      "b.template.yml": silent.replace("run", "other"),
    };
    assert.deepEqual(linesOf(after(deployed)), []);
    assert.deepEqual(after(deployed, inTemplate), after(deployed));
  });

  it("leaves alone another handler of the file, and another record that is lost", () => {
    const second = handler("other").replace(/^.*\n/, "");
    const two = {
      "src/orders.ts": handler() + second,
      "template.yml": silent + another("src/orders.other"),
    };
    const changed = after(two);
    assert.deepEqual(linesOf(changed), [
      `src/orders.ts:18 no-swallowed-error: ${both} template.yml`,
      `template.yml:19 ${inTemplate}: ${both} template.yml`,
    ]);
    assert.deepEqual(linesOf(after(changed)), []);
    const twice = { ...files, "src/orders.ts": handler("run", loop + loop) };
    assert.deepEqual(linesOf(after(twice)), [
      "src/orders.ts:15 no-swallowed-error: Report this record as failed",
    ]);
  });

  it("leaves alone what a handler of the same name in another file calls in this one", () => {
    const calling = `import { helper } from "./orders.js";
export const run = async (event: import("aws-lambda").SQSEvent) => { await helper(event); };
`;
    const helper = handler("helper").replace(/^.*\n/, "");
    const fine = handler(
      "run",
      "  for (const record of event.Records) {\n    await save(record.body);\n  }\n",
    );
    const called = { "src/orders.ts": fine + helper, "src/all.ts": calling, "template.yml": silent };
    assert.deepEqual(linesOf(called), [
      "src/orders.ts:3 require-batch-item-failures: Return `batchItemFailures` for failed records, and set `ReportBatchItemFailures` in template.yml",
      "src/orders.ts:11 no-swallowed-error: Rethrow the error",
      `template.yml:8 ${inTemplate}: Return \`batchItemFailures\` for failed records, and set \`ReportBatchItemFailures\` in template.yml`,
    ]);
  });

  it("is made where a list is there that nothing was ever put into", () => {
    const empty = `  const response: import("aws-lambda").SQSBatchResponse = { batchItemFailures: [] };
${loop}  return response;
`;
    const changed = after({ ...files, "src/orders.ts": handler("run", empty) });
    assert.match(changed["src/orders.ts"]!, /response\.batchItemFailures\.push\(\{ itemIdentifier:/);
    assert.deepEqual(linesOf(changed), []);
  });

  it("goes with the mapping that lacks the setting where another has it", () => {
    const deployed = { "src/orders.ts": handler(), "template.yml": asking, "b.template.yml": silent };
    const changed = after(deployed, "no-ignored-batch-item-failures");
    assert.deepEqual([changed["template.yml"], linesOf(changed)], [asking, []]);
  });

  describe("is that of the code alone", () => {
    const alone = (deployed: Texts) => {
      const [finding] = findingsIn(deployed);
      assert.match(finding!.rule, /swallowed|ignored/);
      return [finding!.joint, finding!.suggestions.map(({ title }) => title)];
    };
    const suggestions = ["Report this record as failed", "Rethrow the error"];

    it("where no template names the handler", () => {
      assert.deepEqual(alone({ "src/orders.ts": handler() }), [undefined, suggestions]);
      const others = withQueue("src/others.run");
      assert.deepEqual(alone({ "src/orders.ts": handler(), "template.yml": others }), [
        undefined,
        suggestions,
      ]);
    });

    it("where all mappings have the setting", () => {
      assert.deepEqual(alone({ ...files, "template.yml": asking }), [undefined, suggestions]);
    });

    it("where one mapping has it, and nobody can set another", () => {
      const open = withQueue("src/orders.run", "FunctionResponseTypes: !Ref Types");
      assert.deepEqual(alone({ ...files, "template.yml": asking, "b.template.yml": open }), [
        undefined,
        suggestions,
      ]);
    });

    it("where other records are named already: what the mapping lacks is found by itself", () => {
      const named = reporting.replace("  return", `${loop}  return`);
      assert.deepEqual(linesOf({ ...files, "src/orders.ts": handler("run", named) }), [
        "src/orders.ts:15 no-swallowed-error: Report this record as failed",
        "src/orders.ts:19 no-ignored-batch-item-failures: Set `ReportBatchItemFailures` in template.yml",
        `template.yml:8 ${inTemplate}: Set \`ReportBatchItemFailures\``,
      ]);
    });

    it("where the queue is in order, and the error is to be thrown again", () => {
      for (const fifo of [
        silent.replace(":orders", ":orders.fifo"),
        `${silent.replace("arn:aws:sqs:eu-west-1:111122223333:orders", "!GetAtt Queue.Arn")}  Queue:
    Type: AWS::SQS::Queue
    Properties: { FifoQueue: true }
`,
      ])
        for (const others of [{}, { "b.template.yml": silent }] as Texts[])
          assert.deepEqual(alone({ "src/orders.ts": handler(), "template.yml": fifo, ...others }), [
            undefined,
            ["Rethrow the error"],
          ]);
    });

    it("where a helper in another file loses the record", () => {
      const calling = `import { run } from "./orders.js";
export const all = async (event) => { await run(event); };
`;
      // Beside a handler, what others call need not be one.
      const beside = handler("other", "  await save(event);\n") + handler().replace(/^.*\n/, "");
      const called = { "src/orders.ts": beside, "src/all.ts": calling };
      const [finding] = findingsIn({ ...called, "template.yml": withQueue("src/all.all") });
      assert.deepEqual([finding!.way?.length, finding!.joint], [2, undefined]);
    });
  });

  describe("is not offered, with a sentence why,", () => {
    const obstacleWith = (template: string, more: Texts = {}) =>
      linesOf({ ...files, "template.yml": template, ...more })[0]!.replace(/^.*?: not: /, "");

    it("where a parameter decides", () => {
      assert.equal(
        obstacleWith(withQueue("src/orders.run", "FunctionResponseTypes: !Ref Types")),
        "This mapping does not show whether it has `ReportBatchItemFailures`.",
      );
    });

    it("where the template shows no mapping", () => {
      assert.match(obstacleWith(templateOf("Handler: src/orders.run")), /does not show the mapping/);
    });

    it("where a stream, whose records have other names, invokes the function too", () => {
      const stream = "        Clicks: { Type: Kinesis, Properties: { Stream: !GetAtt Clicks.Arn } }\n";
      assert.equal(
        obstacleWith(silent + stream),
        "`run` has to return the records that failed, which takes a person.",
      );
    });
  });
});
