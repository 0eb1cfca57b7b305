import { lchown, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The user and the group that nothing else belongs to. */
const nobody = 65_534;

/** Runs a step as somebody to whom a folder and all in it belongs, and who must not do everything, as root may. */
export async function asOrdinaryUser<T>(folder: string, step: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return step();
  for (const path of ["", ...(await readdir(folder, { recursive: true }))])
    await lchown(join(folder, path), nobody, nobody);
  process.seteuid!(nobody);
  try {
    return await step();
  } finally {
    process.seteuid!(0);
  }
}
