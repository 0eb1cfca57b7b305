import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "../../rules/kit/ast.ts";
import { exportsOf } from "../../rules/kit/exports.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { placeFile } from "../../rules/lambda/deployed.ts";
import { handlerCalled, handlerExportedAs } from "../../rules/lambda/handlers.ts";
import { lambdaIn, type Handler } from "../../rules/lambda/model.ts";
import { partsOf, partsOfExport } from "../../rules/lambda/parts.ts";
import { callablesIn, type Step } from "../../rules/lambda/reach.ts";
import { sourceCodeOf } from "../../rules/service/reading.ts";
import { deploymentIn } from "../../rules/service/deployment-in.ts";
import { sectionsOf } from "../../rules/service/sections.ts";
import type { Entry } from "../../rules/service/modules/graph.ts";
import type { Belonging } from "../../rules/service/service-for.ts";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import type { Reason } from "../report/change.ts";
import { comesOf, importedBy, passedOnAs } from "./imported.ts";
import type { Lines } from "./lines.ts";

/** Some lines of a file that are part of what a handler is. */
export interface Part extends Lines {
  what: Reason["what"];
  /** From the root of the repository. */
  path: string;
}

/** A handler, or a function that a template deploys, with all that it is made of in a repository. */
export interface Made {
  kind: "handler" | "function";
  path: string;
  name: string;
  line: number;
  /** Event sources, as far as its deployment says. */
  sources: string[];
  /** Whether it is certain that Lambda calls it. */
  isCertain: boolean;
  parts: Part[];
  /** The way to each function that it calls in another file. */
  ways: (readonly Step[])[];
}

/** The handlers of a repository as it is at the moment, and what each is made of. Paths are relative to the root. */
export class Inventory {
  readonly #service: Belonging;
  readonly #sources = new Map<string, SourceCode | undefined>();
  readonly #concerned: ReadonlySet<string>;
  /** The files in question, and those from which imports lead to them. */
  readonly #leading: ReadonlySet<string>;
  readonly #known = new Set<string>();
  readonly #functions = new Set<string>();

  /** @param concerned the files whose change is asked about */
  constructor(service: Belonging, concerned: Iterable<string>) {
    this.#service = service;
    this.#concerned = new Set(concerned);
    this.#leading = service.modules.leadingTo(this.#concerned);
  }

