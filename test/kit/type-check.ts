import { join } from "node:path";
import ts from "typescript";
import { root } from "./root.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node", "aws-lambda"],
  typeRoots: [join(root, "node_modules/@types")],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};
const packages = join(root, "test/fixtures/types/packages.d.ts");

const cannotFindModule = 2307;

/** Libraries are parsed once for all checks. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What TypeScript's strict mode has against a text, as sentences. Packages of the examples are declared in fixtures.
 *
 * @param filename where the text would lie, as a path from the root
 */
export function typeErrors(text: string, filename: string): string[] {
  const path = join(root, filename);
  const host = ts.createCompilerHost(options);
  const fromDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageVersion) => {
    if (name === path) return ts.createSourceFile(name, text, languageVersion);
    if (!parsed.has(name)) parsed.set(name, fromDisk(name, languageVersion));
    return parsed.get(name);
  };
  const program = ts.createProgram([path, packages], options, host);
  return (
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      // A page's example may import a module of its own that is not there; what comes from it has any type.
      .filter(({ code }) => code !== cannotFindModule)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))
  );
}
