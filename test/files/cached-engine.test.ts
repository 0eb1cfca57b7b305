import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { keepSummariesIn } from "../../rules/service/modules/kept.ts";
import { lookAgain, serviceFor } from "../../rules/service/service-for.ts";
import { Cache } from "../../src/files/cache.ts";
import { cachedEngine } from "../../src/files/cached-engine.ts";
import { configured } from "../../src/files/configure.ts";
import { find } from "../../src/files/find.ts";
import { reviewFiles, type Engine } from "../../src/files/review-files.ts";
import { formats } from "../../src/report/formats.ts";
import { importersFirst } from "../../src/review/order.ts";
import { fixed, review } from "../../src/review/review.ts";
import { newFolder } from "../kit/folder.ts";

const engine: Engine = { review, fixed, ordered: importersFirst };

/** What a run printed, and what it took. */
interface Run {
  printed: string;
  /** The files that the rules were asked about. */
  linted: string[];
  /** How many were parsed to see what they do with others. */
  summarised: number;
}

/** A repository that is another to each run: nothing is known of it but what the runs before have kept on the disk. */
class Moving {
  #root: string;
  #moves = 0;
  readonly #cache: string;

  constructor(files: Record<string, string>) {
    const folder = newFolder({ "repository/.git/HEAD": "" });
    this.#root = join(folder, "repository");
    this.#cache = join(folder, "kept.cache");
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string | undefined): void {
    const place = join(this.#root, path);
    rmSync(place, { force: true });
    if (text === undefined) return;
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  /** @param before what happens before the rules are asked about a file */
  async run({
    isKept,
    version,
    named = ["."],
    before = () => undefined,
  }: {
    isKept: boolean;
    version?: string;
    named?: readonly string[];
    before?: (path: string) => void;
  }): Promise<Run> {
    const root = join(dirname(this.#root), `run-${++this.#moves}`);
    renameSync(this.#root, root);
    this.#root = root;
    const linted: string[] = [];
    const counting: Engine = {
      ...engine,
      review(text, path, options) {
        linted.push(path);
        before(path);
        return review(text, path, options);
      },
    };
    const cache = await Cache.at(this.#cache, root, { version: version ?? "1.0.0" });
    try {
      const asked = isKept ? cachedEngine(counting, cache) : counting;
      const found = configured(await find(named, root));
      const reviewed = await reviewFiles(found, { fix: false }, asked, () => undefined);
      if (isKept) await cache.save();
      const report = { paths: ["."], ...reviewed, leftOut: { error: 0, warning: 0 } };
      const printed = [formats.json.print(report), formats.agent.print(report)].join("\n");
      const { modules } = serviceFor({ filename: join(root, "a.ts"), cwd: root })!;
      return { printed, linted: linted.sort(), summarised: modules.parsed };
    } finally {
      keepSummariesIn(undefined);
    }
  }
}

const handler = (useCase: string): string => `import type { SQSEvent } from "aws-lambda";
import { ${useCase} } from "../use-cases/${useCase}";
export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) await ${useCase}(JSON.parse(record.body));
};
`;

const useCase = (
  name: string,
  repository: string,
): string => `import { ${repository} } from "../repositories";
import { config } from "@shop/config";
const orders = new ${repository}();
export async function ${name}(order: { id: string }) {
  await orders.save({ ...order, ...config() });
}
`;

const repository = (name: string): string => `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
export class ${name} {
  async save(order: { id: string }) {
    const client = new DynamoDBClient({});
    await client.send(order);
  }
}
`;

const template = (names: readonly string[]): string => `Transform: AWS::Serverless-2016-10-31
Resources:
${names
  .map(
    (name) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Runtime: nodejs22.x
      Handler: handlers/${name}.handler
      Events:
        Queue:
          Type: SQS
          Properties: { Queue: !ImportValue ${name}, BatchSize: 10 }
`,
  )
  .join("")}`;

const shop: Record<string, string> = {
  "package.json": '{ "workspaces": ["config", "shop"] }',
  "config/package.json": '{ "name": "@shop/config", "exports": "./index.ts" }',
  "config/index.ts": `import { S3Client } from "@aws-sdk/client-s3";
export const config = () => ({ bucket: new S3Client({}).config });
`,
  "shop/package.json": "{}",
  "shop/template.yaml": template(["place", "cancel"]),
  "shop/src/handlers/place.ts": handler("placeOrder"),
  "shop/src/handlers/cancel.ts": handler("cancelOrder"),
  "shop/src/use-cases/placeOrder.ts": useCase("placeOrder", "Orders"),
  "shop/src/use-cases/cancelOrder.ts": useCase("cancelOrder", "Cancelled"),
  "shop/src/repositories/index.ts": 'export * from "./orders";\nexport * from "./cancelled";\n',
  "shop/src/repositories/orders.ts": repository("Orders"),
  "shop/src/repositories/cancelled.ts": repository("Cancelled"),
  "shop/src/unrelated.ts": "export const one = 1;\n",
};

/** What somebody may do to a text. */
const edits: Record<string, (text: string) => string | undefined> = {
  "adds a line": (text) => `// one more line\n${text}`,
  "adds a line to a template": (text) => `# one more line\n${text}`,
  "takes a line": (text) => text.slice(text.indexOf("\n") + 1),
  "calls nothing": (text) => text.replace(/await \w+\(JSON.*\)/, "await undefined"),
  "gives the event": (text) => text.replace("JSON.parse(record.body)", "event"),
  "hoists the client": (text) =>
    text
      .replace(/^ *const client.*\n/m, "")
      .replace(/^export class/m, "const client = new DynamoDBClient({});\n$&"),
  "waits for nothing": (text) => text.replaceAll("await ", ""),
  "leaves nothing to wait for": (text) => text.replace("await client.send(order);", ""),
  "promises nothing": (text) => text.replaceAll("await ", "").replaceAll("async ", ""),
  "answers what failed": (text) => text.replace("};", "  return { batchItemFailures: [] };\n};"),
  "asks what failed": (text) =>
    text.replace("BatchSize: 10", "BatchSize: 10, FunctionResponseTypes: [ReportBatchItemFailures]"),
  "takes single records": (text) => text.replace("BatchSize: 10", "BatchSize: 1"),
  "names another handler": (text) => text.replace("handlers/cancel", "handlers/place"),
  "names another runtime": (text) => text.replace("nodejs22.x", "nodejs16.x"),
  "is installed": (text) => text.replace("@shop/config", "@shop/other"),
  silences: (text) => `/* eslint-disable effective-lambda/no-client-in-handler -- because */\n${text}`,
  "does not parse": (text) => `${text}\nconst (`,
  "is gone": () => undefined,
};

const configuration = ".effective-lambda.json";

describe("a review with a cache", function () {
  this.timeout("5 minutes");

  it("says the same as one without, whatever was changed since the last", async () => {
    const path = fc.constantFrom(...Object.keys(shop));
    const edit = fc.tuple(path, fc.constantFrom(...Object.keys(edits)));
    const settings = fc.constantFrom(
      undefined,
      '{ "preset": "strict" }',
      '{ "scope": "file" }',
      '{ "rules": { "no-client-in-handler": "off" } }',
      '{ "handlers": [{ "files": "shop/**", "source": "kinesis" }] }',
    );
    const step = fc.oneof({ weight: 9, arbitrary: edit }, { weight: 1, arbitrary: settings });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 5 }), async (runs) => {
        const files: Record<string, string | undefined> = { ...shop };
        const repository = new Moving(shop);
        for (const steps of [[], ...runs]) {
          for (const one of steps) {
            const [changed, name] = Array.isArray(one) ? one : [configuration, undefined];
            files[changed] = Array.isArray(one) ? edits[name!]!(files[changed] ?? shop[changed]!) : one;
            repository.write(changed, files[changed]);
          }
          const { printed } = await repository.run({ isKept: true });
          assert.equal(printed, (await repository.run({ isKept: false })).printed);
        }
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  const ran = async (...changes: readonly [path: string, edit: string][]): Promise<Run> => {
    const repository = new Moving(shop);
    const first = await repository.run({ isKept: true });
    assert.match(first.printed, /no-client-in-handler[^]*ReportBatchItemFailures[^]*config\/index\.ts:2/);
    for (const [path, edit] of changes) repository.write(path, edits[edit]!(shop[path]!));
    return repository.run({ isKept: true });
  };

  it("asks for no file again where none has changed, and parses none", async () => {
    const { linted, summarised } = await ran();
    assert.deepEqual([linted, summarised], [[], 0]);
  });

  it("asks again for a file that changed, and for no other where it does the same with others", async () => {
    assert.deepEqual((await ran(["shop/src/unrelated.ts", "adds a line"])).linted, ["shop/src/unrelated.ts"]);
    const { linted, summarised } = await ran(["shop/src/repositories/orders.ts", "silences"]);
    assert.deepEqual([linted, summarised], [["shop/src/repositories/orders.ts"], 1]);
  });

  it("asks again for what a file leads to where it leads there in another way", async () => {
    const { linted, summarised } = await ran(["shop/src/use-cases/placeOrder.ts", "adds a line"]);
    assert.deepEqual(
      [linted, summarised],
      [["config/index.ts", "shop/src/repositories/orders.ts", "shop/src/use-cases/placeOrder.ts"], 1],
    );
  });

  it("asks again for what a template deploys, and parses no code to see what it does", async () => {
    const { linted, summarised } = await ran(["shop/template.yaml", "takes single records"]);
    const deployed = ["shop/src/handlers/cancel.ts", "shop/src/handlers/place.ts", "shop/template.yaml"];
    assert.deepEqual(
      [linted.filter((path) => !/use-cases|repositories/.test(path)), summarised],
      [deployed, 0],
    );
  });

  it("asks again who calls a module once its name leads elsewhere, though no code has changed", async () => {
    const { printed, linted, summarised } = await ran(["config/package.json", "is installed"]);
    assert.doesNotMatch(printed, /config\/index\.ts:2/);
    const callers = 2;
    assert.deepEqual([linted, summarised], [["config/index.ts"], callers]);
  });

  it("asks again for what calls a function that gives something else now", async () => {
    const repository = new Moving(shop);
    const caller = "shop/src/handlers/place.ts";
    repository.write(caller, edits["waits for nothing"]!(shop[caller]!));
    const before = await repository.run({ isKept: true });
    const useCase = "shop/src/use-cases/placeOrder.ts";
    repository.write(useCase, edits["promises nothing"]!(shop[useCase]!));
    const { printed, linted } = await repository.run({ isKept: true });
    const finding = /"no-floating-promise",\s*"severity": "\w+",\s*"file": "shop\/src\/handlers\/place\.ts"/;
    assert.match(before.printed, finding);
    assert.doesNotMatch(printed, finding);
    assert.ok(linted.includes(caller));
  });

  it("keeps no review of what others said otherwise meanwhile, though they say it again as before", async () => {
    const repository = new Moving(shop);
    const template = "shop/template.yaml";
    const changed = shop[template]!.replaceAll("BatchSize: 10", "BatchSize: 1");
    await repository.run({
      isKept: true,
      before(path) {
        if (path !== "shop/src/handlers/place.ts") return;
        repository.write(template, changed);
        lookAgain();
      },
    });
    repository.write(template, shop[template]);
    const kept = await repository.run({ isKept: true });
    const fresh = await repository.run({ isKept: false });
    assert.equal(kept.printed, fresh.printed);
  });

  it("asks again for a serverless.js that lies where nobody looks for templates", async () => {
    const repository = new Moving({
      "build/serverless.js": `module.exports = { service: "orders", provider: { name: "aws" },
  functions: { orders: { handler: "orders.handler", events: [{ sqs: { arn: "arn:aws:sqs:eu-west-1:1:orders" } }] } },
};
`,
      "build/orders.js":
        "exports.handler = async (event) => { for (const one of event.Records) await save(one); };\n",
    });
    const named = ["build/serverless.js"];
    await repository.run({ isKept: true, named });
    repository.write(
      "build/orders.js",
      "exports.handler = async (event) => ({ batchItemFailures: await failed(event) });\n",
    );
    const kept = await repository.run({ isKept: true, named });
    assert.equal(kept.printed, (await repository.run({ isKept: false, named })).printed);
    assert.match(kept.printed, /ignores the failed records/);
  });

  it("asks for everything again with another version", async () => {
    const repository = new Moving(shop);
    const { linted } = await repository.run({ isKept: true });
    assert.deepEqual((await repository.run({ isKept: true, version: "1.0.1" })).linted, linted);
  });
});
