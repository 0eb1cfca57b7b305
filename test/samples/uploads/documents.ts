import { stat } from "node:fs/promises";

const bytesOfPage = 50_000;

/** About how many pages a document has. */
export const pagesIn = async (path: string): Promise<number> =>
  Math.ceil((await stat(path)).size / bytesOfPage);
