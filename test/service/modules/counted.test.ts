import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { FilesInMemory } from "../../../rules/service/files.ts";
import { usualLimits } from "../../../rules/service/modules/module-files.ts";
import { Modules } from "../../../rules/service/modules/modules.ts";
import { summaryOf, type Summary } from "../../../rules/service/modules/summary.ts";
import { filesOnDisk } from "../../../rules/service/node-files.ts";
import { sourceOfCode } from "../../../rules/service/reading.ts";
import { Service } from "../../../rules/service/service.ts";
import { trees } from "../../../rules/service/trees.ts";
import { folderWith } from "../../kit/folder.ts";
import { handler, modulesOf, namesReachedIn, reachedIn } from "./reached.ts";

/** Files that count how often each is read. */
class CountedFiles extends FilesInMemory {
  readonly #reads = new Map<string, number>();

  override read(path: string) {
    this.#reads.set(path, (this.#reads.get(path) ?? 0) + 1);
    return super.read(path);
  }

  /** What was read since somebody last wanted to know. */
  readSince(): string[] {
    const paths = [...this.#reads.keys()].sort();
    this.#reads.clear();
    return paths;
  }
}

const layer = (next: string) =>
  `import { run as next } from "./${next}"; export const run = async (order) => { await next(order); };`;
const last = "export const run = async (order) => { await table.put(order); };";
const service = {
  "package.json": `{ "name": "shop" }`,
  "tsconfig.json": "{}",
  "api.ts": handler(`import { run } from "./use-case";`, "await run(event);"),
  "queue.ts": handler(`import { run } from "./use-case";`, "await run(event);"),
  "use-case.ts": layer("table"),
  "table.ts": last,
  "other.ts": "export const other = 1;",
};

/** A repository that changes, and the functions reached in it. */
function watched(files = new CountedFiles(service)) {
  const repository = new Service(files);
  const modules = new Modules(repository);
  const reached = () => {
    repository.refresh();
    modules.refresh();
    return [...reachedIn(Object.fromEntries(files.list("").map((path) => [path, ""])), modules).keys()];
  };
  return { files, modules, reached };
}

describe("What following handlers costs, counted", () => {
  // Whoever ran before in this process may have left trees of the same texts.
  before(() => trees.ask(0));

  it("is one parse for each file on the way, however many files are linted", () => {
    const { modules, reached } = watched();
    assert.deepEqual(reached(), ["use-case.ts run", "table.ts run"]);
    assert.equal(modules.parsed, 4);
  });

  it("is nothing when nothing has changed", () => {
    const { files, modules, reached } = watched();
    reached();
    files.readSince();
    reached();
    assert.deepEqual(files.readSince(), []);
    assert.equal(modules.parsed, 4);
  });

  it("is one read and one parse of the file that changed", () => {
    const { files, modules, reached } = watched();
    reached();
    files.readSince();
    files.write("use-case.ts", last);
    assert.deepEqual(reached(), ["use-case.ts run"]);
    assert.deepEqual(files.readSince(), ["use-case.ts"]);
    assert.equal(modules.parsed, 5);
  });

  it("is one parse, and following nobody, where an edit changes nothing for others", () => {
    const { files, modules, reached } = watched();
    reached();
    const { followed } = modules;
    files.write("use-case.ts", layer("table").replace("next(order);", "next(order); counted++;"));
    assert.deepEqual(reached(), ["use-case.ts run", "table.ts run"]);
    assert.equal(modules.parsed, 5);
    assert.equal(modules.followed, followed);
  });

  it("is following who calls the changed file, and what it leads to, where that is more", () => {
    const { files, modules, reached } = watched(
      new CountedFiles({
        ...service,
        "z.ts": handler(`import { run } from "./other";`, "await run(event);"),
      }),
    );
    reached();
    const { followed } = modules;
    files.write("use-case.ts", layer("table").replace("next(order);", "next(order); next(order.other);"));
    reached();
    // Two handlers, the use case and the table, which gets something else the second time.
    assert.equal(modules.followed - followed, 5);
    assert.equal(modules.parsed, 7);
  });

  it("is no parse where nobody imports the file that is asked about", () => {
    const { modules } = watched();
    assert.deepEqual(modules.reachedIn("api.ts"), []);
    assert.deepEqual(modules.reachedIn("other.ts"), []);
    assert.equal(modules.parsed, 0);
  });

  it("is no parse of modules that lie behind no handler, as long as they do", () => {
    const job = `import { run } from "./use-case"; export const start = () => run({});`;
    const { files, modules, reached } = watched(
      new CountedFiles({ "job.ts": job, "use-case.ts": layer("table"), "table.ts": last }),
    );
    assert.deepEqual(reached(), []);
    assert.equal(modules.parsed, 0);
    files.write("job.ts", handler(`import { run } from "./use-case";`, "await run(event);"));
    assert.deepEqual(reached(), ["use-case.ts run", "table.ts run"]);
    assert.equal(modules.parsed, 3);
    files.write("job.ts", job);
    assert.deepEqual(reached(), []);
  });

  it("is no parse of a file that shows no handler and is on no way", () => {
    const { files, modules, reached } = watched();
    reached();
    files.write("other.ts", "export const other = 2;");
    reached();
    assert.equal(modules.parsed, 4);
  });
});

describe("Following handlers", () => {
  it("goes on where a file comes, and ends where it goes", () => {
    const { files, reached } = watched();
    files.remove("table.ts");
    assert.deepEqual(reached(), ["use-case.ts run"]);
    files.write("table.ts", last);
    assert.deepEqual(reached(), ["use-case.ts run", "table.ts run"]);
    files.remove("queue.ts");
    files.remove("api.ts");
    assert.deepEqual(reached(), []);
  });

  it("leads elsewhere where a configuration says so", () => {
    const { files, reached } = watched();
    files.write("api.ts", handler(`import { run } from "@/table";`, "await run(event);"));
    files.remove("queue.ts");
    assert.deepEqual(reached(), []);
    files.write("tsconfig.json", `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }`);
    assert.deepEqual(reached(), ["table.ts run"]);
    files.write("tsconfig.json", "{}");
    assert.deepEqual(reached(), []);
  });

  it("leaves out a broken file alone, until it is mended", () => {
    const { files, reached } = watched();
    files.write("broken.ts", `import type { SQSEvent } from "aws-lambda"; export const handler = (`);
    files.write("table.ts", "export const run = async (order) => {");
    assert.deepEqual(reached(), ["use-case.ts run"]);
    files.write("table.ts", last);
    assert.deepEqual(reached(), ["use-case.ts run", "table.ts run"]);
  });

  it("survives links that lead back", async () => {
    const folder = await folderWith({
      "src/api.ts": handler(`import { run } from "./again/again/orders";`, "await run(event);"),
      "src/other.ts": handler(`import { run } from "./orders";`, "await run(event);"),
      "src/orders.ts": last,
    });
    await symlink(join(folder, "src"), join(folder, "src/again"));
    await symlink("loop.ts", join(folder, "src/loop.ts"));
    const modules = modulesOf(filesOnDisk(folder)!);
    assert.equal(modules.reachedIn("src/orders.ts").length, 1);
  });

  it("ends at a number of files, and says so", () => {
    const modules = (files: number) =>
      new Modules(new Service(new FilesInMemory(service)), { ...usualLimits, files });
    const isCut = (most: number) => modules(most).isCut;
    assert.deepEqual([4, 5, usualLimits.files].map(isCut), [true, false, false]);
    assert.deepEqual(modules(4).reachedIn("other.ts"), []);
  });

  it("ends after a time, keeps what it has found, and says so once", () => {
    let time = 0;
    // Each file takes half a second to read, and another half to parse.
    const clock = () => (time += 500);
    const modules = (seconds: number) =>
      new Modules(new Service(new FilesInMemory(service)), { ...usualLimits, time: seconds * 1_000 }, clock);
    const found = [100, 4, 1].map((seconds) => {
      const some = modules(seconds);
      return [reachedIn(service, some).size, some.isCut];
    });
    assert.deepEqual(found, [
      [2, false],
      [1, true],
      [0, true],
    ]);
    const some = modules(1);
    assert.equal(some.tellLimit(), undefined);
    some.reachedIn("table.ts");
    assert.match(some.tellLimit()!, /^The repository takes longer than 1 s to read: /);
    assert.equal(some.tellLimit(), undefined);
  });

  it("survives what is no code of anybody", () => {
    const odd = (text: string) => namesReachedIn({ ...service, "use-case.ts": text });
    for (const text of [
      "",
      "\0",
      "export * from './use-case'; export * from './api';",
      "class A extends B {} class B extends A {} export { A, B }; export const run = () => run();",
      "export const run = run; export const make = () => make; export const again = () => again();",
      "const [run = run] = [run]; export { run };",
      "export const { run } = { run };",
      "type A = B; type B = A; export const run = (a: A) => a.b.c(); export type C = C & A;",
      `${"(".repeat(3000)}1${")".repeat(3000)}`,
    ])
      assert.ok(odd(text).length <= 1, text.slice(0, 50));
  });
});

describe("What is kept of a module", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;

  /** A module that calls others from many functions, and text of its own. */
  const large = (number: number) =>
    [
      `import { run } from "./next-module-${number}"; import { S3Client } from "@aws-sdk/client-s3";`,
      ...Array.from(
        { length: 10 },
        (_, index) =>
          `export async function doesSomething${index}(order) { await run(order.part${index}); log("${"long ".repeat(800)}"); }`,
      ),
    ].join("\n");

  it("is neither its text nor its tree", () => {
    const summaries: Summary[] = [];
    const summarise = (number: number) =>
      summaries.push(summaryOf(sourceOfCode(large(number), "a.ts"), () => true));
    summarise(0);
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let number = 1; number <= 100; number++) summarise(number);
    // The latest tree is what rules still ask about.
    summarise(0);
    collect();
    const bytes = (process.memoryUsage().heapUsed - before) / summaries.length;
    assert.equal(summaries.at(-1)!.functions.size, 10);
    assert.ok(bytes < 20_000, `${Math.round(bytes)} bytes a module`);
  });
});
