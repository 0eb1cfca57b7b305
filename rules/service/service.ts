import { folderOf } from "../kit/paths.ts";
import type { DeployedFunction, Deployment } from "./deployment.ts";
import type { Files } from "./files.ts";
import { exportsNamedBy, moduleOf } from "./named.ts";
import { deploymentOf, isOfOtherCloud } from "./reading.ts";

/** A function that a file is deployed as. */
export interface DeployedFrom {
  /** The path of the file that says so, from the root of the repository. */
  template: string;
  deployment: Deployment;
  function: DeployedFunction;
  /** What Lambda calls. */
  export: string;
}

/** A template that could not be read. */
export interface UnreadTemplate {
  path: string;
  message: string;
}

/** How much of a repository is searched. */
export interface Limits {
  folders: number;
  /** Templates, and files of code that describe a deployment. */
  templates: number;
  /** All of these together, in bytes. */
  bytes: number;
}

export const usualLimits: Limits = { folders: 20_000, templates: 2_000, bytes: 50_000_000 };

/** Folders that hold what others wrote, or what a build did. */
const skipped =
  /^(node_modules|bower_components|vendor|dist|build|out|coverage|cdk\.out|\.aws-sam|\.serverless|\.build|\.git|\.webpack|\.esbuild|\.next|\.venv|venv)$/;

/** What templates are called. */
const template =
  /(template|stack|sam|cloudformation|cfn)[^/]*\.(ya?ml|json)$|(^|\/)(cloudformation|cfn|sam)\/(.*\/)?[^/]+\.ya?ml$|(^|\/)serverless[^/]*\.(ya?ml|json)$/i;

/** Code that may describe a deployment: no declarations, no tests. */
const code = /(?<!\.d)(?<!\.(test|spec))\.[cm]?[jt]s$/;

const unreadable =
  "It cannot be read: it is too large, no text, not allowed, or a link that leads elsewhere.";

