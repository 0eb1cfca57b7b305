import { folderOf } from "../kit/paths.ts";
import { Apps } from "./apps.ts";
import { pathAround } from "./around.ts";
import type { DeployedFrom } from "./deployed-from.ts";
import { isStated, type DeployedFunction, type Stated } from "./deployment.ts";
import { NotedFiles, type Files } from "./files.ts";
import { missingHandler, type MissingHandler } from "./missing.ts";
import { exportsNamedBy, moduleOf, pathLeadingOut, type NamedExport } from "./named.ts";
import { isOfFramework } from "./deployment-in.ts";
import { PassedOn } from "./passed-on.ts";
import { Readings, type Reading } from "./readings.ts";
import { Search } from "./search.ts";
import { Sources } from "./sources.ts";

/** The code that a function is deployed from. */
export interface DeployedCode {
  /** From the root of the repository. */
  path: string;
  /** What Lambda calls. */
  export: string;
}

/** A template that could not be read, or what of it leads where nothing is read. */
export interface UnreadTemplate {
  path: string;
  message: string;
}

/** How much of a repository is searched. */
export interface Limits {
  folders: number;
  /** Files that are read because they may describe a deployment: templates, and code of the CDK. */
  templates: number;
  /** All of these together, in characters. */
  characters: number;
}

export const usualLimits: Limits = { folders: 20_000, templates: 20_000, characters: 50_000_000 };

/** A file that was looked at, and its state then. */
interface Known extends Reading {
  state: string;
}

/** What the templates of a repository say of its code. Nothing is executed. */
export class Service {
  readonly files: Files;
  readonly #limits: Limits;
  /** The files that decide, beside the templates, what code these lead to. */
  readonly #onTheWay: NotedFiles;
  readonly #passedOn: PassedOn;
  readonly #appsIn: Apps;
  /** The last look at the folders. */
  #search: Search;
  #known = new Map<string, Known>();
  #sources: Sources;
  #byModule = new Map<string, DeployedFrom[]>();
  /** The folders of serverless.yml files, and whether they deploy to another cloud. */
  #frameworks = new Map<string, boolean>();
  #isCut = false;
  #leadingOut: UnreadTemplate[] = [];
  /** How many files were parsed, for whoever counts. */
  parsed = 0;
  /** How many times what is said here became another, or files came or went. */
  changes = 0;

  constructor(files: Files, limits: Limits = usualLimits) {
    this.files = files;
    this.#limits = limits;
    this.#onTheWay = new NotedFiles(files);
    this.#passedOn = new PassedOn(this.#onTheWay);
    this.#appsIn = new Apps(files);
    this.#search = this.#newSearch();
    this.#sources = new Sources(this.#onTheWay, this.#search.folders);
    this.refresh();
  }

