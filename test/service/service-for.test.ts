import assert from "node:assert/strict";
import { join } from "node:path";
import { serviceFor } from "../../rules/service/service-for.ts";
import { folderWith } from "../kit/folder.ts";
import { templateOf } from "../kit/deployed.ts";

describe("the service of a file", () => {
  const files = { "a/template.yml": templateOf("Handler: src/app.handler"), "a/src/app.ts": "" };

  it("reads what lies below `.git`, and no template twice", async () => {
    const folder = await folderWith({ ".git/HEAD": "", ...files });
    const asked = () => serviceFor({ filename: join(folder, "a/src/app.ts"), cwd: "/" })!;
    const first = asked();
    assert.equal(first.path, "a/src/app.ts");
    assert.equal(first.service.deploymentsOf(first.path).length, 1);
    assert.equal(first.service.parsed, 1);
    for (let count = 0; count < 100; count++) assert.equal(asked().service, first.service);
    first.service.refresh();
    assert.equal(first.service.parsed, 1);
  });

  it("reads the folder that the linter runs in where there is no `.git`", async () => {
    const folder = await folderWith(files);
    const pathIn = (cwd: string) => serviceFor({ filename: join(folder, "a/src/app.ts"), cwd })?.path;
    assert.equal(pathIn(folder), "a/src/app.ts");
    assert.equal(pathIn(join(folder, "a")), "src/app.ts");
  });

  it("reads the outermost package where the linter runs elsewhere", async () => {
    const folder = await folderWith({ ...files, "package.json": "{}", "a/package.json": "{}" });
    assert.equal(
      serviceFor({ filename: join(folder, "a/src/app.ts"), cwd: "/nowhere" })?.path,
      "a/src/app.ts",
    );
  });

  it("is none where a path is relative or lies in no project", async () => {
    const folder = await folderWith(files);
    assert.equal(serviceFor({ filename: "a/src/app.ts", cwd: folder }), undefined);
    assert.equal(serviceFor({ filename: join(folder, "a/src/app.ts"), cwd: "/nowhere" }), undefined);
  });
});