  /** The handlers that some of the files in question are part of. */
  made(): Made[] {
    const { service, modules } = this.#service;
    const made: Made[] = [];
    const deployed = new Set<string>();
    for (const entry of this.#entries()) {
      const key = `${entry.path} ${entry.name}`;
      if (this.#known.has(key) || this.#isMissing(entry)) continue;
      this.#known.add(key);
      const from = service.deploymentsOf(entry.path).filter((one) => one.export === entry.name);
      const sections = from.flatMap(sectionsOf);
      for (const one of from) {
        deployed.add(placeOf(one.template, one.function.at.loc.start.line));
        this.#functions.add(`${one.template} ${one.function.name}`);
      }
      const reached = modules.reachedBy(entry);
      const files = [entry, ...reached, ...sections].map(({ path }) => path);
      if (!this.#leading.has(entry.path) && !files.some((path) => this.#concerned.has(path))) continue;
      const own = this.#nodesOfEntry(entry);
      const called = reached.flatMap((one) => this.#nodesOfCalled(one));
      made.push({
        kind: "handler",
        path: entry.path,
        name: entry.name,
        line: this.#handlerNamed(entry)?.function.loc.start.line ?? 1,
        sources: [...(entry.sources ?? [])],
        isCertain: entry.isCertain,
        parts: [
          ...own.map(partIn("code")),
          ...called.map(partIn("called")),
          ...this.#imported([...own, ...called], reached).map(partIn("used")),
          ...sections.map((section) => ({ what: "deployment" as const, ...section })),
        ],
        ways: reached.map(({ steps }) => steps),
      });
    }
    return [...made, ...this.#otherFunctions(deployed)];
  }

  /** Whether there is such a handler or function, once it is known what is made. */
  has({ kind, path, name }: Pick<Made, "kind" | "path" | "name">): boolean {
    return (kind === "handler" ? this.#known : this.#functions).has(`${path} ${name}`);
  }

  /** The handlers that are known, and those that the files in question show, be they known to templates or not. */
  *#entries(): Generator<Entry & { isCertain: boolean }> {
    for (const entry of this.#service.modules.entries()) yield { ...entry, isCertain: true };
    for (const path of this.#concerned)
      for (const { name, evidence } of this.#handlersIn(path))
        // What a handler elsewhere calls need not be one, although it looks like one.
        yield {
          path,
          name,
          sources: undefined,
          order: [],
          isCertain: evidence === "entry" && !this.#isCalled(path, name),
        };
  }

  /** Whether a file in question has nothing of the name that a template says. */
  #isMissing({ path, name }: Entry): boolean {
    const sourceCode = this.#concerned.has(path) ? this.#sourceOf(path) : undefined;
    return (
      sourceCode !== undefined &&
      !this.#handlerNamed({ path, name }) &&
      passingOn(name, sourceCode).length === 0
    );
  }

  #isCalled(path: string, name: string): boolean {
    return this.#service.modules.reachedIn(path).some((reach) => reach.name === name);
  }

  /** Functions that the files in question deploy, and whose code was not found: it may be none of JavaScript. */
  #otherFunctions(known: ReadonlySet<string>): Made[] {
    return [...this.#concerned].flatMap((path): Made[] => {
      const sourceCode = this.#sourceOf(path);
      const deployment = sourceCode && deploymentIn(sourceCode, path);
      return (deployment?.functions ?? []).flatMap((one): Made[] => {
        const { name } = one;
        const { line } = one.at.loc.start;
        this.#functions.add(`${path} ${name}`);
        if (known.has(placeOf(path, line))) return [];
        const sections = sectionsOf({ template: path, deployment: deployment!, function: one });
        const parts = sections.map((section) => ({ what: "deployment" as const, ...section }));
        return [{ kind: "function", path, name, line, sources: [], isCertain: true, parts, ways: [] }];
      });
    });
  }

  #nodesOfEntry({ path, name }: { path: string; name: string }): Place[] {
    const sourceCode = this.#sourceOf(path);
    const handler = this.#handlerNamed({ path, name });
    if (!sourceCode) return [];
    const nodes = handler ? this.#nodesOf(handler, path, sourceCode) : passingOn(name, sourceCode);
    return nodes.map((node) => ({ path, node }));
  }

  #nodesOfCalled({ path, name }: { path: string; name: string }): Place[] {
    const sourceCode = this.#sourceOf(path);
    const called = sourceCode && callablesIn(sourceCode).get(name);
    if (!called) return [];
    const reach = { name, parameters: [], steps: [], sources: new Set<never>(), isUnheard: false };
    const handler = handlerCalled(called, { ...reach, excuses: new Set() });
    return this.#nodesOf(handler, path, sourceCode).map((node) => ({ path, node }));
  }

  /**
   * What some places import by name besides the functions that are known to be called, and what that imports in turn: a
   * constant, or a function that is called as one of a list.
   */
  #imported(places: readonly Place[], reached: readonly { path: string; name: string }[]): Place[] {
    const imported: Place[] = [];
    const seen = new Set<string>();
    const waiting = places.flatMap(({ path, node }) =>
      importedBy([node]).map((one) => ({ ...one, from: path })),
    );
    for (const { module, name, from } of waiting) {
      const path = this.#service.modules.fileOf(module, from);
      const key = `${path} ${name}`;
      if (path === undefined || !this.#leading.has(path) || seen.has(key)) continue;
      seen.add(key);
      const sourceCode = this.#sourceOf(path);
      const calls = reached.filter((one) => one.path === path);
      // All of a module is more than the functions of it that are called.
      const isCalled = name === "default" ? calls.length > 0 : calls.some((one) => comesOf(one.name, name));
      if (!sourceCode || isCalled) continue;
      const nodes = partsOfExport(name, this.#handlersIn(path), sourceCode);
      imported.push(...nodes.map((node) => ({ path, node })));
      const further = nodes.length > 0 ? importedBy(nodes) : passedOnAs(name, sourceCode);
      waiting.push(...further.map((one) => ({ ...one, from: path })));
    }
    return imported;
  }

  #nodesOf(handler: Handler, path: string, sourceCode: SourceCode): Node[] {
    const others = this.#handlersIn(path).filter((other) => other.function !== handler.function);
    const nodes = partsOf(handler, others, sourceCode);
    return [...nodes, ...directivesFor(nodes, sourceCode)];
  }

  #handlerNamed({ path, name }: { path: string; name: string }): Handler | undefined {
    const sourceCode = this.#sourceOf(path);
    return (
      this.#handlersIn(path).find((handler) => handler.name === name) ??
      (sourceCode && handlerExportedAs(name, sourceCode))
    );
  }

