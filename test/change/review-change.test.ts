import assert from "node:assert/strict";
import { join } from "node:path";
import { reviewChange } from "../../src/change/review-change.ts";
import { importersFirst } from "../../src/review/order.ts";
import { configured } from "../../src/files/configure.ts";
import { find } from "../../src/files/find.ts";
import type { Scope, Touched } from "../../src/report/change.ts";
import { fixed, review } from "../../src/review/review.ts";
import { TestRepository } from "../kit/git.ts";

type Files = Record<string, string>;

const template = (functions: Record<string, string>, queues = "") =>
  `Transform: AWS::Serverless-2016-10-31
Resources:
${Object.entries(functions)
  .map(
    ([name, handler]) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${handler}
      Runtime: nodejs22.x
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt ${name}Queue.Arn } }
  ${name}Queue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
`,
  )
  .join("")}${queues}`;

const store = `import { log } from "./log";
const table = "orders";
export const save = async (record) => log(table, record);
export const load = async (id) => ({ table, id });
`;

const log = `export const log = (...words) => process.stdout.write(words.join(" "));
export const warn = (...words) => process.stderr.write(words.join(" "));
`;

const handlers = `import { load, save } from "./store";

export const orders = async (event) => {
  for (const record of event.Records) {
    await save(record);
  }
};

