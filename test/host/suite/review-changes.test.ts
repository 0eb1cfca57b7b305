import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { TestRepository } from "../../kit/git.ts";
import { answering } from "./answers.ts";
import { closeAll, eventually, findingsIn, opened, replaceText, written } from "./editor.ts";

const handlerOf = (table: string) => `import { save } from "./store.mjs";

const table = "${table}";

export const handler = async (event) => {
  for (const record of event.Records) {
    await save(table, record);
  }
};
`;

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
${["orders", "bills"]
  .map(
    (name) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${name}.handler
      Runtime: nodejs22.x
      Events:
        Queue: { Type: SQS, Properties: { Queue: !GetAtt ${name}Queue.Arn } }
  ${name}Queue:
    Type: AWS::SQS::Queue
`,
  )
  .join("")}`;

const lastCommit = { chooses: ["Since the last commit"] };

/** What the extension comments on from now on; what it puts away is out of it. */
function commentsFromNow() {
  const { createCommentController } = vscode.comments;
  const threads: vscode.CommentThread[] = [];
  Object.assign(vscode.comments, {
    createCommentController(id: string, label: string) {
      const controller = createCommentController(id, label);
      const createCommentThread: typeof controller.createCommentThread = (...input) => {
        const thread = controller.createCommentThread(...input);
        const { dispose } = thread;
        threads.push(thread);
        thread.dispose = () => {
          threads.splice(threads.indexOf(thread), 1);
          dispose();
        };
        return thread;
      };
      return { createCommentThread, dispose: () => controller.dispose() };
    },
  });
  return { threads, undo: () => Object.assign(vscode.comments, { createCommentController }) };
}

const placeOf = ({ uri }: vscode.CommentThread) => uri.path.split("/").at(-1);

const isInTemplate = (thread: vscode.CommentThread) => placeOf(thread) === "template.yaml";

const textOf = ({ comments: [comment] }: vscode.CommentThread) =>
  (comment!.body as vscode.MarkdownString).value.replaceAll("&nbsp;", " ").replaceAll("\\", "");

describe("the review of what has changed", function () {
  this.timeout(180_000);
  const [folder] = vscode.workspace.workspaceFolders!;
  const root = join(folder!.uri.fsPath, "review-changes");
  let comments: ReturnType<typeof commentsFromNow>;

  before(async () => {
    await written("review-changes/notes.md", "");
    new TestRepository(
      {
        "orders.mjs": handlerOf("orders"),
        "bills.mjs": handlerOf("bills"),
        "store.mjs": "export const save = async (...what) => process.stdout.write(what.join());\n",
        "template.yaml": template,
      },
      root,
    );
  });

  beforeEach(async () => {
    comments = commentsFromNow();
    // A line that has nothing to do with what is missing.
    await opened("review-changes/orders.mjs", handlerOf("newOrders"));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("effectiveLambda.endReview");
    comments.undo();
    await closeAll();
  });

  it("tells what is missing in a touched handler, though on no changed line, and nothing of the one beside it", async () => {
    assert.deepEqual(await answering(lastCommit, "effectiveLambda.reviewChanges"), []);
    assert.ok(comments.threads.length > 0);
    assert.deepEqual([...new Set(comments.threads.map(placeOf))], ["orders.mjs", "template.yaml"]);
    assert.ok(comments.threads.every(({ canReply }) => canReply === false));
    const billsInTemplate = template.split("\n").indexOf("  bills:");
    assert.ok(
      comments.threads.filter(isInTemplate).every(({ range }) => range!.start.line < billsInTemplate),
    );
    const missing = comments.threads.find((thread) => /Return the failed ones/.test(textOf(thread)));
    assert.match(textOf(missing!), /lost or repeated events_\n\n/);
    assert.match(textOf(missing!), /\[Slide: [^\]]+\]\(command:effectiveLambda\.openSlide\?/);
    const total = comments.threads.length;
    assert.deepEqual(
      comments.threads.map(({ label }) => label),
      // The handler was as wrong before.
      comments.threads.map((_, index) => `${index + 1} of ${total} · there before`),
    );
  });

  it("tells what is new with the change from what was there before", async () => {
    const client = `import { S3Client } from "@aws-sdk/client-s3";\n${handlerOf("newOrders")}`;
    const document = await opened(
      "review-changes/orders.mjs",
      client.replace("  for", "  const s3 = new S3Client({});\n  for"),
    );
    // It was open before, and its editor takes what is on the disk when it hears of it.
    await eventually(() => assert.ok(findingsIn(document).some(({ message }) => /S3Client/.test(message))));
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    const ages = (pattern: RegExp) =>
      comments.threads
        .filter((thread) => pattern.test(textOf(thread)))
        .map(({ label }) => label!.split(" · ")[1]);
    assert.deepEqual(ages(/S3Client/), ["new with this change"]);
    assert.deepEqual(ages(/Return the failed ones/), ["there before"]);
  });

  it("goes from one to the next, and leaves out what is resolved", async () => {
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    const before = comments.threads.length;
    const isUnfolded = ({ collapsibleState }: vscode.CommentThread) =>
      collapsibleState === vscode.CommentThreadCollapsibleState.Expanded;
    const seen = new Set<unknown>();
    for (let step = 0; step < before; step++) {
      await vscode.commands.executeCommand("effectiveLambda.nextFinding");
      const [unfolded, another] = comments.threads.filter(isUnfolded);
      assert.equal(unfolded!.uri.toString(), vscode.window.activeTextEditor?.document.uri.toString());
      assert.equal(another, undefined);
      seen.add(unfolded);
    }
    assert.equal(seen.size, before);

    await vscode.commands.executeCommand("effectiveLambda.resolveComment", comments.threads[0]);
    assert.equal(comments.threads.length, before - 1);
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    assert.equal(comments.threads.length, before);
    await vscode.commands.executeCommand("effectiveLambda.endReview");
    assert.equal(comments.threads.length, 0);
  });

  it("follows what is typed: what is mended is no longer commented on", async () => {
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    const { document } = vscode.window.activeTextEditor!;
    const isMissing = (thread: vscode.CommentThread) => /Return the failed ones/.test(textOf(thread));
    const { range } = comments.threads.find(isMissing)!;
    await replaceText(document, `// Orders\n${document.getText()}`);
    await eventually(() =>
      assert.equal(comments.threads.find(isMissing)?.range?.start.line, range!.start.line + 1),
    );
    await replaceText(document, "export const handler = async () => 1;\n");
    await eventually(() => assert.deepEqual(findingsIn(document), []));
    await eventually(() => assert.ok(comments.threads.every(isInTemplate)));
    await document.save();
  });

  it("begins with the filter for what has changed", async () => {
    const chooses = ["What has changed", "Choose a Branch", "main"];
    await answering({ chooses }, "effectiveLambda.filterFindings");
    assert.ok(comments.threads.length > 0);
    await answering({ chooses: ["All findings"] }, "effectiveLambda.filterFindings");
  });

  it("writes and copies the same as the command in the terminal", async () => {
    const { extensionPath } = vscode.extensions.getExtension("effective-lambda.effective-lambda")!;
    const command = join(extensionPath, "rules/dist/cli.js");
    const fromTerminal = async (format: string) => {
      const wish = ["review", "--diff=HEAD", "--fail-on=never", "--format", format];
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
      const run = promisify(execFile)(process.execPath, [command, ...wish], { cwd: root, env });
      return (await run).stdout;
    };
    const saves = vscode.Uri.joinPath(folder!.uri, "review-of-changes");
    for (const [title, format] of [
      ["Markdown", "md"],
      ["HTML", "html"],
      ["SARIF", "sarif"],
    ] as const) {
      const chooses = [title, ...lastCommit.chooses];
      assert.deepEqual(await answering({ chooses, saves }, "effectiveLambda.exportReview"), []);
      const expected = await fromTerminal(format);
      assert.match(expected, /batchItemFailures/);
      assert.equal(await readFile(saves.fsPath, "utf8"), expected, format);
    }
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    await answering({}, "effectiveLambda.copyReviewComment");
    assert.equal(await vscode.env.clipboard.readText(), await fromTerminal("md"));
  });

  it("says that files have to be saved, and saves them", async () => {
    const settings = vscode.workspace.getConfiguration("files");
    await settings.update("autoSave", "off", vscode.ConfigurationTarget.Global);
    try {
      const { document } = vscode.window.activeTextEditor!;
      await replaceText(document, handlerOf("newestOrders"));
      const sentence = "Git compares files as they were saved. These are not: review-changes/orders.mjs.";
      assert.deepEqual(await answering({}, "effectiveLambda.reviewChanges"), [sentence]);
      assert.equal(comments.threads.length, 0);
      await answering({ ...lastCommit, agrees: true }, "effectiveLambda.reviewChanges");
      assert.equal(document.isDirty, false);
      assert.ok(comments.threads.length > 0);
    } finally {
      await settings.update("autoSave", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("says where the folder is gone that was reviewed", async () => {
    const [here, away] = ["review-gone", "review-away"].map((name) => join(folder!.uri.fsPath, name));
    await written("review-gone/notes.md", "");
    new TestRepository({ "orders.mjs": handlerOf("orders") }, here);
    await opened("review-gone/orders.mjs", handlerOf("newOrders"));
    await answering(lastCommit, "effectiveLambda.reviewChanges");
    await rename(here!, away!);
    const sentence =
      "The folder whose change is under review is gone, or no longer open: review-gone. Run Review Changed Handlers for another one.";
    for (const command of ["effectiveLambda.copyReviewComment", "effectiveLambda.exportReview"])
      assert.deepEqual(await answering({ chooses: ["Markdown"] }, command), [sentence]);
  });

  it("says where there is no repository", async () => {
    await opened("outside-of-git/orders.mjs", handlerOf("orders"));
    const [sentence] = await answering(lastCommit, "effectiveLambda.reviewChanges");
    assert.match(sentence!, /outside-of-git is in no Git repository with files/);
  });
});
