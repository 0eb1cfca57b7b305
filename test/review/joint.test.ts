import assert from "node:assert/strict";
import plugin from "../../rules/plugin.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service, usualLimits } from "../../rules/service/service.ts";
import type { Finding, ReviewOptions } from "../../src/review/finding.ts";
import { edited } from "../../src/review/edits.ts";
import { jointChangeFor, seenFrom } from "../../src/review/joint.ts";
import { review } from "../../src/review/review.ts";
import { sourceCodeOf } from "../../src/review/source-code.ts";
import { templateOf } from "../kit/deployed.ts";
import { findingWith } from "../report/findings.ts";

const inCode = "require-batch-item-failures";
const inTemplate = "require-report-batch-item-failures";

const handler = `import type { SQSEvent } from "aws-lambda";
import { save } from "./save";

export const run = async (event: SQSEvent) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;

const sideBySide = handler.replace(
  /for [^]*\n {2}\}/,
  "await Promise.all(event.Records.map(async (record) => { await save(record.body); }));",
);

/** A function with mappings; `settings` are those of each. */
const sam = (...settings: string[][]): string =>
  templateOf(
    "Handler: src/orders.run",
    "Events:",
    ...settings.flatMap((lines, index) => [
      `  Queue${index}:`,
      "    Type: SQS",
      "    Properties:",
      `      Queue: arn:aws:sqs:eu-west-1:111122223333:orders${index}`,
      ...lines.map((line) => `      ${line}`),
    ]),
  );

const naming = "export const run = async (event) => ({ batchItemFailures: await failed(event.Records) });\n";

type Texts = Record<string, string>;

/** How a repository is looked at. */
interface Look {
  limits?: typeof usualLimits;
  preset?: ReviewOptions["preset"];
}

/** What belongs to a finding in a file of some: files after the change, or why there is none. */
function changeFor(
  finding: Finding,
  files: Texts,
  path: string,
  { limits = usualLimits, preset = "strict" }: Look = {},
) {
  const change = jointChangeFor(finding, path, {
    service: new Service(new FilesInMemory(files), limits),
    nameOf: (file) => file,
    sourceOf: (file) => sourceCodeOf(files[file]!, file),
    findingsOf: (file) => review(files[file]!, file, { preset }).findings,
  });
  if (!change || "obstacle" in change) return change;
  return {
    title: change.title,
    files: Object.fromEntries(change.files.map(({ file, edits }) => [file, edited(files[file]!, edits)])),
  };
}

/** The same for what a rule finds in the file. */
function joint(files: Texts, path: string, rule: string, look: Look = {}) {
  const [finding] = review(files[path]!, path, { preset: look.preset ?? "strict", rule }).findings;
  assert.ok(finding, `${rule} reports nothing in ${path}.`);
  return changeFor(finding, files, path, look);
}

/** The text of a template after the change that belongs to the finding in the handler's code. */
function templateAfter(files: Record<string, string>, template = "template.yml"): string | undefined {
  const change = joint(files, "src/orders.ts", inCode);
  return change && "files" in change ? change.files[template] : change?.obstacle;
}

describe("a change of code and template", () => {
  it("pairs rules that there are", () => {
    const losing = ["no-ignored-batch-item-failures", "no-swallowed-error"];
    for (const id of [inCode, "no-promise-all-records", inTemplate, ...losing])
      assert.ok(plugin.rules[id]!.meta.hasSuggestions);
  });

  it("belongs to the finding in the code", () => {
    const files = { "src/orders.ts": handler, "template.yml": sam(["BatchSize: 10"]) };
    const change = joint(files, "src/orders.ts", inCode);
    assert.ok(change && "files" in change);
    assert.equal(
      change.title,
      "Return `batchItemFailures` for failed records, and set `ReportBatchItemFailures` in template.yml",
    );
    assert.match(change.files["src/orders.ts"]!, /\n {2}\}\n {2}return \{ batchItemFailures \};\n\};/);
    assert.match(change.files["template.yml"]!, /FunctionResponseTypes:\n\s+- ReportBatchItemFailures/);
  });

  it("is the same where it belongs to the finding in the template", () => {
    const files = { "src/orders.ts": handler, "template.yml": sam(["BatchSize: 10"]) };
    assert.deepEqual(joint(files, "template.yml", inTemplate), joint(files, "src/orders.ts", inCode));
  });

  it("is the same where a module only passes the handler on that the template names", () => {
    const files = {
      "src/orders.ts": `export { process as run } from "./real";\n`,
      "src/real.ts": handler.replace("run", "process"),
      "template.yml": sam(["BatchSize: 10"]),
    };
    const change = joint(files, "template.yml", inTemplate);
    assert.ok(change && "files" in change);
    assert.deepEqual(Object.keys(change.files), ["src/real.ts", "template.yml"]);
    assert.deepEqual(change, joint(files, "src/real.ts", inCode));
  });

  for (const [preset, rule] of [
    ["strict", "no-promise-all-records"],
    ["recommended", inCode],
  ] as const)
    it(`belongs to records that are handled side by side, too, in the ${preset} preset`, () => {
      const files = { "src/orders.ts": sideBySide, "template.yml": sam(["BatchSize: 10"]) };
      const change = joint(files, "src/orders.ts", rule, { preset });
      assert.ok(change && "files" in change);
      assert.match(change.files["src/orders.ts"]!, /\n {2}\}\n {2}return \{ batchItemFailures \};\n\};/);
      assert.deepEqual(joint(files, "template.yml", inTemplate, { preset }), change);
    });

  it("belongs to a handler in a wrapper that hands its answer on", () => {
    const wrapped = handler
      .replace("async (event: SQSEvent) => {", "middy(async (event: SQSEvent) => {")
      .replace("\n};", "\n});")
      .replace("import", 'import middy from "@middy/core";\nimport');
    const files = { "src/orders.ts": wrapped, "template.yml": sam(["BatchSize: 10"]) };
    const change = joint(files, "template.yml", inTemplate);
    assert.ok(change && "files" in change);
    assert.deepEqual(Object.keys(change.files), ["src/orders.ts", "template.yml"]);
    assert.deepEqual(change, joint(files, "src/orders.ts", inCode));
  });

  it("sets all mappings that lack it, of one record too, and in all templates", () => {
    const files = {
      "src/orders.ts": handler,
      "template.yml": sam(
        ["BatchSize: 1"],
        ["BatchSize: 5"],
        ["FunctionResponseTypes: [ReportBatchItemFailures]"],
      ),
      "eu.template.yml": sam(["BatchSize: 10"]),
    };
    const change = joint(files, "src/orders.ts", inCode);
    assert.ok(change && "files" in change);
    assert.match(change.title, /in eu\.template\.yml and template\.yml$/);
    const countIn = (text: string) => text.split("ReportBatchItemFailures").length - 1;
    assert.equal(countIn(change.files["template.yml"]!), 3);
    assert.equal(countIn(change.files["eu.template.yml"]!), 1);
  });

  it("leaves other functions alone", () => {
    const other = `${sam(["BatchSize: 10"])}  Other:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/other.run
      Events: { Queue: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 10 } } }
