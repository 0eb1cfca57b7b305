import { mayNameCdk } from "./cdk/spelt.ts";
import type { App, Apps } from "./apps.ts";
import type { Files } from "./files.ts";
import { isServerlessCode } from "./deployment-in.ts";
import { isSkipped } from "./skipped.ts";

/** What templates are called. */
const template =
  /(template|stack|sam|cloudformation|cfn)[^/]*\.(ya?ml|json)$|(^|\/)(cloudformation|cfn|sam)\/(.*\/)?[^/]+\.ya?ml$|(^|\/)serverless[^/]*\.(ya?ml|json|[cm]?[jt]s)$/i;

/** Code that may describe a deployment: no declarations, no tests. */
const code = /(?<!\.d)(?<!\.(test|spec))\.[cm]?[jt]s$/;

/** Whether code may deploy a function, or hand one from a stack to another, judged by its words. */
const deploysFunctions = (text: string): boolean =>
  mayNameCdk(text) && /Function|\bnew \w*Lambda\(|\bnew \w*Stack\([^]*\bnew \w*Stack\(/.test(text);

/**
 * Whether a template may deploy a function, judged by its words: many are about networks, databases, or no AWS at all.
 * One that names no resource yet is unfinished, which is worth saying.
 */
const isTemplate = (text: string): boolean =>
  (text.includes("Resources") && (/::Function\b/.test(text) || !/\bAWS::\w+::/.test(text))) ||
  (text.includes("service") && text.includes("provider"));

interface Listed {
  modified: number;
  names: readonly string[];
}

/** A look through the folders of a repository for the files that may describe a deployment. */
export class Search {
  readonly #files: Files;
  readonly #appsIn: Apps;
  readonly #most: number;
  readonly #folders = new Map<string, Listed>();
  /** The folders that relative paths of CDK code start in, by the file. */
  readonly #apps = new Map<string, string>();
  /** Whether there are more folders than are looked through. */
  isCut = false;
  /** Whether files came or went since the look before. */
  isMoved = false;

  /** @param most how many folders are looked through */
  constructor(files: Files, appsIn: Apps, most: number) {
    this.#files = files;
    this.#appsIn = appsIn;
    this.#most = most;
  }

  /** The folders in which somebody writes code, with the names in them. */
  get folders(): ReadonlyMap<string, Listed> {
    return this.#folders;
  }

  /** The folder that relative paths in CDK code start in; `undefined` for what is none. */
  appOf(path: string): string | undefined {
    return this.#apps.get(path);
  }

  /** What a file has to say in order to be read. */
  mayDeploy(path: string): (text: string) => boolean {
    return this.#apps.has(path) ? deploysFunctions : isTemplate;
  }

  /** The files of code in these folders, without declarations and tests. */
  *filesOfCode(): Generator<string> {
    for (const [folder, { names }] of this.#folders)
      for (const name of names) if (code.test(name)) yield below(folder, name);
  }

  /**
   * The files that may describe a deployment. Code does so in an application of the CDK.
   *
   * @param before the look before: what has not changed is not listed again
   */
  *from(before: Search): Generator<string> {
    const waiting: { folder: string; app: App | undefined }[] = [{ folder: "", app: undefined }];
    let folders = 0;
    // Folders near the root come first, because they are what is left when the search is cut.
    for (const { folder, app: outer } of waiting) {
      if (++folders > this.#most) {
        this.isCut = true;
        return;
      }
      const names = this.#namesIn(folder, before);
      const app = this.#appsIn.of(folder, names, outer);
      for (const name of names) {
        const path = below(folder, name);
        if (name.endsWith("/")) {
          if (!isSkipped(name.slice(0, -1))) waiting.push({ folder: path.slice(0, -1), app });
          continue;
        }
        const isCode = app !== undefined && code.test(name) && !isServerlessCode(path);
        if (!isCode && !template.test(path)) continue;
        if (isCode) this.#apps.set(path, app.folder);
        yield path;
      }
    }
  }

  #namesIn(folder: string, before: Search): readonly string[] {
    const modified = this.#files.stat(folder)?.modified ?? NaN;
    const listed = before.#folders.get(folder);
    const isSame = listed?.modified === modified;
    const names = isSame ? listed.names : [...this.#files.list(folder)].sort();
    this.#folders.set(folder, { modified, names });
    this.isMoved ||= !isSame;
    return names;
  }
}

const below = (folder: string, name: string): string => (folder === "" ? name : `${folder}/${name}`);
