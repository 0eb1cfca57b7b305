import * as vscode from "vscode";
import { rowOf, type Row } from "../row.ts";
import { started } from "./extension.ts";
import { findings, pause, put, take } from "./document.ts";

const runs = 12;

/** From a start of the extension, with a handler open that has a mistake, to its finding. */
export async function firstFinding(document: vscode.TextDocument): Promise<Row[]> {
  await put(document);
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const extension = started();
    times.push((await findings(document.uri, 1)) - start);
    extension.dispose();
    await findings(document.uri, 0);
  }
  await take(document);
  const [compiling, ...others] = times;
  return [
    rowOf("first finding of all after an installation, 500 lines", [compiling!], "ms"),
    rowOf("first finding after a start, with a new thread, 500 lines", others, "ms", 700),
  ];
}

/** From a change in a long handler to what it brings, without the pause that is waited for. */
export async function nextFinding(document: vscode.TextDocument): Promise<Row> {
  const debounce = vscode.workspace.getConfiguration("effectiveLambda", document).get<number>("debounceMs")!;
  const extension = started();
  const times: number[] = [];
  for (let run = 0; run < runs + 2; run++) {
    const changed = nextChange(document);
    await put(document);
    const start = await changed;
    const end = await findings(document.uri, 1);
    // The first two warm up.
    if (run >= 2) times.push(end - start - debounce);
    await take(document);
    await findings(document.uri, 0);
    await pause(100);
  }
  extension.dispose();
  return rowOf("a change to its finding, after the debounce, 500 lines, warm", times, "ms", 60);
}

const nextChange = (document: vscode.TextDocument): Promise<number> =>
  new Promise((resolve) => {
    const listener = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document) return;
      listener.dispose();
      resolve(performance.now());
    });
  });