`;
    const after = templateAfter({ "src/orders.ts": handler, "template.yml": other })!;
    assert.equal(after.split("ReportBatchItemFailures").length, 2);
    assert.ok(after.indexOf("ReportBatchItemFailures") < after.indexOf("Other:"));
  });

  it("is made in serverless.yml and in CDK code alike", () => {
    const serverless = `service: orders
provider:
  name: aws
functions:
  work:
    handler: src/orders.run
    events:
      - sqs:
          arn: arn:aws:sqs:eu-west-1:111122223333:orders
          batchSize: 10
`;
    assert.match(
      templateAfter({ "src/orders.ts": handler, "serverless.yml": serverless }, "serverless.yml")!,
      / {10}functionResponseType: ReportBatchItemFailures\n/,
    );
    const short = serverless.replace(/sqs:\n[^]*$/, "sqs: arn:aws:sqs:eu-west-1:111122223333:orders\n");
    assert.match(
      templateAfter({ "src/orders.ts": handler, "serverless.yml": short }, "serverless.yml")!,
      /- sqs:\n {10}arn: arn:aws:.*\n {10}functionResponseType: ReportBatchItemFailures\n/,
    );
    const stack = `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      const work = new NodejsFunction(this, "Work", { entry: "src/orders.ts", handler: "run" });
      work.addEventSource(new SqsEventSource(queue, { batchSize: 10 }));
    `;
    const cdk = { "src/orders.ts": handler, "cdk.json": "{}", "lib/stack.ts": stack };
    assert.match(templateAfter(cdk, "lib/stack.ts")!, /\{ batchSize: 10, reportBatchItemFailures: true \}/);
    assert.deepEqual(joint(cdk, "lib/stack.ts", inTemplate), joint(cdk, "src/orders.ts", inCode));
  });

  it("is none where all mappings have the setting: the code may change alone", () => {
    const files = {
      "src/orders.ts": handler,
      "template.yml": sam(["FunctionResponseTypes: [ReportBatchItemFailures]"]),
    };
    assert.equal(joint(files, "src/orders.ts", inCode), undefined);
  });

  it("is none where the code names the failures already: the template may change alone", () => {
    const files = { "src/orders.ts": naming, "template.yml": sam(["BatchSize: 10"]) };
    assert.equal(joint(files, "template.yml", inTemplate), undefined);
  });

  it("is that of the templates alone for code that names failures nobody reads", () => {
    const files = { "src/orders.ts": naming, "template.yml": sam(["BatchSize: 1"], []) };
    const finding = findingWith({ rule: "no-ignored-batch-item-failures", handler: "run" });
    const change = changeFor(finding, files, "src/orders.ts");
    assert.ok(change && "files" in change);
    assert.equal(change.title, "Set `ReportBatchItemFailures` in template.yml");
    assert.deepEqual(Object.keys(change.files), ["template.yml"]);
    assert.equal(change.files["template.yml"]!.split("ReportBatchItemFailures").length, 3);
    assert.equal(changeFor(finding, { ...files, "src/orders.ts": handler }, "src/orders.ts"), undefined);
  });

  describe("is not offered, with a sentence why,", () => {
    const obstacleWith = (template: string) => {
      const change = joint({ "src/orders.ts": handler, "template.yml": template }, "src/orders.ts", inCode);
      if (!change || !("obstacle" in change)) return JSON.stringify(change);
      return `${change.file}:${change.line ?? "-"}: ${change.obstacle}`;
    };

    it("where no template names the handler", () => {
      const change = joint({ "src/orders.ts": handler }, "src/orders.ts", inCode);
      assert.match(JSON.stringify(change), /^\{"obstacle":"No template that can be read says what invokes/);
    });

    it("where there may be more templates than were searched", () => {
      const files = { "src/orders.ts": handler, "a.template.yml": sam([]), "template.yml": sam([]) };
      const change = joint(files, "src/orders.ts", inCode, { limits: { ...usualLimits, templates: 1 } });
      assert.match(JSON.stringify(change), /^\{"obstacle":"There are more templates than are searched/);
    });

    it("where the template shows no mapping", () => {
      assert.match(obstacleWith(templateOf("Handler: src/orders.run")), /does not show the mapping/);
    });

    it("where a parameter or a condition decides", () => {
      for (const line of [
        "FunctionResponseTypes: !Ref Types",
        "FunctionResponseTypes: !If [IsLive, [ReportBatchItemFailures], !Ref AWS::NoValue]",
      ])
        assert.equal(
          obstacleWith(sam([line])),
          "template.yml:8: This mapping does not show whether it has `ReportBatchItemFailures`.",
        );
    });

    it("where the answer is the state of a window", () => {
      assert.match(obstacleWith(sam(["TumblingWindowInSeconds: 60"])), /which takes a person\.$/);
    });

    it("where the settings of the mapping are put together elsewhere", () => {
      const shared = sam(["BatchSize: 10"])
        .replace("Resources:", "Metadata: { queue: &queue { Queue: !GetAtt Queue.Arn } }\nResources:")
        .replace(/ {10}Properties:\n[^]*$/, "          Properties: *queue\n");
      assert.match(obstacleWith(shared), /needs `ReportBatchItemFailures`, which takes a person\.$/);
    });

    it("where code of the Serverless Framework has the mapping", () => {
      const code = `export default {
  service: "orders",
  provider: { name: "aws" },
  functions: {
    orders: {
      handler: "src/orders.run",
      events: [{ sqs: { arn: "arn:aws:sqs:eu-west-1:111122223333:orders" } }],
    },
  },
};
`;
      const files = { "src/orders.ts": handler, "serverless.ts": code };
      const expected = {
        file: "serverless.ts",
        line: 7,
        obstacle: "This mapping needs `ReportBatchItemFailures`, which takes a person.",
      };
      assert.deepEqual(joint(files, "src/orders.ts", inCode), expected);
      assert.deepEqual(joint(files, "serverless.ts", inTemplate), expected);
    });

    it("where one of several mappings cannot be changed", () => {
      assert.match(
        obstacleWith(sam(["BatchSize: 10"], ["FunctionResponseTypes: !Ref Types"])),
        /whether it has/,
      );
    });

    it("where a mapping does not show which function it invokes", () => {
      const open = `${sam(["BatchSize: 10"])}  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Name
      EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:others
