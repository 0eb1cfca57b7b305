import assert from "node:assert/strict";
import { join } from "node:path";
import * as parser from "../../rules/parser.ts";
import { Trees, trees } from "../../rules/service/trees.ts";
import { review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";

describe("the trees of modules", () => {
  const text = "export const a = 1;";
  const parsed = parser.parseForESLint(text, { filePath: "a.ts", sourceType: "module" });
  const kept = () => {
    const some = new Trees();
    some.ask();
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

  it("are no more than memory allows", () => {
    const some = kept();
    some.keep(" ".repeat(1_000_000), "b.ts", parsed);
    assert.equal(some.size, 1);
    some.take(text, "a.ts");
    some.keep(" ".repeat(1_000_000), "b.ts", parsed);
    assert.equal(some.size, 1);
  });

  it("serve the review of a whole service, which finds the same", async () => {
    const files = {
      ".git/HEAD": "",
      "handler.ts": `import type { SQSEvent } from "aws-lambda";
import { save } from "./orders";
export const handler = async (event: SQSEvent) => { for (const record of event.Records) await save(record); };`,
      "orders.ts": `import { put } from "./table";
export const save = (record: { body: string }) => put(record.body);`,
      "table.ts": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
export const put = async (body: string) => { await new DynamoDBClient({}).send(commandFor(body)); };`,
    };
    const found = async () => {
      const root = await folderWith(files);
      return Object.entries(files)
        .filter(([path]) => path.endsWith(".ts"))
        .flatMap(([path, code]) => review(code, path, { preset: "recommended", root }).findings)
        .map(({ rule, way = [] }) => [rule, ...way.map((step) => join(step.file, step.function))].join(" "));
    };
    const alone = await found();
    trees.ask();
    assert.deepEqual(await found(), alone);
    // The first file was parsed before anybody asked what handlers call.
    assert.equal(trees.size, 1);
    assert.deepEqual(alone, [
      "require-batch-item-failures",
      "no-client-in-handler handler.ts/handler orders.ts/save table.ts/put",
    ]);
  });
});
