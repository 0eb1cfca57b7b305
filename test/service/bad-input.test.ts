import assert from "node:assert/strict";
import fs from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import path, { join } from "node:path";
import { FilesInMemory } from "../../rules/service/files.ts";
import { filesOnDisk } from "../../rules/service/node-files.ts";
import { Service } from "../../rules/service/service.ts";
import { foundIn, templateOf } from "../kit/deployed.ts";
import { folderWith } from "../kit/folder.ts";

const good = templateOf("Handler: app.handler");
const floating = `
  import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
  export const handler = async () => { new SQSClient({}).send(new SendMessageCommand({})); };
`;

/** Values that hold the one before them ten times, and so have a thousand million texts in the end. */
const bomb = Array.from({ length: 20 }, (_, index) => {
  const before = index === 0 ? "x" : `*a${index - 1}`;
  return `A${index}: &a${index} [${Array.from({ length: 10 }, () => before).join(", ")}]\n`;
}).join("");

/** What a service says of the folder `bad`, in which a handler lies beside something that is no good template. */
function answers(name: string, text: string) {
  const service = new Service(new FilesInMemory({ [`bad/${name}`]: text, "good/template.yml": good }));
  const deployed = service.deploymentsOf("bad/app.ts").length;
  assert.equal(service.deploymentsOf("good/app.ts").length, 1, "A bad template hides a good one.");
  return { deployed, failed: service.templates().failed.map(({ path, message }) => `${path}: ${message}`) };
}

type Disk = NonNullable<Parameters<typeof filesOnDisk>[1]>;

/** A disk that answers otherwise of some paths: a system may know no such file, and root may read all that there are. */
function diskWhere(
  paths: RegExp,
  { lstatSync, readFileSync }: { lstatSync?: (stats: fs.Stats) => fs.Stats; readFileSync: () => string },
): Disk {
  const others = {
    ...fs,
    lstatSync: (place: string, options: object) => {
      const stats = fs.lstatSync(place, options);
      return stats && lstatSync && paths.test(place) ? lstatSync(stats) : stats;
    },
    readFileSync: (place: string, encoding: BufferEncoding) =>
      paths.test(place) ? readFileSync() : fs.readFileSync(place, encoding),
  };
  return { fs: others as unknown as typeof fs, path };
}