/** Whether code may deploy a function, judged by its words. */
const deploysFunctions = (text: string): boolean =>
  /["'](aws-cdk-lib|@aws-cdk\/)/.test(text) && /Function\b/.test(text);

/**
 * Whether a template may deploy a function, judged by its words: many are about networks, databases, or no AWS at all.
 * One that names no resource yet is unfinished, which is worth saying.
 */
const mayDeployFunctions = (text: string): boolean =>
  (text.includes("Resources") && (/::Function\b/.test(text) || !/\bAWS::\w+::/.test(text))) ||
  (text.includes("service") && text.includes("provider"));

/** A file that was looked at, and its state then. */
interface Known {
  modified: number;
  size: number;
  /** Where its paths start. */
  app: string;
  /** What is left to be parsed; nobody has asked for a file that it may deploy yet. */
  text?: string | undefined;
  /** Whether its words are those of a deployment. */
  isTemplate?: boolean;
  deployment?: Deployment | undefined;
  /** Whether it deploys to another cloud than AWS. */
  isForeign?: boolean;
  problem?: string;
}

/** The state of what has a name in a folder and is no file: a link that leads elsewhere, or a socket. */
const nothing = { modified: 0, size: 0 };

interface Listed {
  modified: number;
  names: readonly string[];
}

/** What the templates of a repository say of its code. Nothing is executed. */
export class Service {
  readonly #files: Files;
  readonly #limits: Limits;
  readonly #folders = new Map<string, Listed>();
  #known = new Map<string, Known>();
  /** The templates that are left to be parsed, by the outermost folder whose files they can deploy. */
  #waiting = new Map<string, string[]>();
  #byModule = new Map<string, DeployedFrom[]>();
  /** The folders of serverless.yml files, and whether they deploy to another cloud. */
  #frameworks = new Map<string, boolean>();
  #isCut = false;
  /** How many files were parsed, for whoever counts. */
  parsed = 0;

  constructor(files: Files, limits: Limits = usualLimits) {
    this.#files = files;
    this.#limits = limits;
    this.refresh();
  }

  /** Looks for templates that are new, changed or gone; what has not changed is not read again. */
  refresh(): void {
    const before = this.#known;
    this.#known = new Map();
    this.#isCut = false;
    let isChanged = false;
    for (const { path, app, isCode } of this.#candidates()) {
      const known = before.get(path);
      const { modified, size } = this.#files.stat(path) ?? nothing;
      const isSame = known?.modified === modified && known.size === size && known.app === app;
      this.#known.set(path, isSame ? known : { modified, size, app, ...this.#read(path, isCode) });
      isChanged ||= !isSame;
    }
    if (isChanged || before.size !== this.#known.size) this.#connectAll();
  }

  /** The functions that a file of code is deployed as. */
  deploymentsOf(path: string): readonly DeployedFrom[] {
    const module = moduleOf(path);
    if (module === undefined) return [];
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      this.#parseFor(folder);
      if (folder === "") break;
    }
    // In which order they were parsed is nobody's business.
    return (this.#byModule.get(module) ?? []).sort((one, other) =>
      one.template < other.template ? -1 : one.template > other.template ? 1 : 0,
    );
  }

  /** Whether the framework that deploys a file does so to another cloud than AWS. */
  isForeign(path: string): boolean {
    if (this.#frameworks.size === 0 || this.deploymentsOf(path).length > 0) return false;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const isForeign = this.#frameworks.get(folder);
      if (isForeign !== undefined || folder === "") return isForeign ?? false;
    }
  }

  /** What was read, what could not be, and whether the search ended before it had seen everything. */
  templates(): { read: string[]; failed: UnreadTemplate[]; isCut: boolean } {
    for (const folder of [...this.#waiting.keys()]) this.#parseFor(folder);
    const known = [...this.#known];
    return {
      read: known.flatMap(([path, { deployment }]) => (deployment ? [path] : [])),
      failed: known.flatMap(([path, { problem }]) =>
        problem === undefined ? [] : [{ path, message: problem }],
      ),
      isCut: this.#isCut,
    };
  }

  /** The files that may describe a deployment. Code does so below a `cdk.json`. */
  *#candidates(): Generator<{ path: string; app: string; isCode: boolean }> {
    const waiting: { folder: string; app: string | undefined }[] = [{ folder: "", app: undefined }];
    let [folders, templates, bytes] = [0, 0, 0];
    // Folders near the root come first, because they are what is left when the search is cut.
    for (const { folder, app: outer } of waiting) {
      if (++folders > this.#limits.folders) {
        this.#isCut = true;
        return;
      }
      const names = this.#namesIn(folder);
      const app = names.includes("cdk.json") ? folder : outer;
      for (const name of names) {
        const path = folder === "" ? name : `${folder}/${name}`;
        if (name.endsWith("/")) {
          if (!skipped.test(name.slice(0, -1))) waiting.push({ folder: path.slice(0, -1), app });
          continue;
        }
        const isCode = app !== undefined && code.test(name);
        if (!isCode && !template.test(path)) continue;
        if (templates >= this.#limits.templates || bytes > this.#limits.bytes) {
          this.#isCut = true;
          return;
        }
        yield { path, app: isCode ? app : folder, isCode };
        const known = this.#known.get(path);
        if (!known?.isTemplate) continue;
        templates++;
        bytes += known.size;
      }
    }
  }

  #namesIn(folder: string): readonly string[] {
    const modified = this.#files.stat(folder)?.modified ?? NaN;
    const listed = this.#folders.get(folder);
    if (listed?.modified === modified) return listed.names;
    const names = [...this.#files.list(folder)].sort();
    this.#folders.set(folder, { modified, names });
    return names;
  }

  #read(path: string, isCode: boolean): Partial<Known> {
    const text = this.#files.read(path);
    if (text === undefined) return isCode ? {} : { problem: unreadable };
    if (!(isCode ? deploysFunctions(text) : mayDeployFunctions(text))) return {};
    return isOfOtherCloud(text, path) ? { isForeign: true } : { isTemplate: true, text };
  }

  /** Parses what can deploy the files of a folder, and no folder around it. */
  #parseFor(folder: string): void {
    const paths = this.#waiting.get(folder) ?? [];
    this.#waiting.delete(folder);
    for (const path of paths) {
      const known = this.#known.get(path)!;
      this.parsed++;
      try {
        known.deployment = deploymentOf(known.text!, path);
      } catch (error) {
        const { message, lineNumber } = error as Error & { lineNumber?: number };
        known.problem = lineNumber === undefined ? message : `Line ${lineNumber}: ${message}`;
      }
      known.text = undefined;
      this.#connect(path, known);
    }
  }

  #connectAll(): void {
    this.#waiting = new Map();
    this.#byModule = new Map();
    this.#frameworks = new Map();
    for (const [path, known] of this.#known) {
      if (known.text === undefined) {
        this.#connect(path, known);
        continue;
      }
      const outermost = known.text.includes("..") ? "" : known.app;
      this.#waiting.set(outermost, [...(this.#waiting.get(outermost) ?? []), path]);
    }
  }

  #connect(path: string, { app, deployment, isForeign = false }: Known): void {
    // Where a folder is deployed to AWS and elsewhere, its code may be for AWS.
    const folder = folderOf(path);
    if (isForeign || (deployment && /(^|\/)serverless[^/]*$/.test(path)))
      this.#frameworks.set(folder, isForeign && this.#frameworks.get(folder) !== false);
    for (const deployed of deployment?.functions ?? [])
      for (const { module, export: name } of exportsNamedBy(deployed, path, app)) {
        const all = this.#byModule.get(module) ?? [];
        all.push({ template: path, deployment: deployment!, function: deployed, export: name });
        this.#byModule.set(module, all);
      }
  }
}
