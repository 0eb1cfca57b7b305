import assert from "node:assert/strict";
import * as vscode from "vscode";
import { heldFolders, type HeldFolders, type Reading } from "../../../../src/editor/held-folders.ts";
import { holding } from "../../../../src/editor/reading-folders.ts";
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
  [...texts.since(0).values()].flatMap((files) => [...files.keys()]);

describe("a folder that lies on no disk", () => {
  it("is read once, and tells how far that is", () =>
    withFolders(async (folders) => {
      const readings: (Reading | undefined)[] = [folders.reading(place())];
      folders.onDidRead(() => readings.push(folders.reading(place())));
      await Promise.all([folders.fill(place()), folders.fill(place())]);
      const { length } = pathsIn(folders);
      assert.ok(length > 40, `${length} files are held.`);
      const expected = Array.from({ length: Math.ceil(length / 20) }, (_, batch) => ({
        done: batch * 20,
        total: length,
      }));
      assert.deepEqual(readings, [{ done: 0, total: 0 }, ...expected, undefined]);
    }));

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
      assert.equal(pathsIn(folders).length, readings[0]!.total);
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