describe("bad input of a service", () => {
  describe("is said, with its place", () => {
    const saysOf = (title: string, text: string, said: RegExp, name = "template.yml") =>
      it(title, async () => {
        const { deployed, failed } = answers(name, text);
        assert.equal(deployed, 0);
        assert.equal(failed.length, 1);
        assert.match(failed[0]!, said);
        const found = await foundIn("bad/app.ts", { [`bad/${name}`]: text, "bad/app.ts": floating });
        assert.match(found.join(), /no-floating-promise/);
      });

    saysOf("of what does not parse", `${good}  Other: [\n`, /^bad\/template\.yml: Line \d+: /);
    saysOf("of a key that is there twice", `${good}  Orders: {}\n`, /: Line 7: Map keys must be unique/);
    saysOf("of tabs that indent", `${good}\tOther: {}\n`, /: Line 7: .*[Tt]ab/);
    saysOf(
      "of more entries than the parser gets through",
      `${good}Metadata:\n${"- a\n".repeat(10_001)}`,
      /: Line 8: .* is not read\.$/,
    );
    saysOf("of nesting without end", `${good}Metadata: ${"[".repeat(20_000)}`, /: Line 7: .* too deeply/);
    saysOf("of what is no text", "\0\u0001Resources", /cannot be read/);
    saysOf("of what is larger than any template", good.padEnd(2_000_001), /cannot be read/);
    saysOf(
      "of JSON that ends early",
      '{ "Resources": { "A": { "Type": "AWS::Lambda::Function"',
      /: Line 1: /,
      "template.json",
    );
  });

  describe("is read as far as it goes", () => {
    const reads = (title: string, text: string, name = "template.yml") =>
      it(title, () => assert.deepEqual(answers(name, text), { deployed: 1, failed: [] }));

    reads("with aliases that grow without end", `${bomb}${good}      Timeout: *a19\n`);
    reads("with anchors into themselves", `Loop: &loop { <<: *loop, again: *loop }\n${good}`);
    reads("as one of several documents", `kind: Deployment\n---\n${good}---\nResources: {}\n`);
    reads("with a tag that nobody knows", `${good}  Other: !Company::Thing { Type: !Kind a }\n`);
    reads("with 50,000 lines", `${good}      Description: |\n${"        line\n".repeat(50_000)}`);
    reads(
      "as JSON with a byte order mark",
      `\uFEFF{ "Resources": { "A": { "Type": "AWS::Lambda::Function", "Properties": { "Code": ".", "Handler": "app.handler" } } } }`,
      "template.json",
    );
  });

  it("is soon done with comments that nobody ends, however many there are", () => {
    const endless = "/* ".repeat(500_000);
    const files = {
      "template.yml": templateOf("Handler: lib/app.handler"),
      "tsconfig.json": `{ "compilerOptions": { "outDir": "lib" } }${endless}`,
      "lib/app.js": `/* own */ export { handler } from "./orders";\n${endless}`,
    };
    assert.equal(new Service(new FilesInMemory(files)).deploymentsOf("lib/orders.js").length, 1);
  });

  it("is nothing where a template is empty, or says nothing", () => {
    for (const text of [
      "",
      "\n",
      "# nothing\n",
      "---\n",
      "null",
      "[]",
      "service",
      "provider: { service: [] }",
    ])
      assert.deepEqual(answers("template.yml", text), { deployed: 0, failed: [] });
  });

  it("leads no further than the root, whatever a path says", () => {
    const asked: string[] = [];
    class WatchedFiles extends FilesInMemory {
      override stat(path: string) {
        asked.push(path);
        return super.stat(path);
      }
      override list(path: string) {
        asked.push(path);
        return super.list(path);
      }
      override read(path: string) {
        asked.push(path);
        return super.read(path);
      }
    }
    const service = new Service(
      new WatchedFiles({
        "a/template.yml": templateOf("CodeUri: ../../../etc", "Handler: ../../app.handler"),
        "b/template.yml": templateOf("CodeUri: /etc", "Handler: app.handler"),
        "c/serverless.yml":
          "service: c\nprovider: { name: aws }\ncustom: ${file(../../../secret.yml)}\nfunctions: { a: { handler: ../../app.main } }\n",
        "d/cdk.json": "{}",
        "d/lib/stack.ts": `
          import * as path from "node:path";
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          import { Base } from "../../../base";
          new NodejsFunction(this, "A", { entry: path.join(__dirname, "../../../../etc/app.ts") });
        `,
      }),
    );
    for (const path of ["app.ts", "../app.ts", "../../etc/app.ts", "/etc/app.ts", "a/app.ts", "etc/app.ts"])
      assert.deepEqual(service.deploymentsOf(path), [], path);
    service.templates();
    service.refresh();
    assert.deepEqual(
      asked.filter((path) => path.startsWith("/") || path.split("/").includes("..")),
      [],
    );
  });

  describe("on the disk", () => {
    /** What a service says of a folder with a good template, in which something was put beside it. */
    async function withBeside(put: (folder: string) => unknown, disk?: Disk) {
      const folder = await folderWith({ "outside/secret.yml": good, "root/a/template.yml": good });
      const root = join(folder, "root");
      await put(root);
      const service = new Service(filesOnDisk(root, disk)!);
      assert.equal(service.deploymentsOf("a/app.ts").length, 1);
      const { read, failed, isCut } = service.templates();
      assert.deepEqual([read, isCut], [["a/template.yml"], false]);
      return failed.map(({ path, message }) => `${path}: ${message.slice(0, 17)}`);
    }
    const isSaid = ["template.yml: It cannot be read"];

    it("is a link that leads out of the root", async () =>
      assert.deepEqual(
        await withBeside((root) => symlink("../outside/secret.yml", join(root, "template.yml"))),
        isSaid,
      ));

    it("is a link to itself, or to nothing", async () => {
      assert.deepEqual(
        await withBeside((root) => symlink("template.yml", join(root, "template.yml"))),
        isSaid,
      );
      assert.deepEqual(await withBeside((root) => symlink("none.yml", join(root, "template.yml"))), isSaid);
    });

    it("is a link to a folder, within the root or out of it", async () => {
      assert.deepEqual(await withBeside((root) => symlink("../outside", join(root, "b"))), []);
      assert.deepEqual(await withBeside((root) => symlink("..", join(root, "a/up"))), []);
    });

    it("is a pipe or a socket, which nobody waits for", async () => {
      for (const kind of [0o010_000, 0o140_000]) {
        let opened = 0;
        const disk = diskWhere(/root.template\.yml$/, {
          lstatSync: (stats) => Object.assign(stats, { mode: kind | (stats.mode & 0o777) }),
          readFileSync: () => String(opened++),
        });
        const failed = await withBeside((root) => writeFile(join(root, "template.yml"), good), disk);
        assert.deepEqual([failed, opened], [isSaid, 0]);
      }
    });

    it("is a folder that is called like a template", async () =>
      assert.deepEqual(await withBeside(async (root) => symlink("a", join(root, "template.yml"))), isSaid));

    it("is a file that nobody may read", async () => {
      const disk = diskWhere(/root.template\.yml$/, {
        readFileSync: () => {
          throw Object.assign(new Error("permission denied"), { code: "EACCES" });
        },
      });
      const failed = await withBeside((root) => writeFile(join(root, "template.yml"), good), disk);
      assert.deepEqual(failed, isSaid);
    });
  });
});
