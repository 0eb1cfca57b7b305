import assert from "node:assert/strict";
import { rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesOnDisk, foldersAround, pathBelow } from "../../rules/service/node-files.ts";
import { Service } from "../../rules/service/service.ts";
import { folderWith } from "../kit/folder.ts";

const template =
  "Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: app.handler\n";

describe("the files on the disk", () => {
  it("are listed, told apart from folders, and read", async () => {
    const files = filesOnDisk(await folderWith({ "a/b.yml": "\uFEFFone", "c.bin": "\0" }))!;
    assert.deepEqual([...files.list("")].sort(), ["a/", "c.bin"]);
    assert.equal(files.stat("a")?.kind, "folder");
    assert.equal(files.stat("a/b.yml")?.kind, "file");
    assert.equal(files.read("a/b.yml"), "one");
    for (const path of ["c.bin", "a", "none", "a/none"]) assert.equal(files.read(path), undefined);
    assert.deepEqual([files.stat("none"), files.list("none")], [undefined, []]);
  });

  it("end at the root", async () => {
    const folder = await folderWith({ "secret.yml": "no", "root/a.yml": "yes", "root/b/c.yml": "" });
    const files = filesOnDisk(join(folder, "root"))!;
    await symlink("../secret.yml", join(folder, "root/link.yml"));
    await symlink("a.yml", join(folder, "root/inside.yml"));
    await symlink("..", join(folder, "root/up"));
    await symlink("..", join(folder, "root/b/again"));
    for (const path of [
      "../secret.yml",
      "a/../../secret.yml",
      join(folder, "secret.yml"),
      "link.yml",
      "up/secret.yml",
    ])
      assert.deepEqual([path, files.read(path)], [path, undefined]);
    assert.deepEqual([files.list("up"), files.list("..")], [[], []]);
    for (const path of ["link.yml", "up", "up/secret.yml", "up/root"])
      assert.deepEqual([path, files.stat(path)], [path, undefined]);
    assert.equal(files.read("inside.yml"), "yes");
    assert.equal(files.read("b/again/a.yml"), "yes");
    assert.deepEqual(files.list("b/again").toSorted(), files.list("").toSorted());
  });

  it("end there too once a link takes the place of a folder", async () => {
    const folder = await folderWith({ "outside/a.yml": "no", "root/b/a.yml": "yes" });
    const files = filesOnDisk(join(folder, "root"))!;
    assert.equal(files.read("b/a.yml"), "yes");
    await rm(join(folder, "root/b"), { recursive: true });
    await symlink("../outside", join(folder, "root/b"));
    assert.deepEqual([files.stat(""), files.stat("b/a.yml")].map(Boolean), [true, false]);
    assert.equal(files.read("b/a.yml"), undefined);
  });

  it("are searched to an end where links lead in circles", async () => {
    const folder = await folderWith({ "template.yml": template });
    await symlink(".", join(folder, "again"));
    await symlink("self", join(folder, "self"));
    const { read, isCut } = new Service(filesOnDisk(folder)!).templates();
    assert.deepEqual([read, isCut], [["template.yml"], false]);
  });

  it("are parsed again once they change", async () => {
    const folder = await folderWith({ "template.yml": template, "src/x.ts": "" });
    const service = new Service(filesOnDisk(folder)!);
    assert.equal(service.deploymentsOf("main.ts").length, 0);
    service.refresh();
    assert.equal(service.parsed, 1);
    await writeFile(join(folder, "template.yml"), template.replace("app.", "main."));
    await utimes(join(folder, "template.yml"), new Date(), new Date(2_000_000_000_000));
    service.refresh();
    assert.equal(service.deploymentsOf("main.ts").length, 1);
    assert.equal(service.parsed, 2);
  });

  it("have names below a folder, and folders around them", async () => {
    const folder = await folderWith({ "a/b.yml": "" });
    assert.equal(pathBelow(folder, join(folder, "a/b.yml")), "a/b.yml");
    assert.equal(pathBelow(join(folder, "a"), join(folder, "c.yml")), undefined);
    assert.deepEqual(foldersAround(join(folder, "a/b.yml")).slice(0, 2), [join(folder, "a"), folder]);
    assert.deepEqual(foldersAround("a/b.yml"), []);
  });

  it("are none where there is no such folder", () => {
    assert.equal(filesOnDisk("/nowhere/at/all"), undefined);
  });
});
