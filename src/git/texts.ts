import { lackingTexts, type Git } from "./run.ts";

/** What some files held, by the ids of that. */
export async function textsOf(git: Git, blobs: readonly string[]): Promise<Map<string, Buffer>> {
  const texts = new Map<string, Buffer>();
  if (blobs.length === 0) return texts;
  const answer = await git.bytes(["cat-file", "--batch"], `${blobs.join("\n")}\n`);
  let from = 0;
  for (const blob of blobs) {
    const end = answer.indexOf("\n", from);
    const [, , size] = answer.toString("latin1", from, end).split(" ");
    if (size === undefined) throw lackingTexts();
    const start = end + 1;
    texts.set(blob, answer.subarray(start, start + Number(size)));
    from = start + Number(size) + 1;
  }
  return texts;
}
