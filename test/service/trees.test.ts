import assert from "node:assert/strict";
import { join } from "node:path";
import * as parser from "../../rules/parser.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import { Trees, trees } from "../../rules/service/trees.ts";
import { importersFirst } from "../../src/review/order.ts";
import { review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";

describe("the trees of modules", () => {
  const text = "export const a = 1;";
  const parsed = parser.parseForESLint(text, { filePath: "a.ts", sourceType: "module" });
  const kept = () => {
    const some = new Trees();
    some.ask(1_000_000);
    some.keep(text, "a.ts", parsed);
    return some;
  };

  it("are kept for those who ask, and taken once", () => {
    const some = kept();
    assert.equal(some.take(text, "src/a.ts"), parsed);
    assert.equal(some.take(text, "src/a.ts"), undefined);
    const unasked = new Trees();
    unasked.keep(text, "a.ts", parsed);
    assert.equal(unasked.size, 0);
  });

  it("are those of the same text in the same language", () => {
    assert.equal(kept().take(text, "a.js"), undefined);
    assert.equal(kept().take(`${text}\n`, "a.ts"), undefined);
  });

  it("are no more than memory allows, the latest of them", () => {
    const some = kept();
    some.keep(" ".repeat(1_000_001), "b.ts", parsed);
    assert.equal(some.take(text, "a.ts"), parsed);
    some.keep(text, "a.ts", parsed);
    some.keep(" ".repeat(1_000_000), "b.ts", parsed);
    assert.equal(some.take(text, "a.ts"), undefined);
    assert.equal(some.size, 1);
  });

  it("serve the review of a whole service, which finds the same and parses nothing twice", async () => {
    const files = {
      ".git/HEAD": "",
      "orders.ts": `import { put } from "./table";
export const save = (record: { body: string }) => put(record.body);`,
      "queue.ts": `import type { SQSEvent } from "aws-lambda";
import { save } from "./orders";
export const handler = async (event: SQSEvent) => { for (const record of event.Records) await save(record); };`,
      "table.ts": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
export const put = async (body: string) => { await new DynamoDBClient({}).send(commandFor(body)); };`,
    };
    const found = (root: string, paths: readonly string[]) =>
      paths
        .flatMap(
          (path) => review(files[path as keyof typeof files], path, { preset: "recommended", root }).findings,
        )
        .map(({ rule, way = [] }) => [rule, ...way.map((step) => join(step.file, step.function))].join(" "));
    const paths = Object.keys(files).filter((path) => path.endsWith(".ts"));
    const alone = found(await folderWith(files), paths);

    // Other tests ask for trees as well, and leave some.
    trees.ask(0);
    const root = await folderWith(files);
    const ordered = importersFirst(paths.map((place) => ({ place, root }))).map(({ place }) => place);
    assert.deepEqual(ordered, ["queue.ts", "orders.ts", "table.ts"]);
    assert.deepEqual(found(root, ordered).sort(), alone.sort());
    assert.equal(serviceFor({ filename: join(root, "queue.ts"), cwd: root })!.modules.parsed, 3);
    // The linter has taken each tree that was made to follow the handler.
    assert.equal(trees.size, 0);
    assert.deepEqual(alone, [
      "no-client-in-handler queue.ts/handler orders.ts/save table.ts/put",
      "require-batch-item-failures",
    ]);
  });
});