`;
      assert.match(obstacleWith(open), /does not show which function it invokes\.$/);
    });

    it("where something else may invoke the function", () => {
      const open = `${sam(["BatchSize: 10"])}  Strange:
    Type: Custom::Consumer
    Properties: { FunctionArn: !GetAtt Orders.Arn }
`;
      assert.equal(obstacleWith(open), "template.yml:3: More may invoke `Orders` than shows here.");
    });

    const obstacleTo = (code: string) =>
      joint({ "src/orders.ts": code, "template.yml": sam(["BatchSize: 10"]) }, "template.yml", inTemplate);
    const takesAPerson = {
      file: "src/orders.ts",
      obstacle: "`run` has to return the records that failed, which takes a person.",
    };

    it("where nobody can write the change of the code", () => {
      const code = handler
        .replace("for (const record of event.Records) {", "for (const { body } of event.Records) {")
        .replace("record.body", "body");
      assert.deepEqual(obstacleTo(code), takesAPerson);
    });

    const wrapped = (code: string, wrapper: string) =>
      code
        .replace("async (event: SQSEvent) => {", "traced(async (event: SQSEvent) => {")
        .replace("\n};", "\n});")
        .replace("import", `${wrapper}\nimport`);

    it("where the code, in a wrapper or not, loses the records that failed", () => {
      const code = handler.replace(
        "await save(record.body);",
        "await save(record.body).catch(console.error);",
      );
      for (const text of [code, wrapped(code, 'import { traced } from "./traced";')])
        assert.deepEqual(obstacleTo(text), takesAPerson);
    });

    it("where the code loses some of them, and abandons others", () => {
      const code = sideBySide.replace(
        "await save(record.body);",
        "try { await save(record.body); } catch (error) { console.error(error); }\n    await check(record.body);",
      );
      const files = { "src/orders.ts": code, "template.yml": sam(["BatchSize: 10"]) };
      for (const [path, rule] of [
        ["template.yml", inTemplate],
        ["src/orders.ts", "no-promise-all-records"],
      ] as const)
        assert.deepEqual(joint(files, path, rule), takesAPerson);
    });

    it("where a wrapper gets the answer, which may not hand it on", () => {
      for (const wrapper of [
        "const traced = (work) => async (event) => { await work(event); };",
        'import { traced } from "./traced";',
      ])
        assert.deepEqual(obstacleTo(wrapped(handler, wrapper)), takesAPerson);
    });
  });
});

describe("a file of a repository, seen from a folder in it", () => {
  it("is called as the reviewed file is", () => {
    const names = (path: string, inRepository: string, ...files: string[]) =>
      files.map((file) => seenFrom(path, inRepository)?.(file));
    assert.deepEqual(names("src/a.ts", "src/a.ts", "t.yml"), ["t.yml"]);
    assert.deepEqual(
      names("src/a.ts", "services/b/src/a.ts", "services/b/t.yml", "services/t.yml", "t.yml"),
      ["t.yml", "../t.yml", "../../t.yml"],
    );
    assert.deepEqual(names("b/src/a.ts", "src/a.ts", "t.yml"), ["b/t.yml"]);
    assert.deepEqual(names("a.ts", "b/ba.ts", "t.yml"), [undefined]);
  });
});
