import { mkdir, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { dirname, join, resolve } from "node:path";
import { MessageChannel, Worker, type MessagePort } from "node:worker_threads";
import { repositoryOf } from "../../test/kit/repository.ts";
import { temporaryFolder } from "../../test/host/workspace.ts";
import { rowOf, type Row } from "./row.ts";

const size = { handlers: 1_000, templates: 300 };
const rounds = 10;
const megabyte = 1024 * 1024;

/**
 * The extension's worker, with a second way in that asks it to collect its garbage and to say what is left. What V8 makes of
 * our functions is no part of it: it goes on for a long time to make them faster, and that is not ours to keep or to free.
 */
const program = `
  const { workerData: { port, file } } = require("node:worker_threads");
  const v8 = require("node:v8");
  v8.setFlagsFromString("--expose-gc");
  const collect = require("node:vm").runInNewContext("gc");
  port.on("message", () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    port.postMessage(heapUsed + arrayBuffers - v8.getHeapCodeStatistics().code_and_metadata_size);
  });
  require(file);
`;

/** What the worker keeps after reviews of a repository of a thousand handlers. */
export async function memory(handlers: readonly string[]): Promise<Row[]> {
  const { folder, remove } = await temporaryFolder();
  const { port1: port, port2 } = new MessageChannel();
  const file = resolve("dist/node/worker.cjs");
  const worker = new Worker(program, {
    eval: true,
    workerData: { port: port2, file },
    transferList: [port2],
  });
  try {
    await once(worker, "message");
    const repository = repositoryOf(size, handlers);
    for (const [path, text] of Object.entries(repository.files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const review = async (path: string) => {
      const input = [repository.files[path], path, { preset: "recommended", root: folder }];
      worker.postMessage({ task: "review", input, texts: new Map() });
      await once(worker, "message");
    };

    await review(repository.handlers[0]!);
    const before = await heldBy(port);
    const held: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const path of repository.handlers) await review(path);
      held.push((await heldBy(port)) - before);
    }
    const [first, second] = held.map((bytes) => bytes / megabyte);
    return [
      rowOf("the worker's memory after one review of a repository", [before / megabyte], "MB"),
      rowOf("what 1,000 handlers add to it", [first!], "MB", 50),
      rowOf(
        "what nine more such reviews add, from the second on",
        [held.at(-1)! / megabyte - second!],
        "MB",
        1,
      ),
    ];
  } finally {
    port.close();
    await worker.terminate();
    remove();
  }
}

async function heldBy(port: MessagePort): Promise<number> {
  port.postMessage("how much");
  const [bytes] = (await once(port, "message")) as [number];
  return bytes;
}
