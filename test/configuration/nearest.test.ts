import assert from "node:assert/strict";
import { FilesInMemory, type Files } from "../../rules/service/files.ts";
import { configurationAt, type Nearest } from "../../src/configuration/nearest.ts";

describe("the configuration of a file", () => {
  const files = new FilesInMemory({
    ".effective-lambda.json": '{ "preset": "strict", "exclude": ["old/**"] }',
    "orders/.effective-lambda.json": JSON.stringify({
      rules: { "no-log-event": "off" },
      exclude: ["**/*.generated.ts"],
      handlers: [{ files: "src/queue/*.ts", source: "sqs" }],
    }),
  });

  it("is the nearest one alone", () => {
    assert.deepEqual(configurationAt("stock/src/api.ts", files)?.configuration, { preset: "strict" });
    assert.deepEqual(configurationAt("orders/src/api.ts", files)?.configuration, {
      rules: { "no-log-event": "off" },
    });
  });

  it("has globs that are relative to its folder", () => {
    const excluded = ["old/a.ts", "orders/old/a.ts", "orders/src/a.generated.ts"].map(
      (path) => configurationAt(path, files)!.isExcluded,
    );
    assert.deepEqual(excluded, [true, false, true]);
    assert.deepEqual(configurationAt("orders/src/queue/a.ts", files)!.handlers, [
      { files: "**", source: "sqs" },
    ]);
    assert.deepEqual(configurationAt("orders/src/a.ts", files)!.handlers, []);
  });

  it("is none where no folder has one", () => {
    assert.equal(configurationAt("src/a.ts", new FilesInMemory({ "src/a.ts": "" })), undefined);
  });

  it("is read again once it says something else", () => {
    const changing = new FilesInMemory({ ".effective-lambda.json": "{}" });
    assert.deepEqual(configurationAt("a.ts", changing)?.configuration, {});
    changing.write(".effective-lambda.json", '{ "scope": "file" }');
    assert.deepEqual(configurationAt("a.ts", changing)?.configuration, { scope: "file" });
  });

  it("is looked for once in each folder where many are asked about", () => {
    const asked: string[] = [];
    const counting: Pick<Files, "stat" | "read"> = {
      stat: (path) => {
        asked.push(path);
        return files.stat(path);
      },
      read: (path) => files.read(path),
    };
    const nearest: Nearest = new Map();
    const found = ["stock/src/a.ts", "stock/src/b.ts", "stock/c.ts", "orders/src/d.ts"].map(
      (path) => configurationAt(path, counting, nearest)?.from,
    );
    assert.deepEqual(found, [
      ".effective-lambda.json",
      ".effective-lambda.json",
      ".effective-lambda.json",
      "orders/.effective-lambda.json",
    ]);
    assert.deepEqual(asked, [
      "stock/src/.effective-lambda.json",
      "stock/.effective-lambda.json",
      ".effective-lambda.json",
      "orders/src/.effective-lambda.json",
      "orders/.effective-lambda.json",
    ]);
  });
});