  /** The handlers of a file without what handlers elsewhere call. */
  #handlersIn(path: string): Handler[] {
    const sourceCode = isCode(path) ? this.#sourceOf(path) : undefined;
    if (!sourceCode) return [];
    const { root } = this.#service;
    placeFile(sourceCode, { filename: `${root}/${path}`, cwd: root, settings: {} });
    return (lambdaIn(sourceCode)?.handlers ?? []).filter(({ evidence }) => evidence !== "is called");
  }

  /** A file, read; `undefined` for what is no code or template, or does not parse. */
  #sourceOf(path: string): SourceCode | undefined {
    if (!this.#sources.has(path)) this.#sources.set(path, this.#read(path));
    return this.#sources.get(path);
  }

  #read(path: string): SourceCode | undefined {
    if (!isCode(path) && !isYamlOrJson(path)) return undefined;
    const text = this.#service.service.files.read(path);
    if (text === undefined) return undefined;
    try {
      return sourceCodeOf(text, path, () => undefined);
    } catch {
      // Whoever reviews the file itself is told why.
      return undefined;
    }
  }
}

const placeOf = (path: string, line: number): string => `${line} ${path}`;

/** A place in a file. */
interface Place {
  path: string;
  node: Node;
}

const partIn =
  (what: Part["what"]) =>
  ({ path, node }: Place): Part => ({ what, path, ...linesOf(node) });

const linesOf = ({ loc }: Node): Lines => ({ start: loc.start.line, end: loc.end.line });

/** The comments by which ESLint says more or less of some parts of a file. To whoever asks for places they are such, too. */
function directivesFor(parts: readonly Node[], { ast }: SourceCode): Node[] {
  const isBelow = ({ loc }: TSESTree.Comment) =>
    parts.some(({ loc: { start } }) => start.line === loc.end.line + 1);
  const directives = (ast.comments ?? []).filter(
    (comment) =>
      (comment.type === "Block" && /^\s*eslint(-disable|-enable)?\s/.test(`${comment.value} `)) ||
      (/^\s*eslint-disable-next-line\b/.test(comment.value) && isBelow(comment)),
  );
  return directives as unknown as Node[];
}

/** The statements that pass on what another module exports: `export { handler } from "./orders"`. */
const passingOn = (name: string, sourceCode: SourceCode): Node[] => {
  const own = exportsOf(sourceCode).filter((one) => one.name === name);
  if (own.length > 0) return own.map(({ statement }) => statement);
  return sourceCode.ast.body.filter(
    (statement) =>
      (statement.type === "ExportNamedDeclaration" && statement.source !== null) ||
      statement.type === "ExportAllDeclaration",
  );
};
