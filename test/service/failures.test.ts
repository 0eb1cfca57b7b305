import assert from "node:assert/strict";
import { join } from "node:path";
import { Linter } from "eslint";
import plugin from "../../rules/plugin.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { failuresNamedIn } from "../../rules/service/failures.ts";
import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { sourceCodeOf } from "../../rules/service/reading.ts";
import { Service } from "../../rules/service/service.ts";
import { templateOf, withQueue } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";

const template = templateOf("Handler: src/orders.run");

/** What the function of a template is said to tell Lambda of records that failed. */
function saidOf(files: FilesInMemory, service = new Service(files)): string {
  const template = "template.yml";
  const [deployed] = deploymentIn(sourceCodeOf(files.read(template)!, template), template)!.functions;
  const code = service.codeOf(deployed!, "template.yml");
  return code ? failuresNamedIn(code, service) : "unknown";
}

const saidWith = (code: string, name = "src/orders.ts"): string =>
  saidOf(new FilesInMemory({ "template.yml": template, [name]: code }));

/** Files that remember what was read. */
class CountingFiles extends FilesInMemory {
  readonly reads: string[] = [];

  override read(path: string): string | undefined {
    this.reads.push(path);
    return super.read(path);
  }
}

describe("whether the code of a deployed function names the records that failed", () => {
  it("is certain where it returns them", () => {
    assert.equal(
      saidWith("export const run = async ({ Records }) => ({ batchItemFailures: await failed(Records) });"),
      "yes",
    );
    assert.equal(
      saidWith(`
        export const run = async (event) => {
          const response = { batchItemFailures: [] };
          response.batchItemFailures.push(...(await failed(event.Records)));
          return response;
        };
      `),
      "yes",
    );
  });

  it("is certain where Powertools answers", () => {
    assert.equal(
      saidWith(`
        import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
        const processor = new BatchProcessor(EventType.SQS);
        export const run = async (event, context) => processPartialResponse(event, save, processor, { context });
      `),
      "yes",
    );
  });

  it("is certainly not so where it returns nothing", () => {
    const loop = "for (const record of event.Records) await save(record);";
    assert.equal(saidWith(`export const run = async (event) => { ${loop} };`), "no");
    assert.equal(saidWith(`exports.run = async (event) => { ${loop} };`, "src/orders.js"), "no");
  });

  it("is certainly not so where it returns something else that is written out", () => {
    for (const answer of [
      "'done'",
      "undefined",
      "{ statusCode: 200 }",
      "Promise.all(event.Records.map(save))",
    ])
      assert.equal(saidWith(`export const run = async (event) => { return ${answer}; };`), "no", answer);
  });

  it("is unknown where something else answers", () => {
    for (const code of [
      "import { work } from './work'; export const run = async (event) => work(event);",
      "import { wrap } from './wrap'; export const run = wrap(async (event) => {});",
      "export const run = async (event) => ({ ...(await load(event)) });",
      "export { run } from './work';",
    ])
      assert.equal(saidWith(code), "unknown", code);
  });

  it("is unknown where the file is about them, and it does not show how", () => {
    assert.equal(
      saidWith("export const run = async (event) => { const batchItemFailures = []; };"),
      "unknown",
    );
  });

  it("is unknown where there is no such file or export, or it does not parse", () => {
    assert.equal(saidWith("export const run = async (event) => {};", "src/others.ts"), "unknown");
    assert.equal(saidWith("export const other = async (event) => {};"), "unknown");
    assert.equal(saidWith("export const run = async (event) => {"), "unknown");
  });

  it("is asked of the source where a compiler put its output beside it", () => {
    const files = new FilesInMemory({
      "template.yml": template,
      "src/orders.js": "exports.run = require('./wrap')(async () => {});",
      "src/orders.ts": "export const run = async (event) => {};",
      "src/orders.d.ts": "export declare const run: () => Promise<void>;",
    });
    assert.equal(saidOf(files), "no");
  });

  it("is asked of the file where it is written, though that passes on all of another", () => {
    const own = "const work = async (event) => ({ batchItemFailures: await failed(event) });";
    for (const exporting of ["export { work as run };", "export const { run } = { run: work };"]) {
      const files = new FilesInMemory({
        "template.yml": template,
        "src/orders.ts": `export * from "./save"; ${own} ${exporting}`,
        "src/save.ts": "export const run = async () => {};",
      });
      assert.notEqual(saidOf(files), "no", exporting);
    }
    const passing = {
      "src/orders.ts": `export * from "./save";`,
      "src/save.ts": `export ${own.replace("work", "run")}`,
    };
    assert.equal(saidOf(new FilesInMemory({ "template.yml": template, ...passing })), "yes");
  });

  it("is read once, until the file changes", () => {
    const files = new CountingFiles({
      "template.yml": template,
      "src/orders.ts": "export const run = async (event) => {};",
    });
    const service = new Service(files);
    assert.equal(saidOf(files, service), "no");
    const reads = () => files.reads.filter((path) => path === "src/orders.ts").length;
    const before = reads();
    assert.equal(saidOf(files, service), "no");
    assert.equal(reads(), before);
    files.write(
      "src/orders.ts",
      "export const run = async (event) => ({ batchItemFailures: await failed(event) });",
    );
    assert.equal(saidOf(files, service), "yes");
  });
});

describe("a mapping that does not ask for the records that failed", () => {
  const mapped = withQueue("src/orders.run");

  /** What a rule says of the mapping in a template. */
  async function findingWith(files: Record<string, string>, settings = {}): Promise<Linter.LintMessage> {
    const folder = await folderWith({ ".git": "", "template.yml": mapped, ...files });
    const [config] = [plugin.configs.templates];
    const found = new Linter({ cwd: folder })
      .verify(
        mapped,
        { ...config, settings: { "effective-lambda": settings } },
        { filename: join(folder, "template.yml") },
      )
      .filter(({ ruleId }) => ruleId === "effective-lambda/require-report-batch-item-failures");
    assert.equal(found.length, 1);
    return found[0]!;
  }

  /** The titles that it offers. */
  const offeredWith = async (files: Record<string, string>, settings = {}): Promise<string[]> =>
    ((await findingWith(files, settings)).suggestions ?? []).map(({ desc }) => desc);

  const title = "Set `ReportBatchItemFailures`";
  const nothing = { "src/orders.ts": "export const run = async (event) => {};" };
  const named = {
    "src/orders.ts": "export const run = async (event) => ({ batchItemFailures: await failed(event) });",
  };

  it("loses the records that the code names", async () => {
    assert.match((await findingWith(named)).message, /that the function returns: they are lost/);
  });

  it("has a whole batch repeated by an error, where the code names none or that cannot be told", async () => {
    for (const files of [nothing, {}])
      assert.match((await findingWith(files)).message, /^A thrown error repeats the whole SQS batch/);
  });

  it("is not given the setting alone where the code certainly names no failures", async () => {
    assert.deepEqual(await offeredWith(nothing), []);
  });

  it("is given it where the code names them, or that cannot be told", async () => {
    assert.deepEqual(await offeredWith(named), [title]);
    assert.deepEqual(await offeredWith({}), [title]);
  });

  it("is given it where nobody is to look at other files", async () => {
    assert.deepEqual(await offeredWith(nothing, { templates: false }), [title]);
  });
});