  /** Looks for templates that are new, changed or gone; what has not changed is not read again. */
  refresh(): void {
    const before = this.#known;
    const searchBefore = this.#search;
    const search = (this.#search = this.#newSearch());
    this.#known = new Map();
    this.#isCut = false;
    let isChanged = false;
    let characters = 0;
    const readings = new Readings(this.files);
    for (const path of search.from(searchBefore)) {
      const known = before.get(path);
      const state = readings.stateOf(path);
      // A template that is no file is worth saying; a folder may well be called like code.
      if (state === "none" && search.appOf(path) !== undefined) continue;
      if (this.#known.size >= this.#limits.templates || characters > this.#limits.characters) {
        this.#isCut = true;
        break;
      }
      const isSame = known?.state === state && readings.isCurrent(known);
      const reading = isSame ? known : { state, ...readings.read(path, search.mayDeploy(path)) };
      this.#known.set(path, reading);
      characters += reading.length;
      isChanged ||= !isSame || searchBefore.appOf(path) !== search.appOf(path);
    }
    this.parsed += readings.parsed;
    this.#isCut ||= search.isCut;
    // Files that came or went decide what those in the output of a compiler were made of.
    isChanged ||= search.isMoved || before.size !== this.#known.size;
    if (isChanged || !this.#onTheWay.areCurrent((path) => readings.stateOf(path))) {
      this.changes++;
      this.#connect();
    }
  }

  /** The functions that a file of code is deployed as. */
  deploymentsOf(path: string): readonly DeployedFrom[] {
    const module = moduleOf(path);
    return (module !== undefined && this.#byModule.get(module)) || [];
  }

  /** The file in which the code of a function is written, and its export; `undefined` where not exactly one can be told. */
  codeOf(deployed: DeployedFunction, template: string): DeployedCode | undefined {
    const places = this.#exportsNamedBy(deployed, template);
    const [named, another] = places.filter((one) => !this.#passedOn.passesOn(one));
    if (!named || another) return undefined;
    const paths = this.#sources.filesOf(named.module);
    const [path, other] = paths.length > 1 ? paths.filter((one) => /\.[cm]?tsx?$/.test(one)) : paths;
    return path === undefined || other !== undefined ? undefined : { path, export: named.export };
  }

  /** Whether a function of a template is deployed from some code. */
  isDeployedFrom(deployed: DeployedFunction, template: string, code: DeployedCode): boolean {
    const module = moduleOf(code.path);
    return this.#exportsNamedBy(deployed, template).some(
      (named) => named.module === module && named.export === code.export,
    );
  }

  /** The handlers that a template names without a file that they are in. */
  missingIn(template: string): MissingHandler[] {
    const functions = (!this.#isCut && this.#known.get(template)?.deployment?.functions) || [];
    return functions.flatMap(
      (one) => missingHandler(one, this.#exportsNamedBy(one, template), this.#sources) ?? [],
    );
  }

  #exportsNamedBy(deployed: DeployedFunction, template: string): NamedExport[] {
    const named = exportsNamedBy(deployed, template, this.#appOf(template), this.#sources);
    return named.flatMap((one) => this.#passedOn.from(one));
  }

  /** The folder that the paths in a template start in. */
  #appOf(template: string): string {
    return this.#search.appOf(template) ?? folderOf(template);
  }

  #isNamedElsewhere({ functionName }: DeployedFunction, path: string): boolean {
    const app = this.#search.appOf(path);
    if (app === undefined || !isStated(functionName)) return false;
    const counts = [...this.#known].map(([other, { names }]) =>
      this.#search.appOf(other) === app ? (names?.get(functionName.value) ?? 0) : 0,
    );
    // Once where it gets the name.
    return counts.reduce((sum, count) => sum + count) > 1;
  }

  /** The exports that functions are deployed from, each in every file that it can be written in. */
  *entries(): Generator<{ path: string; name: string; from: readonly DeployedFrom[] }> {
    for (const [module, deployed] of this.#byModule) {
      const names = new Set(deployed.map((one) => one.export));
      for (const path of this.#sources.filesOf(module))
        for (const name of names) yield { path, name, from: deployed.filter((one) => one.export === name) };
    }
  }

  /** The folders in which somebody writes code. */
  folders(): Iterable<string> {
    return this.#search.folders.keys();
  }

  /** The files of code in these folders, without declarations and tests. */
  filesOfCode(): Generator<string> {
    return this.#search.filesOfCode();
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
    const known = [...this.#known];
    return {
      read: known.flatMap(([path, { deployment }]) => (deployment ? [path] : [])),
      failed: [
        ...known.flatMap(([path, { problem }]) =>
          problem === undefined ? [] : [{ path, message: problem }],
        ),
        ...this.#leadingOut,
      ],
      isCut: this.#isCut,
    };
  }

  #newSearch(): Search {
    return new Search(this.files, this.#appsIn, this.#limits.folders);
  }

  #connect(): void {
    this.#byModule = new Map();
    this.#frameworks = new Map();
    this.#leadingOut = [];
    this.#onTheWay.forget();
    this.#sources = new Sources(this.#onTheWay, this.#search.folders);
    const elsewhere = [...this.#known.values()].flatMap(({ deployment }) => deployment?.elsewhere ?? []);
    for (const [path, { deployment, isForeign = false }] of this.#known) {
      const ofThis = elsewhere.filter((one) => one.path === path);
      if (isForeign || (deployment && isOfFramework(path)))
        // Where a folder is deployed to AWS and elsewhere, its code may be for AWS.
        this.#frameworks.set(folderOf(path), isForeign && this.#frameworks.get(folderOf(path)) !== false);
      for (const deployed of deployment?.functions ?? []) {
        const app = this.#appOf(path);
        const template = pathAround(deployed.at) ?? path;
        const outside = pathLeadingOut(deployed, path, app);
        if (outside) this.#leadingOut.push({ path: template, message: messageOf(outside) });
        for (const { module, export: name } of this.#exportsNamedBy(deployed, path)) {
          const all = this.#byModule.get(module) ?? [];
          const isNamedElsewhere = this.#isNamedElsewhere(deployed, path);
          all.push({
            template,
            deployment: deployment!,
            function: deployed,
            export: name,
            isNamedElsewhere,
            elsewhere: ofThis.filter(({ at }) => at.range[0] === deployed.at.range[0]),
          });
          this.#byModule.set(module, all);
        }
      }
    }
  }
}

const messageOf = ({ value, at }: Stated<string>): string =>
  `Line ${at.loc.start.line}: \`${value}\` leads out of the repository, where nothing is read.`;
