import assert from "node:assert/strict";
import * as vscode from "vscode";
import { heldFolders, type HeldFolders, type Reading } from "../../../../src/editor/held-folders.ts";
import { holding } from "../../../../src/editor/reading-folders.ts";
import { maximumSize } from "../../../../src/review/size.ts";
import { eventually, opened, replaceText, written } from "../editor.ts";
import { jobsFromNow } from "../thread.ts";

/** Runs something with folders of its own, of which nothing is read yet. */
async function withFolders(run: (folders: HeldFolders) => Promise<void>): Promise<void> {
  const log = vscode.window.createOutputChannel("Held folders", { log: true });
  const folders = heldFolders(log);
  try {
    await run(folders);
  } finally {
    folders.dispose();
    log.dispose();
  }
}

const place = () => vscode.workspace.workspaceFolders![0]!.uri;

/** The paths of all that is held. */
const pathsIn = ({ texts }: HeldFolders) =>
  [...texts.since(0).values()].flatMap((files) =>
    [...files].flatMap(([path, text]) => (text === undefined ? [] : [path])),
  );

describe("a folder that lies on no disk", () => {
  it("is read once, and tells how far that is", () =>
    withFolders(async (folders) => {
      const readings: (Reading | undefined)[] = [folders.reading(place())];
      folders.onDidRead(() => readings.push(folders.reading(place())));
      await Promise.all([folders.fill(place()), folders.fill(place())]);
      const { length } = pathsIn(folders);
      assert.ok(length > 40, `${length} files are held.`);
      // One that is too large is read, and not held: VS Code may have saved such a one by itself.
      const { total } = readings[1]!;
      const expected = Array.from({ length: Math.ceil(total / 20) }, (_, batch) => ({
        done: batch * 20,
        total,
      }));
      assert.deepEqual(readings, [{ done: 0, total: 0 }, ...expected, undefined]);
    }));

  it("is listed once, however many of its files are not to be held", () =>
    withFolders(async (folders) => {
      const large = await written("held/large.js", " ".repeat(maximumSize + 1));
      const unheard = vscode.Uri.joinPath(place(), "held/unheard.js");
      const { fs } = vscode.workspace;
      const listed: string[] = [];
      const looked: string[] = [];
      const value: typeof fs = {
        ...fs,
        readDirectory: (uri) => (listed.push(uri.path), fs.readDirectory(uri)),
        stat: (uri) => (looked.push(uri.path), fs.stat(uri)),
      };
      await folders.fill(place());
      Object.defineProperty(vscode.workspace, "fs", { configurable: true, value });
      try {
        await folders.fill(large);
        // One that nobody has told of yet is looked for by itself.
        await folders.fill(unheard);
        await folders.fill(unheard);
      } finally {
        Object.defineProperty(vscode.workspace, "fs", { configurable: true, value: fs });
        await fs.delete(large);
      }
      // VS Code may tell only now of the folder that has come with the file, which is listed by itself.
      assert.ok(!listed.includes(place().path), listed.join());
      assert.deepEqual(
        looked.filter((path) => path === unheard.path),
        [unheard.path],
      );
    }));

  it("holds nothing of a folder in it that is gone, and what comes with one", () =>
    withFolders(async (folders) => {
      const [before, after] = ["held/orders.v1", "held/orders.v2"];
      const paths = () => pathsIn(folders).filter((path) => path.startsWith("held/orders.v"));
      await written(`${before}/src/a.js`, "export {};\n");
      await folders.fill(place());
      assert.deepEqual(paths(), [`${before}/src/a.js`]);
      const [from, to] = [before, after].map((path) => vscode.Uri.joinPath(place(), path!)) as [
        vscode.Uri,
        vscode.Uri,
      ];
      await vscode.workspace.fs.rename(from, to);
      await eventually(() => assert.deepEqual(paths(), [`${after}/src/a.js`]));
      await vscode.workspace.fs.delete(to, { recursive: true });
      await eventually(() => assert.deepEqual(paths(), []));
    }));

  it("is let go of once it is open no more", async () => {
    const { onDidChangeWorkspaceFolders } = vscode.workspace;
    const changes = new vscode.EventEmitter<vscode.WorkspaceFoldersChangeEvent>();
    const listenBy = (value: typeof onDidChangeWorkspaceFolders) =>
      Object.defineProperty(vscode.workspace, "onDidChangeWorkspaceFolders", { configurable: true, value });
    listenBy(changes.event);
    try {
      await withFolders(async (folders) => {
        await folders.fill(place());
        assert.ok(pathsIn(folders).length > 40);
        changes.fire({ added: [], removed: [vscode.workspace.workspaceFolders![0]!] });
        assert.deepEqual(pathsIn(folders), []);
        await folders.fill(place());
        assert.ok(pathsIn(folders).length > 40);
      });
    } finally {
      listenBy(onDidChangeWorkspaceFolders);
      changes.dispose();
    }
  });

  it("is read no further once nobody waits for it, and the rest is when somebody does", () =>
    withFolders(async (folders) => {
      const stop = new vscode.CancellationTokenSource();
      const readings: (Reading | undefined)[] = [];
      folders.onDidRead(() => {
        const reading = folders.reading(place());
        readings.push(reading);
        if (reading?.done === 20) stop.cancel();
      });
      await folders.fill(place(), stop.token);
      await eventually(() => assert.equal(pathsIn(folders).length, 20));
      assert.equal(readings.length, 2);

      await folders.fill(place());
      assert.equal(folders.reading(place()), undefined);
      assert.deepEqual(readings[2], { done: 0, total: readings[0]!.total - 20 });
    }));

  it("is read to its end where one stops waiting and another does not", () =>
    withFolders(async (folders) => {
      const stop = new vscode.CancellationTokenSource();
      folders.onDidRead(() => stop.cancel());
      await Promise.all([folders.fill(place(), stop.token), folders.fill(place())]);
      assert.equal(folders.reading(place()), undefined);
    }));

  it("is read in sight of whoever runs a command, who can stop it", () =>
    withFolders(async (folders) => {
      const { withProgress } = vscode.window;
      const said: string[] = [];
      const answer = async (token: vscode.CancellationToken) => {
        const progress = { report: ({ message }: { message: string }) => void said.push(message) };
        Object.assign(vscode.window, {
          withProgress: (_options: unknown, work: Parameters<typeof withProgress>[1]) =>
            work(progress as never, token),
        });
        try {
          const run = () => Promise.resolve("answered" as never);
          const rules = holding(folders, { run, rest: () => undefined, dispose: () => undefined });
          return await rules.run(place().toString(), "configuration", "orders.js", { preset: "recommended" });
        } catch (error) {
          return error;
        } finally {
          Object.assign(vscode.window, { withProgress });
        }
      };
      const stop = new vscode.CancellationTokenSource();
      stop.cancel();
      assert.ok((await answer(stop.token)) instanceof vscode.CancellationError);
      assert.equal(await answer(new vscode.CancellationTokenSource().token), "answered");
      assert.deepEqual(said.slice(0, 1), ["reading the folder"]);
      assert.match(said.join("\n"), /^reading the folder: 20 of \d+ files$/m);
    }));

  it("holds nothing of other places whose files have such a path", () =>
    withFolders(async (folders) => {
      await folders.fill(place());
      // VS Code writes its settings to a place of its own.
      const settings = vscode.workspace.getConfiguration("effectiveLambda");
      await settings.update("debounceMs", 150, vscode.ConfigurationTarget.Global);
      await settings.update("debounceMs", undefined, vscode.ConfigurationTarget.Global);
      await written("held/last.js", "export {};\n");
      await eventually(() => assert.ok(pathsIn(folders).includes("held/last.js")));
      assert.deepEqual(
        pathsIn(folders).filter((path) => path.startsWith("/") || path.endsWith("settings.json")),
        [],
      );
    }));

  it("goes to the thread once, and from then on what is saved of it", async () => {
    const [first, second] = [1, 2].map((number) => `export const saved = ${number};\n`) as [string, string];
    const jobs = jobsFromNow();
    try {
      const document = await opened("held/saved.js", first);
      await eventually(() => assert.ok(jobs.held.includes(first)));
      const before = jobs.held.length;
      await replaceText(document, second);
      await document.save();
      await eventually(() => assert.ok(jobs.held.includes(second)));
      assert.deepEqual(jobs.held.slice(before), [second]);
    } finally {
      jobs.undo();
    }
  });
});
