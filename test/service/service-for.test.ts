import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { heeds, lookAgain, readInstead, serviceFor } from "../../rules/service/service-for.ts";
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

  it("is what open files say, as soon as they say it", async () => {
    const calling = `
      import { createOrder } from "./orders";
      export const handler = async () => createOrder();
    `;
    const folder = await folderWith({
      "src/handler.ts": calling,
      "src/orders.ts": "export const createOrder = () => fetch(process.env.URL);",
    });
    const modules = () => serviceFor({ filename: join(folder, "src/orders.ts"), cwd: folder })!.modules;
    const reached = () => modules().reachedIn("src/orders.ts").length;
    assert.equal(reached(), 1);
    const { parsed } = modules();

    readInstead(new Map([[join(folder, "src/handler.ts"), calling.replace("createOrder()", "{}")]]));
    assert.equal(reached(), 0);
    assert.equal(reached(), 0);
    assert.equal(modules().parsed, parsed + 1);

    readInstead(new Map());
    assert.equal(reached(), 1);
  });

  it("is what the disk has, at once where somebody knows that it changed", async () => {
    const folder = await folderWith(files);
    const deployments = () => {
      const { service, path } = serviceFor({ filename: join(folder, "a/src/app.ts"), cwd: folder })!;
      return service.deploymentsOf(path).length;
    };
    assert.equal(deployments(), 1);
    writeFileSync(join(folder, "a/template.yml"), templateOf("Handler: src/other.handler"));
    lookAgain();
    assert.equal(deployments(), 0);
  });

  it("heeds changes of the files that were read for it, and what is new in its folder", async () => {
    const folder = await folderWith({ ...files, "a/numbers.json": "{}", "package.json": "{}" });
    const isHeeded = (path: string, isNew = false) => heeds([{ place: join(folder, path), isNew }]);
    assert.equal(isHeeded("a/template.yml"), false);

    serviceFor({ filename: join(folder, "a/src/app.ts"), cwd: folder })!.modules.reachedIn("a/src/app.ts");
    assert.equal(isHeeded("a/template.yml"), true);
    assert.equal(isHeeded("a/src/app.ts"), true);
    assert.equal(isHeeded("a/src"), true);
    assert.equal(isHeeded("package.json"), true);
    assert.equal(isHeeded("a/numbers.json"), false);
    assert.equal(isHeeded("a/stack.json", true), true);
    assert.equal(isHeeded("../elsewhere.ts", true), false);
  });
});
