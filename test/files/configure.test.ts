import assert from "node:assert/strict";
import { configured } from "../../src/files/configure.ts";
import { find } from "../../src/files/find.ts";
import { reviewFiles } from "../../src/files/review-files.ts";
import { fixed, review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";

describe("files with a configuration", () => {
  const handler = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async (event) => {
  console.log(event);
  return new S3Client({}).config;
};
`;
  const names = async (folder: string, paths: string[]) =>
    configured(await find(paths, folder)).files.map(({ name }) => name);

  it("are left out where it excludes them, unless they are named", async () => {
    const folder = await folderWith({
      "package.json": "{}",
      ".effective-lambda.json": '{ "exclude": ["old/**"] }',
      "a.js": handler,
      "old/b.js": handler,
    });
    assert.deepEqual(await names(folder, ["."]), ["a.js"]);
    assert.deepEqual(await names(folder, ["old/b.js"]), ["old/b.js"]);
  });

  it("are reviewed as it says, unless the command line says something else", async () => {
    const folder = await folderWith({
      "package.json": "{}",
      ".effective-lambda.json": '{ "preset": "strict", "rules": { "no-client-in-handler": "off" } }',
      "a.js": handler,
    });
    const rulesIn = async (preset?: "recommended") => {
      const found = configured(await find(["."], folder));
      const { files } = await reviewFiles(
        found,
        { preset, fix: false },
        { review, fixed, ordered: (all) => all },
        () => undefined,
      );
      return files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    };
    assert.deepEqual(await rulesIn(), ["no-log-event"]);
    assert.deepEqual(await rulesIn("recommended"), []);
  });

  it("tell of its mistake once, in a sentence that says what to do", async () => {
    const folder = await folderWith({
      "package.json": "{}",
      "src/.effective-lambda.json": '{ "preset": 1 }',
      "src/a.js": handler,
      "src/b.js": handler,
    });
    assert.deepEqual(configured(await find(["."], folder)).problems, [
      {
        file: "src/.effective-lambda.json",
        message:
          "Line 1, column 13: preset can be recommended or strict. Correct it; until then, nothing in the file counts.",
        fault: "named",
      },
    ]);
  });
});
