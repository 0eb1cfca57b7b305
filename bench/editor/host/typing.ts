import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import { rowOf, type Row } from "../row.ts";
import { started } from "./extension.ts";
import { findings, pause, put, take } from "./document.ts";

/** Newer than the types, which are those of the oldest Node that we run on. */
const { threadCpuUsage } = process as unknown as { threadCpuUsage: typeof process.cpuUsage };

const runs = 12;
const words = ["const ", "total ", "= lines", ".length", " + 1; ", "// why"];

interface Typed {
  /** Percent of the time in which the thread was at work; whatever else the machine did does not count. */
  busy: number;
  /** The most milliseconds that it was at work between two looks, five milliseconds apart, or else later. */
  block: number;
  /** The most milliseconds by which it came too late to something, whoever kept the processor. */
  delay: number;
}

/**
 * What the extension costs the host's thread while somebody types in a long handler, with a pause after each word in
 * which it is reviewed. Runs with it and without it take turns in one host.
 */
export async function typing(document: vscode.TextDocument): Promise<Row[]> {
  const editor = await vscode.window.showTextDocument(document);
  const [without, withIt]: [Typed[], Typed[]] = [[], []];
  for (let run = 0; run < runs + 1; run++) {
    const alone = await typed(editor);
    const extension = started();
    await warm(document);
    const ours = await typed(editor);
    extension.dispose();
    await findings(document.uri, 0);
    // The first run warms up.
    if (run === 0) continue;
    without.push(alone);
    withIt.push(ours);
  }
  const more = withIt.map(({ busy }, run) => busy - without[run]!.busy);
  return [
    rowOf("typing: the host's thread is at work, without the extension", without.map(busyOf), "%"),
    rowOf("typing: the host's thread is at work, with it", withIt.map(busyOf), "%"),
    rowOf("typing: what it adds", more, "%", 1),
    rowOf("typing: longest block, without the extension", without.map(blockOf), "ms"),
    rowOf("typing: longest block, with it", withIt.map(blockOf), "ms", 16),
    rowOf("typing: longest delay by anything, without the extension", without.map(delayOf), "ms"),
    rowOf("typing: longest delay by anything, with it", withIt.map(delayOf), "ms"),
  ];
}

const busyOf = ({ busy }: Typed) => busy;
const blockOf = ({ block }: Typed) => block;
const delayOf = ({ delay }: Typed) => delay;

/** Types a statement into the handler, and takes it away again. */
async function typed(editor: vscode.TextEditor): Promise<Typed> {
  const { document } = editor;
  const text = document.getText();
  const end = document.lineAt(8).range.end;
  editor.selection = new vscode.Selection(end, end);
  await pause(300);

  const delays = monitorEventLoopDelay({ resolution: 2 });
  const start = performance.now();
  const before = work();
  let [block, last] = [0, before];
  const looks = setInterval(() => {
    const now = work();
    block = Math.max(block, now - last);
    last = now;
  }, 5);
  delays.enable();
  for (const word of words) {
    for (const letter of word) {
      await vscode.commands.executeCommand("type", { text: letter });
      await pause(60);
    }
    await pause(400);
  }
  delays.disable();
  clearInterval(looks);
  const busy = ((work() - before) / (performance.now() - start)) * 100;

  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit((edit) => edit.replace(everything, text));
  return { busy, block, delay: delays.max / 1e6 };
}

/** Milliseconds that the thread was at work so far. */
function work(): number {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

/** Lets the worker start and answer before anything is measured. */
async function warm(document: vscode.TextDocument): Promise<void> {
  await put(document);
  await findings(document.uri, 1);
  await take(document);
  await findings(document.uri, 0);
}
