import { folderOf } from "../kit/paths.ts";
import { existsOnDisk, filesOnDisk, foldersAround, pathBelow } from "./node-files.ts";
import { Service } from "./service.ts";

/** The service that a file belongs to. */
export interface Belonging {
  service: Service;
  /** The folder that its paths are relative to. */
  root: string;
  /** The file's path in it. */
  path: string;
}

/** Milliseconds for which nobody looks whether templates have changed. */
const shortest = 1000;

/** How much longer than a look at the templates the next one waits, so that it costs a hundredth at most. */
const patience = 100;

interface Kept {
  service: Service;
  /** When to look at its templates again. */
  until: number;
}

const services = new Map<string, Kept | undefined>();
const roots = new Map<string, string | undefined>();

/** The service that a file belongs to; `undefined` where there is no disk to read, or the file is none of it. */
export function serviceFor({ filename, cwd }: { filename: string; cwd: string }): Belonging | undefined {
  const folder = folderOf(filename.replaceAll("\\", "/"));
  const place = `${folder}\n${cwd}`;
  if (!roots.has(place)) roots.set(place, rootOf(filename, cwd));
  const root = roots.get(place);
  const path = root === undefined ? undefined : pathBelow(root, filename);
  const service = path === undefined ? undefined : serviceOf(root!);
  return service && { service, root: root!, path: path! };
}

function serviceOf(root: string): Service | undefined {
  const kept = services.get(root);
  const now = Date.now();
  if (services.has(root) && (!kept || now < kept.until)) return kept?.service;
  const files = kept ? undefined : filesOnDisk(root);
  const service = kept?.service ?? (files && new Service(files));
  if (kept) service?.refresh();
  const end = Date.now();
  services.set(root, service && { service, until: end + Math.max(shortest, patience * (end - now)) });
  return service;
}

/** The repository around a file: where `.git` lies or else where the linter runs, or else the outermost package. */
function rootOf(filename: string, cwd: string): string | undefined {
  const folders = foldersAround(filename);
  return (
    folders.find((folder) => existsOnDisk(folder, ".git")) ??
    folders.find((folder) => folder === cwd) ??
    folders.findLast((folder) => existsOnDisk(folder, "package.json"))
  );
}
