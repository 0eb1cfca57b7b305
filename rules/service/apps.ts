import { joinedPath } from "../kit/paths.ts";
import { stampOf, type Files } from "./files.ts";

/** An application of the CDK, as far as files tell of one. */
export interface App {
  /** The folder that it is run in, where its relative paths start. */
  folder: string;
  /** Whether a `cdk.json` says so, rather than a package that has the CDK. */
  isConfigured: boolean;
}

/** A package that the CDK is a dependency of, whatever kind of one. */
const hasCdk = /"(aws-cdk-lib|@aws-cdk\/core)"\s*:/;

/** Finds the applications of the CDK. A package is read again when it changes. */
export class Apps {
  readonly #files: Files;
  readonly #packages = new Map<string, { state: string; hasCdk: boolean }>();

  constructor(files: Files) {
    this.#files = files;
  }

  /**
   * The application that the code in a folder belongs to.
   *
   * @param outer that of the folder around it
   */
  of(folder: string, names: readonly string[], outer: App | undefined): App | undefined {
    if (names.includes("cdk.json")) return { folder, isConfigured: true };
    if (outer?.isConfigured || !names.includes("package.json")) return outer;
    // A workspace may have the CDK in its root only; the scripts of each package run in its own folder.
    const isOfApp = outer !== undefined || this.#hasCdk(joinedPath(folder, "package.json")!);
    return isOfApp ? { folder, isConfigured: false } : undefined;
  }

  #hasCdk(path: string): boolean {
    const state = stampOf(this.#files.stat(path));
    let known = this.#packages.get(path);
    if (known?.state !== state) {
      known = { state, hasCdk: hasCdk.test(this.#files.read(path) ?? "") };
      this.#packages.set(path, known);
    }
    return known.hasCdk;
  }
}
