import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Rule } from "eslint";
import { Lambda } from "../../rules/lambda/model.ts";
import { rules } from "../../rules/plugin.ts";
import { fixed, review } from "../../src/review/review.ts";
import { templateOf } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";

const recommended = { preset: "recommended" } as const;

const handler = `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new S3Client({});
  return s3.config;
};
`;

/** The code alone does not say what sends these records. */
const ship = `export const handler = async (event) => {
  for (const record of event.Records) await fetch(process.env.URL, { body: JSON.stringify(record) });
};
`;

const rulesIn = (text: string) => review(text, "handler.js", recommended).findings.map(({ rule }) => rule);

describe("a review", () => {
  it("knows from the templates below its root how code is deployed", async () => {
    const root = await folderWith({
      "template.yml": templateOf(
        "CodeUri: .",
        "Handler: ship.handler",
        "Events: { Parcels: { Type: SQS, Properties: { Queue: !GetAtt Parcels.Arn, BatchSize: 10 } } }",
      ),
    });
    const { handlers, findings } = review(ship, "ship.js", { ...recommended, root });
    assert.deepEqual(handlers, [
      { name: "handler", line: 1, endLine: 3, sources: ["sqs"], evidence: "template.yml:8", keys: [] },
    ]);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["require-batch-item-failures"],
    );
    assert.deepEqual(review(ship, "ship.js", recommended).findings, []);
  });

  it("offers the edits of code and template as one, each called as the reviewed file is", async () => {
    const root = await folderWith({
      "ship.js": ship
        .replace("{ body", '{ method: "POST", body')
        .replace(") await fetch", ") {\n    await fetch")
        .replace(") });", ") });\n  }"),
      "deploy/template.yml": templateOf(
        "CodeUri: ..",
        "Handler: ship.handler",
        "Events: { Parcels: { Type: SQS, Properties: { Queue: !GetAtt Parcels.Arn, BatchSize: 10 } } }",
      ),
    });
    const textOf = (path: string) => readFile(join(root, path), "utf8");
    for (const path of ["ship.js", "deploy/template.yml"]) {
      const found = review(await textOf(path), path, { ...recommended, root }).findings;
      const joint = found.find(({ rule }) => rule.includes("batch-item-failures"))?.joint;
      assert.ok(joint && "files" in joint);
      assert.deepEqual(
        joint.files.map(({ file }) => file),
        ["ship.js", "deploy/template.yml"],
      );
      for (const { file, before } of joint.files) assert.equal(before, await textOf(file));
    }
  });

  describe("of a file that is a stack and a handler", () => {
    /** A stack whose function gets the messages of some queues, and the code of a function. */
    const stackWith = (entry: string, ...queues: string[]) => `import { Stack } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import type { SQSEvent } from "aws-lambda";
import { save } from "./orders";

export class Orders extends Stack {
  constructor(scope, id, { ${queues.join(", ")} }) {
    super(scope, id);
    const work = new NodejsFunction(this, "Work", { entry: "${entry}", handler: "run" });
${queues.map((queue) => `    work.addEventSource(new SqsEventSource(${queue}, { batchSize: 10 }));`).join("\n")}
  }
}

export const run = async (event: SQSEvent) => {
  for (const record of event.Records) {
    await save(record.body);
  }
};
`;
    /** The files that the changes belonging to the findings in a file are of. */
    const changedBy = async (texts: Record<string, string>, path: string) => {
      const root = await folderWith({ "cdk.json": "{}", ...texts });
      const { findings, problems } = review(texts[path]!, path, { ...recommended, root });
      assert.deepEqual(problems, []);
      return findings.map(({ rule, joint }) => {
        assert.ok(joint && "files" in joint);
        return [rule, ...joint.files.map(({ file }) => file)];
      });
    };

    it("ends, however many mappings deploy the file itself", async () => {
      for (const queues of [["orders"], ["orders", "parcels"]])
        assert.deepEqual(
          await changedBy({ "src/own.ts": stackWith("src/own.ts", ...queues) }, "src/own.ts"),
          [
            ...queues.map(() => ["require-report-batch-item-failures", "src/own.ts", "src/own.ts"]),
            ["require-batch-item-failures", "src/own.ts", "src/own.ts"],
          ],
        );
    });

    it("ends where two such files deploy each other", async () => {
      const texts = {
        "src/one.ts": stackWith("src/two.ts", "orders"),
        "src/two.ts": stackWith("src/one.ts", "orders"),
      };
      assert.deepEqual(await changedBy(texts, "src/one.ts"), [
        ["require-report-batch-item-failures", "src/two.ts", "src/one.ts"],
        ["require-batch-item-failures", "src/one.ts", "src/two.ts"],
      ]);
    });
  });

  it("knows it from its options, where no template says it", () => {
    const handlers = [{ files: "src/**", source: "sqs", batchSize: 10 }];
    const { findings } = review(ship, "src/ship.js", { ...recommended, handlers });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["require-batch-item-failures"],
    );
  });

  const other = rules["no-callback-handler"]!;
  const { create } = other;
  afterEach(() => void (other.create = create));

  const crash = () => {
    throw new Error("on purpose");
  };

  for (const [when, crashing] of Object.entries({
    "at its start": crash,
    "on its way": () => ({ Program: crash }),
  })) {
    it(`leaves out a rule that crashes ${when}, says so, and asks and fixes by the others`, () => {
      other.create = crashing;
      const { findings, problems } = review(handler, "handler.js", recommended);
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ["no-client-in-handler"],
      );
      const failed = "The rule effective-lambda/no-callback-handler failed on this file and was left out";
      assert.deepEqual(
        problems.map(({ kind, message }) => [kind, message]),
        [["crash", `${failed}: on purpose`]],
      );
      assert.deepEqual(rulesIn(fixed(handler, "handler.js", recommended)), []);
    });
  }

  it("keeps the findings where the file's handlers cannot be told, and says so", () => {
    const { handlersAt } = Lambda.prototype;
    Lambda.prototype.handlersAt = crash;
    try {
      const { findings, problems } = review(handler, "handler.js", recommended);
      assert.equal(findings.length, 1);
      assert.deepEqual(
        problems.map(({ kind, message }) => [kind, message]),
        [["crash", "The handlers of this file are unknown: on purpose"]],
      );
    } finally {
      Lambda.prototype.handlersAt = handlersAt;
    }
  });

  it("says of code that is nested too deeply that it is", () => {
    const { problems } = review(`handler = ${Array(9000).fill("1").join(" + ")};`, "handler.js", recommended);
    assert.deepEqual(
      problems.map(({ kind, message }) => [kind, message]),
      [["syntax", "This is nested too deeply to be read."]],
    );
  });

  it("says where a comment sets a rule wrongly, and goes on without the comment", () => {
    const text = `/* eslint effective-lambda/no-client-in-handler: ["error", 5] */\n${handler}`;
    const { findings, problems } = review(text, "handler.js", recommended);
    assert.equal(findings.length, 1);
    assert.equal(problems.length, 1);
    const [{ kind, message, line }] = problems as [(typeof problems)[0]];
    assert.deepEqual([kind, line], ["comment", 1]);
    assert.match(message, /^Inline configuration for rule "effective-lambda\/no-client-in-handler" .*\S$/);
  });

  it("checks what a comment sets, whatever it sets before and however it names the rule", () => {
    for (const comment of [
      `eslint "effective-lambda/no-client-in-handler": ["warn", { clients: 5 }]`,
      `eslint eqeqeq: "off", effective-lambda/no-client-in-handler: ["warn", { clients: 5 }]`,
    ]) {
      const { problems } = review(`/* ${comment} */\n${handler}`, "handler.js", recommended);
      const ours = problems.map(({ kind, message }) => [kind, /no-client-in-handler/.test(message)]);
      assert.deepEqual(ours, [["comment", true]], comment);
    }
  });

  it("says where a comment names a rule that does not exist", () => {
    const { findings, problems } = review(
      `/* eslint effective-lambda/no-such-rule: "error" */\n${handler}`,
      "handler.js",
      recommended,
    );
    assert.equal(findings.length, 1);
    assert.deepEqual(
      problems.map(({ kind, line }) => [kind, line]),
      [["comment", 1]],
    );
  });

  it("goes by a comment that sets a rule rightly", () => {
    assert.deepEqual(rulesIn(`/* eslint effective-lambda/no-client-in-handler: "off" */\n${handler}`), []);
  });

  it("fixes nothing in a text that does not parse", () => {
    const broken = `${handler}const (`;
    assert.equal(fixed(broken, "handler.js", recommended), broken);
  });

  it("takes back a fix whose text would not parse", () => {
    const client = rules["no-client-in-handler"]!;
    const { create } = client;
    client.create = (context) => ({
      Program(node) {
        const [messageId] = Object.keys(client.meta.messages);
        const fix: Rule.ReportFixer = (fixer) => fixer.insertTextAfter(node, "const (");
        context.report({ node, messageId, data: { construction: "x" }, fix } as never);
      },
    });
    try {
      assert.equal(fixed(handler, "handler.js", recommended), handler);
    } finally {
      client.create = create;
    }
  });

  describe("of a template", () => {
    const template = `
Resources:
  List:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs18.x
`;
    const seen = (text: string, path: string) => {
      const { findings, problems, ...rest } = review(text, path, { preset: "strict" });
      return {
        ...rest,
        findings: findings.map(({ rule, line }) => `${line} ${rule}`),
        problems: problems.map(({ kind, line, column }) => `${kind} ${line}:${column}`),
      };
    };
    const nothing = {
      isTemplate: false,
      handlers: [],
      eventTakers: 0,
      deployed: [],
      findings: [],
      suppressed: [],
      problems: [],
    };

    it("says what it deploys, and what is wrong", () => {
      const expected = {
        ...nothing,
        isTemplate: true,
        deployed: [{ name: "List", line: 3 }],
        findings: ["3 require-memory-and-timeout", "6 no-deprecated-runtime"],
      };
      assert.deepEqual(seen(template, "infra/stack.yaml"), expected);
    });

    it("says the same of a serverless.ts, by its name alone", () => {
      const code = `module.exports = {
  service: "orders",
  provider: { name: "aws", runtime: "nodejs18.x" },
  functions: { list: { handler: "list.handler" } },
};
`;
      const expected = {
        ...nothing,
        deployed: [{ name: "list", line: 4 }],
        findings: ["3 no-deprecated-runtime", "4 require-memory-and-timeout"],
      };
      assert.deepEqual(seen(code, "services/serverless.ts"), expected);
      assert.deepEqual(seen(code, "services/config.ts"), nothing);
    });

    it("heeds its comments", () => {
      const silent = template.replace(
        "      Runtime",
        "      # eslint-disable-next-line effective-lambda/no-deprecated-runtime -- moves in March\n      Runtime",
      );
      const { findings, suppressed } = seen(silent, "template.yml");
      assert.deepEqual(findings, ["3 require-memory-and-timeout"]);
      assert.deepEqual(
        suppressed.map(({ rule, line, reason }) => [rule, line, reason]),
        [["no-deprecated-runtime", 7, "moves in March"]],
      );
    });

    it("says nothing of YAML and JSON that is none", () => {
      assert.deepEqual(seen("on: push\n", "ci.yml"), nothing);
      assert.deepEqual(seen('{ "name": "orders" }', "package.json"), nothing);
    });

    it("names the place where it does not parse", () => {
      assert.deepEqual(seen("Resources:\n  A: 1\n  A: 2\n", "template.yml"), {
        ...nothing,
        problems: ["syntax 3:3"],
      });
    });

    it("is left as it is by what has no safe fix", () => {
      assert.equal(fixed(template, "template.yml", { preset: "strict" }), template);
    });
  });
});
