import assert from "node:assert/strict";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { find } from "../../src/files/find.ts";
import { folderWith } from "../kit/folder.ts";

describe("finding files", () => {
  const namesIn = async (folder: string, ...paths: string[]) =>
    (await find(paths, folder)).files.map(({ name }) => name);

  it("takes every ending of JavaScript and TypeScript, sorted by name", async () => {
    const folder = await folderWith({
      "b.ts": "",
      "a/x.mjs": "",
      "a/y.cts": "",
      "c.jsx": "",
      "d.tsx": "",
      "e.json": "",
      "f.md": "",
    });
    assert.deepEqual(await namesIn(folder, "."), ["a/x.mjs", "a/y.cts", "b.ts", "c.jsx", "d.tsx"]);
  });

  it("leaves out tests, declarations, minified files, build output and names that start with a dot", async () => {
    const folder = await folderWith({
      "src/orders.ts": "",
      "src/orders.test.ts": "",
      "src/orders.spec.mjs": "",
      "src/__tests__/all.ts": "",
      "src/types.d.ts": "",
      "src/vendor.min.js": "",
      "src/.hidden.js": "",
      "node_modules/x/index.js": "",
      "dist/orders.js": "",
      "cdk.out/asset/index.js": "",
      ".aws-sam/build/orders.js": "",
    });
    assert.deepEqual(await namesIn(folder, "."), ["src/orders.ts"]);
  });

  it("takes YAML and JSON that looks like a template, whatever it is called, and nothing else of the kind", async () => {
    const folder = await folderWith({
      "template.yaml": "Resources:\n  Orders: {",
      "infra/queues.yml": "Outputs: {}\nResources:\n",
      "infra/stack.json": '{ "AWSTemplateFormatVersion": "2010-09-09" }',
      "infra/minified.json": '{"Description":"d","Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}',
      "serverless.yml": "service: orders\nprovider:\n  name: aws\n",
      "serverless.json": '{ "service": "orders", "provider": { "name": "aws" } }',
      ".github/workflows/template.yml": "Resources: {}",
      "cdk.out/Orders.template.json": '{ "Resources": {} }',
      "snapshots/Orders.template.json":
        '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Metadata": { "aws:cdk:path": "Orders/Q" } } } }',
      "package.json": '{ "Resources": {} }',
      "package-lock.json": '{ "Resources": {} }',
      "pnpm-lock.yaml": "Resources: {}",
      "tsconfig.build.json": '{ "Resources": {} }',
      "mail/template.json": '{ "subject": "Your order" }',
      "docker-compose.yml": "services:\n  web: {}\n",
      "rules.yml": "ResourceTypes: [AWS::SQS::Queue]\nResourceType: AWS::SQS::Queue\n",
      "chart.yaml": "{{ if .Values.on }}",
      "blank.yaml": "\n ".repeat(100_000),
    });
    assert.deepEqual(await namesIn(folder, "."), [
      "infra/minified.json",
      "infra/queues.yml",
      "infra/stack.json",
      "serverless.json",
      "serverless.yml",
      "template.yaml",
    ]);
    assert.deepEqual(await namesIn(folder, "chart.yaml", "mail"), ["chart.yaml"]);
  });

  it("takes a file or folder that is named, whatever it is called", async () => {
    const folder = await folderWith({ "orders.test.ts": "", "dist/orders.js": "" });
    assert.deepEqual(await namesIn(folder, "orders.test.ts", "dist"), ["dist/orders.js", "orders.test.ts"]);
  });

  it("tells where a file lies in its project, wherever that is", async () => {
    const folder = await folderWith({ "test/shop/src/a.ts": "", "test/shop/test/b.ts": "" });
    const placesIn = async (cwd: string, ...paths: string[]) =>
      (await find(paths, join(folder, cwd))).files.map(({ place }) => place);
    assert.deepEqual(await placesIn("test/shop", "src", "test"), ["src/a.ts", "test/b.ts"]);
    assert.deepEqual(await placesIn("other", "../test/shop"), ["src/a.ts", "test/b.ts"]);
    assert.deepEqual(await placesIn("other", "../test/shop/src/a.ts"), ["a.ts"]);
    assert.deepEqual(await placesIn("", "."), ["test/shop/src/a.ts", "test/shop/test/b.ts"]);
  });

  it("takes a file once, under its own name, however many paths and links lead to it", async () => {
    const folder = await folderWith({ "src/orders.ts": "" });
    await symlink("src", join(folder, "a-link"));
    await symlink("orders.ts", join(folder, "src/again.ts"));
    assert.deepEqual(await namesIn(folder, ".", "src/orders.ts"), ["src/orders.ts"]);
  });

  it("takes a file under its own name, though a link to its folder comes first", async () => {
    const folder = await folderWith({ "a/x.ts": "", "orders/y.ts": "" });
    await symlink("../orders", join(folder, "a/link"));
    assert.deepEqual(await namesIn(folder, "."), ["a/x.ts", "orders/y.ts"]);
  });

  it("follows a link out of the folder", async () => {
    const shared = await folderWith({ "orders.ts": "" });
    const folder = await folderWith({});
    await symlink(shared, join(folder, "shared"));
    assert.deepEqual(await namesIn(folder, "."), ["shared/orders.ts"]);
  });

  it("reports a link that leads back to a folder it is in, and goes on", async () => {
    const folder = await folderWith({ "src/orders.ts": "" });
    await symlink("..", join(folder, "src/loop"));
    const { files, problems } = await find(["."], folder);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["src/orders.ts"],
    );
    assert.deepEqual(problems, [
      {
        file: "src/loop",
        message: "This link leads back to a folder it is in. Remove the link.",
        fault: "met",
      },
    ]);
  });

  it("reports a link to itself, a path where nothing is and a file of another kind, each as named", async () => {
    const folder = await folderWith({ "README.md": "" });
    await symlink("self.ts", join(folder, "self.ts"));
    const { problems } = await find(["self.ts", "nowhere", "README.md"], folder);
    assert.deepEqual(
      problems.map(({ file, message, fault }) => [file, message.split(".")[0], fault]),
      [
        ["self.ts", "This link leads back to itself", "named"],
        ["nowhere", "There is no file or folder here", "named"],
        ["README.md", "This is neither JavaScript, TypeScript nor a template", "named"],
      ],
    );
  });

  it("remembers whether a file was named itself", async () => {
    const folder = await folderWith({ "a.ts": "", "b.ts": "" });
    const { files } = await find([".", "a.ts"], folder);
    assert.deepEqual(
      files.map(({ named }) => named),
      [true, false],
    );
  });
});