export const bills = async (event) => {
  for (const record of event.Records) {
    await load(record.messageId);
  }
};
`;

const code: Files = { "src/handlers.js": handlers, "src/store.js": store, "src/log.js": log };

const service: Files = {
  ...code,
  "template.yaml": template({ Orders: "src/handlers.orders", Bills: "src/handlers.bills" }),
};

describe("the review of a change", () => {
  const reviewed = async (
    repository: TestRepository,
    {
      scope = "handler",
      base = "main",
      paths = ["."],
    }: { scope?: Scope; base?: string; paths?: string[] } = {},
  ) =>
    reviewChange(
      paths,
      configured(await find(paths, repository.root)),
      { base, scope, preset: "recommended", config: undefined, cwd: repository.root, environment: {} },
      { review, fixed, ordered: importersFirst },
      () => undefined,
    );

  /** The review of what some files become; `undefined` for those that go. */
  const changed = async (
    before: Files,
    after: Record<string, string | undefined>,
    options: Parameters<typeof reviewed>[1] = {},
  ) => {
    const repository = new TestRepository(before);
    for (const [name, text] of Object.entries(after))
      if (text === undefined) repository.remove(name);
      else repository.write({ [name]: text });
    return reviewed(repository, options);
  };

  const because = ({ name, state, because: reasons }: Touched) =>
    `${name} ${state}: ${reasons.map(({ what, file, line }) => `${what} ${file}:${line}`).join(", ")}`;

  const touched = async (before: Files, after: Record<string, string | undefined>) =>
    (await changed(before, after)).change.touched.map(because);

  const found = ({ files }: Awaited<ReturnType<typeof reviewed>>) =>
    files.flatMap(({ name, findings }) => findings.map(({ rule, line }) => `${name}:${line} ${rule}`));

  describe("tells the handlers that it touches", () => {
    it("by a comment that silences what is found in them, wherever it stands", async () => {
      const off = "effective-lambda/require-batch-item-failures -- known";
      const { change, files } = await changed(service, {
        "src/handlers.js": `/* eslint-disable ${off} */\n${handlers}`,
      });
      assert.deepEqual(change.touched.map(because), [
        "orders changed: code src/handlers.js:1",
        "bills changed: code src/handlers.js:1",
      ]);
      assert.equal(files.flatMap(({ suppressed }) => suppressed).length, 2);
      const above = handlers.replace("export const bills", `// eslint-disable-next-line ${off}\n$&`);
      assert.deepEqual(await touched(service, { "src/handlers.js": above }), [
        "bills changed: code src/handlers.js:9",
      ]);
      assert.deepEqual(await touched(service, { "src/handlers.js": `// orders and bills\n${handlers}` }), []);
    });

    it("by a line of their own code, and not those beside them", async () => {
      const after = handlers.replace("await save(record);", "await save(record, 1);");
      assert.deepEqual(await touched(service, { "src/handlers.js": after }), [
        "orders changed: code src/handlers.js:5",
      ]);
    });

    it("by a line of what they call in their file, or name of it", async () => {
      const before = {
        ...service,
        "src/handlers.js": `${handlers.replace("await save", "await keep")}
const prefix = "a";
const keep = (record) => save(prefix + record);
const unused = 1;
`,
      };
      const text = before["src/handlers.js"];
      assert.deepEqual(
        await touched(before, { "src/handlers.js": text.replace("prefix + record", "record") }),
        ["orders changed: code src/handlers.js:16"],
      );
      assert.deepEqual(await touched(before, { "src/handlers.js": text.replace('"a"', '"b"') }), [
        "orders changed: code src/handlers.js:15",
      ]);
      assert.deepEqual(
        await touched(before, { "src/handlers.js": text.replace("unused = 1", "unused = 2") }),
        [],
      );
    });

    it("by what the file does when it is loaded", async () => {
      assert.deepEqual(
        await touched(service, { "src/handlers.js": `${handlers}console.log("cold start");\n` }),
        ["orders changed: code src/handlers.js:14", "bills changed: code src/handlers.js:14"],
      );
    });

    it("by what is done to them, and not to another one", async () => {
      const text = `import middy from "@middy/core";
const one = middy(async (event) => event.a);
const two = middy(async (event) => event.b);
one.use(log());
two.use(log());
export { one, two };
`;
      const before = { "src/handlers.js": text };
      assert.deepEqual(
        await touched(before, { "src/handlers.js": text.replace("two.use(log())", "two.use(trace())") }),
        ["two changed: code src/handlers.js:5"],
      );
    });

    it("by a line of a function that they call in other modules, however far away", async () => {
      assert.deepEqual(
        await touched(service, { "src/store.js": store.replace("({ table, id })", "({ table })") }),
        ["bills changed: called src/store.js:4"],
      );
      assert.deepEqual(await touched(service, { "src/store.js": store.replace('"orders"', '"o"') }), [
        "orders changed: called src/store.js:2",
        "bills changed: called src/store.js:2",
      ]);
      assert.deepEqual(await touched(service, { "src/log.js": log.replace("stdout", "stderr") }), [
        "orders changed: called src/log.js:1",
      ]);
      assert.deepEqual(await touched(service, { "src/log.js": log.replace("stderr", "stdout") }), []);
    });

    it("by a constant that they import, and by functions in a list that they import", async () => {
      const before = {
        ...service,
        "src/handlers.js": `import { steps, tables } from "./settings";
import { load } from "./store";
export const orders = async (event) => {
  for (const step of steps) await step(event);
};
export const bills = async (event) => load(event, tables.bills);
`,
        "src/settings.js": `import { check } from "./steps";
export { tables } from "./tables";
export const steps = [check];
export const other = 1;
`,
        "src/tables.js": `export const tables = { bills: "a" };\nexport const names = "b";\n`,
        "src/steps.js": `export const check = (event) => event.a;\nexport const never = () => 1;\n`,
      };
      const edited = (name: keyof typeof before, from: string, to: string) =>
        touched(before, { [name]: before[name]!.replace(from, to) });
      assert.deepEqual(await edited("src/tables.js", '"a"', '"c"'), ["bills changed: used src/tables.js:1"]);
      assert.deepEqual(await edited("src/steps.js", "event.a", "event"), [
        "orders changed: used src/steps.js:1",
      ]);
      assert.deepEqual(await edited("src/settings.js", "[check]", "[]"), [
        "orders changed: used src/settings.js:3",
      ]);
      assert.deepEqual(await edited("src/steps.js", "() => 1", "() => 2"), []);
      assert.deepEqual(await edited("src/tables.js", '"b"', '"d"'), []);
      assert.deepEqual(await edited("src/settings.js", "other = 1", "other = 2"), []);
    });

    it("by what they require, name by name", async () => {
      const before = {
        "src/handler.js": `const { check, other } = require("./steps");
const steps = { check };
exports.handler = async (event) => steps[event.kind](event);
exports.unused = other;
`,
        "src/steps.js": `exports.check = (event) => event.a;\nexports.other = () => 1;\n`,
      };
      const edited = (from: string, to: string) =>
        touched(before, { "src/steps.js": before["src/steps.js"].replace(from, to) });
      assert.deepEqual(await edited("event.a", "event"), ["handler changed: used src/steps.js:1"]);
      assert.deepEqual(await edited("() => 1", "() => 2"), []);
    });

    it("by no type that they import, and no other method of a class that they call", async () => {
      const before = {
        "src/handlers.ts": `import type { SQSEvent } from "aws-lambda";
import type { Order } from "./order";
import { Bill } from "./order";
import { Orders } from "./orders";
export const handler = async (event: SQSEvent) => new Orders().save(event.Records as unknown as Order & Bill);
`,
        "src/order.ts": `export interface Order { id: string }\nexport interface Bill { id: string }\n`,
        "src/orders.ts": `export class Orders {
  save(order: unknown) { return order; }
  load() { return 1; }
}
`,
      };
      const edited = (name: keyof typeof before, from: string, to: string) =>
        touched(before, { [name]: before[name].replace(from, to) });
      assert.deepEqual(await edited("src/order.ts", "Order { id: string", "Order { id: number"), []);
      assert.deepEqual(await edited("src/order.ts", "Bill { id: string", "Bill { id: number"), []);
      assert.deepEqual(await edited("src/orders.ts", "return 1", "return 2"), []);
      assert.deepEqual(await edited("src/orders.ts", "return order", "return 2"), [
        "handler changed: called src/orders.ts:2",
      ]);
    });

    it("by the part of a template that deploys them, or their queue", async () => {
      const { "template.yaml": text = "" } = service;
      const timeout = text.replace(
        "Handler: src/handlers.bills",
        "Handler: src/handlers.bills\n      Timeout: 10",
      );
      assert.deepEqual(await touched(service, { "template.yaml": timeout }), [
        "bills changed: deployment template.yaml:18",
      ]);
      const queue = text.replace("VisibilityTimeout: 60", "VisibilityTimeout: 90");
      assert.deepEqual(await touched(service, { "template.yaml": queue }), [
        "orders changed: deployment template.yaml:13",
      ]);
      const all = `Globals:\n  Function:\n    Timeout: 10\n${text}`;
      assert.deepEqual(await touched(service, { "template.yaml": all }), [
        "orders changed: deployment template.yaml:2",
        "bills changed: deployment template.yaml:2",
      ]);
      assert.deepEqual(await touched(service, { "template.yaml": `Description: Orders\n${text}` }), []);
    });

    it("by the part of a serverless.yml", async () => {
      const text = `service: orders
provider:
  name: aws
  runtime: nodejs22.x
functions:
  orders:
    handler: src/handlers.orders
  bills:
    handler: src/handlers.bills
custom:
  prune: 3
`;
      const before = { ...code, "serverless.yml": text };
      assert.deepEqual(
        await touched(before, { "serverless.yml": text.replace("bills:\n", "bills:\n    timeout: 10\n") }),
        ["bills changed: deployment serverless.yml:9"],
      );
      assert.deepEqual(await touched(before, { "serverless.yml": text.replace("nodejs22", "nodejs24") }), [
        "orders changed: deployment serverless.yml:4",
        "bills changed: deployment serverless.yml:4",
      ]);
      assert.deepEqual(await touched(before, { "serverless.yml": text.replace("prune: 3", "prune: 4") }), []);
    });

    it("by the part of a serverless.js", async () => {
      const text = `module.exports = {
  service: "orders",
  provider: { name: "aws" },
  functions: {
    orders: { handler: "src/handlers.orders" },
    bills: {
      handler: "src/handlers.bills",
    },
  },
};
`;
      assert.deepEqual(
        await touched(
          { ...code, "serverless.js": text },
          { "serverless.js": text.replace('bills",\n', 'bills",\n      timeout: 10,\n') },
        ),
        ["bills changed: deployment serverless.js:8"],
      );
    });

    it("by the construct of a CDK stack", async () => {
      const stack = `import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Stack } from "aws-cdk-lib";
export class Service extends Stack {
  constructor(scope, id) {
    super(scope, id);
    new NodejsFunction(this, "Orders", {
      entry: "src/handlers.js",
      handler: "orders",
    });
    new NodejsFunction(this, "Bills", { entry: "src/handlers.js", handler: "bills" });
  }
}
`;
      const before = { ...code, "cdk.json": "{}", "lib/stack.js": stack };
      assert.deepEqual(
        await touched(before, {
          "lib/stack.js": stack.replace('handler: "orders",', 'handler: "orders",\n      memorySize: 512,'),
        }),
        ["orders changed: deployment lib/stack.js:9"],
      );
    });

    it("by what was only taken away", async () => {
      assert.deepEqual(await touched(service, { "src/log.js": log.replace(/^.*warn.*\n/m, "") }), []);
      assert.deepEqual(
        await touched(service, { "src/handlers.js": handlers.replace("    await save(record);\n", "") }),
        ["orders changed: code src/handlers.js:4"],
      );
      const { "template.yaml": text = "" } = service;
      const less = text.replace(/ {6}Events:\n.*BillsQueue.*\n/, "");
      assert.deepEqual(await touched(service, { "template.yaml": less }), [
        "bills changed: deployment template.yaml:18",
      ]);
    });

    it("that are new, gone, or in a file of another name", async () => {
      const more = `${handlers}export const handler = async (event) => event.Records.length;\n`;
      assert.deepEqual(await touched(service, { "src/handlers.js": more }), [
        "handler new: code src/handlers.js:14",
      ]);
      const [, less] = handlers.split(/^export const bills/m);
      assert.deepEqual(
        await touched(service, { "src/handlers.js": handlers.replace(`export const bills${less}`, "") }),
        ["bills gone: code src/handlers.js:8"],
      );
      const one = handlers.replace("const orders", "const handler");
      const repository = new TestRepository({ "a/orders.js": one, "a/store.js": store, "a/log.js": log });
      repository.git("mv", "a/orders.js", "a/b c.js");
      repository.write({ "a/b c.js": one.replace("await save(record);", "await save(record, 1);") });
      assert.deepEqual((await reviewed(repository, { base: "HEAD" })).change.touched.map(because), [
        "handler changed: code a/b c.js:5",
      ]);
    });

    it("and functions whose code is not in sight", async () => {
      const text = template({ Orders: "elsewhere/handlers.orders" });
      const { change } = await changed(
        { "template.yaml": text },
        { "template.yaml": text.replace("22.x", "24.x") },
      );
      assert.deepEqual(
        change.touched.map(({ kind, name, because: [reason] }) => [kind, name, reason?.line]),
        [["function", "Orders", 7]],
      );
      assert.deepEqual(
        await touched({ ...service, "template.yaml": text }, { "template.yaml": service["template.yaml"] }),
        ["orders new: deployment template.yaml:6", "bills new: deployment template.yaml:14"],
      );
    });
  });

  describe("tells the findings", () => {
    const after = { "src/handlers.js": handlers.replace("await save(record);", "await save(record, 1);") };

    it("of the handlers that it touches, though they are on no changed line, and no others", async () => {
      const result = await changed(service, after);
      assert.deepEqual(found(result), [
        "src/handlers.js:4 require-batch-item-failures",
        "template.yaml:9 require-report-batch-item-failures",
        "template.yaml:10 require-queue-dlq",
      ]);
      assert.deepEqual(
        result.files.flatMap(({ name, handlers: all, deployed }) => [
          ...all.map((one) => `${name} ${one.name}`),
          ...deployed.map((one) => `${name} ${one.name}`),
        ]),
        ["src/handlers.js orders", "template.yaml Orders"],
      );
    });

    it("of a handler of which only the deployment was taken away", async () => {
      const bills = handlers
        .slice(handlers.indexOf("export const bills"))
        .replace("const bills", "const handler");
      const before = {
        ...code,
        "src/bills.js": `import { load } from "./store";\n${bills}`,
        "template.yaml": template({ Orders: "src/handlers.orders", Bills: "src/bills.handler" }),
      };
      const result = await changed(before, { "template.yaml": template({ Orders: "src/handlers.orders" }) });
      assert.deepEqual(result.change.touched.map(because), ["handler changed: deployment template.yaml:13"]);
      assert.deepEqual(found(result), ["src/bills.js:3 require-batch-item-failures"]);
    });

    it("with a way from a handler that it touches, though another is nearer", async () => {
      const clients = `import { S3Client } from "@aws-sdk/client-s3";
export const open = () => new S3Client({});
`;
      const before = {
        "src/near.js": `import { open } from "./clients";\nexport const handler = async () => open();\n`,
        "src/far.js": `import { start } from "./start";\nexport const handler = async () => start(1);\n`,
        "src/start.js": `import { open } from "./clients";\nexport const start = () => open();\n`,
        "src/clients.js": clients,
      };
      const { files } = await changed(before, { "src/far.js": before["src/far.js"].replace("1", "2") });
      const findings = files.flatMap((file) => file.findings);
      assert.deepEqual(
        findings.map(({ handler, way = [] }) => [handler, ...way.map(({ file, line }) => `${file}:${line}`)]),
        [["handler", "src/far.js:2", "src/start.js:2", "src/clients.js:2"]],
      );
    });

    it("on changed lines alone, where that is asked for", async () => {
      assert.deepEqual(found(await changed(service, after, { scope: "lines" })), []);
      const loop = handlers.replace("for (const record of", "for (const record  of");
      const result = await changed(service, { "src/handlers.js": loop }, { scope: "lines" });
      assert.deepEqual(found(result), ["src/handlers.js:4 require-batch-item-failures"]);
      assert.deepEqual(result.change.lines, { "src/handlers.js": [[4, 4]] });
    });

    it("of changed files, where that is asked for", async () => {
      assert.deepEqual(found(await changed(service, after, { scope: "file" })), [
        "src/handlers.js:4 require-batch-item-failures",
        "src/handlers.js:10 require-batch-item-failures",
      ]);
    });

    it("in the paths that are named, and from the whole repository what handlers are touched", async () => {
      const result = await changed(
        service,
        { "src/log.js": log.replace("stdout", "stderr") },
        { paths: ["src"] },
      );
      assert.deepEqual(result.change.touched.map(because), ["orders changed: called src/log.js:1"]);
      assert.deepEqual(found(result), ["src/handlers.js:4 require-batch-item-failures"]);
    });

    it("that are gone, and not those that moved", async () => {
      const client = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  const s3 = new S3Client({});
  return s3.send(event.key);
};
`;
      const better = `import { S3Client } from "@aws-sdk/client-s3";
const s3 = new S3Client({});
export const handler = async (event) => s3.send(event.key);
`;
      const { change } = await changed({ "src/a.js": client }, { "src/a.js": better });
      assert.deepEqual(
        change.fixed.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
        ["src/a.js:3 no-client-in-handler"],
      );
      const moved = await changed(
        { "src/a.js": client },
        { "src/a.js": undefined, "src/b/c.js": `\n${client}\n` },
      );
      assert.deepEqual(moved.change.fixed, []);
      const broken = await changed({ "src/a.js": client }, { "src/a.js": `${client}}` });
      assert.deepEqual(broken.change.fixed, []);
      assert.match(broken.problems[0]!.message, /Correct the syntax/);
    });

    it("that are new with it, and those that were there before, whatever is around them now", async () => {
      const agesIn = ({ files }: Awaited<ReturnType<typeof reviewed>>) =>
        files.flatMap(({ name, findings }) =>
          findings.map(({ line, isNew }) => `${name}:${line} ${isNew ? "new" : "before"}`),
        );
      const client = (handler: string, options: string) =>
        `export const ${handler} = async (event) => new S3Client(${options}).send(event.key);\n`;
      const start = 'import { S3Client } from "@aws-sdk/client-s3";\n';
      const orders = client("orders", "{}");
      const deployed = { "template.yaml": template({ Orders: "src/a.orders", Bills: "src/a.bills" }) };
      const before = { ...deployed, "src/a.js": start + orders };
      const agesAfter = async (...parts: string[]) =>
        agesIn(await changed(before, { "src/a.js": parts.join("") })).filter((age) => age.startsWith("src/"));

      // A change of the code around, or of the code itself, does not make it a new mistake.
      assert.deepEqual(await agesAfter(start, "// Orders\n", orders.replace("event.key", "event.id")), [
        "src/a.js:3 before",
      ]);
      assert.deepEqual(await agesAfter(start, client("orders", "{ maxAttempts: 2 }")), ["src/a.js:2 before"]);
      // The same code above is the newer one.
      assert.deepEqual(await agesAfter(start, client("bills", "{}"), orders.replace("event.key", "1")), [
        "src/a.js:2 new",
        "src/a.js:3 before",
      ]);
      // One that was moved down is the same, whatever stands on its line.
      const bills = client("bills", "{ maxAttempts: 2 }");
      const between = "export const one = 1;\nexport const two = 2;\nexport const three = 3;\n";
      const moved = await changed(
        { ...deployed, "src/a.js": start + orders + between },
        { "src/a.js": start + bills + between + orders },
      );
      assert.deepEqual(agesIn(moved).slice(0, 2), ["src/a.js:2 new", "src/a.js:6 before"]);
      // What comes elsewhere while one is mended is new.
      const apart = [start, "export const orders = async () => 1;\n", "export const a = 1;\n"];
      const mended = await changed(
        { ...before, "src/a.js": start + orders + apart[2]! },
        { "src/a.js": [...apart, client("bills", "{ maxAttempts: 2 }")].join("") },
      );
      assert.deepEqual(agesIn(mended)[0], "src/a.js:4 new");
    });

    it("that are mended in one file and made in another, though the code is the same", async () => {
      const notify = "export const notify = async (order) => {\n  await fetch(order.url);\n};\n";
      const handler = (call: string) =>
        `import { notify } from "./notify.js";\nexport const handler = async (event) => {\n  ${call};\n};\n`;
      const [awaited, floating] = [handler("await notify(event)"), handler("notify(event)")];
      const { change, files } = await changed(
        { "src/notify.js": notify, "src/a.js": floating, "src/b.js": awaited },
        { "src/a.js": awaited, "src/b.js": floating },
      );
      assert.deepEqual(
        files.flatMap(({ name, findings }) => findings.map(({ isNew }) => [name, isNew])),
        [["src/b.js", true]],
      );
      assert.deepEqual(
        change.fixed.map(({ file, rule }) => `${file} ${rule}`),
        ["src/a.js no-floating-promise"],
      );
    });

    it("that are mended, and not those whose rule is asked no more", async () => {
      const client = (key: string) => `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => new S3Client({}).send(${key});
`;
      const { change } = await changed(
        { "src/a.js": client("event.key") },
        {
          "src/a.js": client("event.id"),
          ".effective-lambda.json": '{ "rules": { "no-client-in-handler": "off" } }',
        },
      );
      assert.deepEqual(change.fixed, []);
    });

    it("that were there before in the file from which they were moved", async () => {
      const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => new S3Client({}).send(event.key);
`;
      const moved = await changed({ "src/a.js": text }, { "src/a.js": undefined, "src/b/c.js": `\n${text}` });
      assert.deepEqual(
        moved.files.flatMap(({ findings }) => findings.map(({ line, isNew }) => [line, isNew])),
        [[3, false]],
      );
    });

    it("that are new on lines of before, by what else the change does", async () => {
      const lonely = { ...service, "src/handlers.js": handlers.replace("await save(record);", "") };
      const client = `import { S3Client } from "@aws-sdk/client-s3";
export const save = async (record) => new S3Client({}).send(record);
export const load = async (id) => id;
`;
      const { files } = await changed({ ...lonely, "src/store.js": client }, { "src/handlers.js": handlers });
      assert.deepEqual(
        files.flatMap(({ name, findings }) => findings.map(({ rule, isNew }) => [name, rule, isNew])),
        [
          ["src/handlers.js", "require-batch-item-failures", true],
          ["src/store.js", "no-client-in-handler", true],
          ["template.yaml", "require-report-batch-item-failures", false],
          ["template.yaml", "require-queue-dlq", false],
        ],
      );
      const known = handlers.replace("await load(record.messageId);", "await save(record);");
      const called = await changed(
        { ...service, "src/handlers.js": known.replace("await save(record);", ""), "src/store.js": client },
        { "src/handlers.js": known },
      );
      const inStore = called.files.find(({ name }) => name === "src/store.js");
      assert.deepEqual(
        inStore?.findings.map(({ isNew }) => isNew),
        [false],
      );
    });

    it("with the handlers that a template spells wrong there, and not elsewhere", async () => {
      const misspelt = async (before: string, after: string) => {
        const { files, problems } = await changed(
          { ...code, "src/billing.js": handlers, "template.yaml": before },
          { "template.yaml": after },
        );
        assert.deepEqual(problems, []);
        return files.flatMap((file) => file.misspelt.map(({ line }) => `${file.name}:${line}`));
      };
      const wrong = template({ Orders: "src/handler.orders", Bills: "src/billing.bills" });
      const right = wrong.replace("src/handler.", "src/handlers.");
      assert.deepEqual(await misspelt(right, wrong), ["template.yaml:6"]);
      assert.deepEqual(await misspelt(wrong, wrong.replace(/60\n$/, "90\n")), []);
    });

    it("that comments silence, with the day on which they were written", async () => {
      const silent = handlers.replace(
        "  for (const record of event.Records) {\n    await save",
        "  // eslint-disable-next-line effective-lambda/require-batch-item-failures -- They are one file.\n  for (const record of event.Records) {\n    await save",
      );
      const { files, change } = await changed(
        { ...service, "src/handlers.js": silent },
        { "src/handlers.js": silent.replace("await save(record);", "await save(record, 1);") },
      );
      assert.deepEqual(
        files.flatMap(({ suppressed }) => suppressed.map(({ line, reason }) => [line, reason])),
        [[5, "They are one file."]],
      );
      assert.deepEqual(change.suppressedSince, { "src/handlers.js:5": "2026-03-01" });
      const fresh = await changed(service, { "src/handlers.js": silent });
      assert.deepEqual([fresh.change.suppressedSince, fresh.change.fixed], [{}, []]);
    });
  });

  it("says what of it cannot be reviewed", async () => {
    const repository = new TestRepository(service);
    const inner = new TestRepository({ "a.ts": "1\n" });
    repository.git("submodule", "--quiet", "add", inner.root, "inner");
    repository.write({ "src/a.js": "\0\0", "src/-b.js": "const" });
    const { problems, change } = await reviewed(repository);
    assert.deepEqual(
      problems.map(({ file }) => file),
      ["src/-b.js", "src/a.js"],
    );
    assert.deepEqual(change.unchecked, [
      { file: "inner", reason: "This is a repository of its own. Review its change there." },
    ]);
  });

  it("is of one repository", async () => {
    const [one, other] = [new TestRepository(service), new TestRepository(service)];
    await assert.rejects(reviewed(one, { paths: [one.root, join(other.root, "src")] }), {
      message: /lies outside of the repository .*, whose change is asked about\. Review it by itself\.$/,
    });
  });

  it("is the same each time", async () => {
    const repository = new TestRepository(service);
    repository.write({ "src/store.js": store.replace('"orders"', '"o"') });
    assert.deepEqual(await reviewed(repository), await reviewed(repository));
  });
});
