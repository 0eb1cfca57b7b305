import { open } from "node:fs/promises";
import { startOfTemplate, startsLikeTemplate } from "../review/languages.ts";

/** Whether a file looks like a template. What cannot be read may be one: whoever reads it all will say why not. */
export async function looksLikeTemplate(path: string): Promise<boolean> {
  const text = await startOf(path).catch(() => undefined);
  return text === undefined || startsLikeTemplate(text);
}

async function startOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(startOfTemplate) });
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
