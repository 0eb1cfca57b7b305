import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { folderWith } from "../kit/folder.ts";
import { root } from "../kit/root.ts";

/** Runs the survey as `npm run survey` does; an exit code other than 0 throws. */
async function surveyOf(...args: string[]): Promise<string> {
  const command = ["--import", "tsx", join(root, "survey/survey.ts"), ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
  return stdout;
}

describe("npm run survey", () => {
  it("prints the same counts of a folder each time, for readers and for programs", async () => {
    const folder = await folderWith({
      "src/old.js": 'const AWS = require("aws-sdk");\nexports.handler = async (event) => event;\n',
      "src/broken.js": "export const handler = async (",
      "src/old.test.js": "",
    });
    const text = await surveyOf(folder);
    assert.match(text, /^2 files read, 1 skipped or read in part\. 1 handler in 1 file\.$/m);
    assert.match(text, /^ {2}no-aws-sdk-v2 +1 +1 +1,000 +0 +0$/m);
    assert.match(text, /^ {2}src\/broken\.js\n {4}Line 1: /m);

    const { handlers, kinds, rules } = JSON.parse(await surveyOf(folder, "--format", "json"));
    assert.equal(handlers, 1);
    assert.deepEqual(kinds.language, [{ name: "JavaScript, CommonJS", count: 1 }]);
    assert.deepEqual(rules, [{ rule: "no-aws-sdk-v2", recommended: 1, strict: 1, fixes: 0, suggestions: 0 }]);
  });

  it("says which folder does not exist, as an error", async () => {
    await assert.rejects(surveyOf("test/samples", "nowhere"), {
      code: 2,
      stdout: "",
      stderr: "There is no folder nowhere. Check the spelling, and name folders, not files.\n",
    });
  });

  it("says of a folder without code that there is none", async () => {
    const folder = await folderWith({ "README.md": "" });
    assert.match(await surveyOf(folder), /^There is no JavaScript or TypeScript code in\s/);
  });

  it("counts a file once, and the same handlers as the command", async () => {
    const typed = 'import type { SQSEvent } from "aws-lambda";\n';
    const folder = await folderWith({
      "src/pay.ts": `${typed}export const pay = async (event: SQSEvent): Promise<void> => { await save(event); };\n`,
      "src/orders.ts": `${typed}export const ordersIn = (event: SQSEvent): Order[] => read(event.Records);\n`,
    });
    const { files, handlers, eventTakers } = JSON.parse(
      await surveyOf(folder, join(folder, "src"), "--format", "json"),
    );
    assert.deepEqual([files, handlers, eventTakers], [2, 1, 1]);

    const command = [join(root, "rules/dist/cli.js"), "review", folder];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: root });
    assert.match(
      stdout.replaceAll("\n", " "),
      /^1 handler in 1 file: 1 SQS\. 1 other function takes a Lambda event: /,
    );
  });
});
