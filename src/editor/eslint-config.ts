import { folderOf } from "../../rules/kit/paths.ts";

/** What a configuration of ESLint says of us, as far as its text shows it: nothing of it is run. */
export interface ESLintConfig {
  /** Its path. */
  file: string;
  /** The line that names our plugin, from 1. */
  line: number | undefined;
  /** Which languages it speaks of, beside the JavaScript that ESLint reads without being told. */
  speaksOf: { typescript: boolean; templates: boolean };
}

/** What lies in folders, by paths with `/`; the topmost folder is `""`. */
export interface Folders {
  /** The names in a folder; none where nobody can look. */
  namesIn(folder: string): Promise<readonly string[]>;
  /** A file's text; `undefined` where nobody can read it. */
  textOf(file: string): Promise<string | undefined>;
}

/** Where ESLint finds several in a folder, it takes the first. */
const names = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`);

/** What ESLint was configured with before version 9. A file of the kind above, however far up, counts before these. */
const olderNames = ["js", "cjs", "yaml", "yml", "json"]
  .map((ending) => `.eslintrc.${ending}`)
  .concat(".eslintrc");

const manifest = "package.json";

/** All names that matter, for a watcher. */
export const configurationNames: readonly string[] = [...names, ...olderNames, manifest];

/** The configuration that ESLint takes for the files of a folder: the nearest one, in it or in a folder above. */
export async function configAround(folder: string, folders: Folders): Promise<ESLintConfig | undefined> {
  let older: ESLintConfig | undefined;
  for (let at = folder; ; at = folderOf(at)) {
    const here = await folders.namesIn(at);
    const name = names.find((one) => here.includes(one));
    if (name) return configIn(`${at}/${name}`, folders);
    older ??= await olderIn(at, here, folders);
    if (at === "") return older;
  }
}

async function olderIn(
  folder: string,
  here: readonly string[],
  folders: Folders,
): Promise<ESLintConfig | undefined> {
  const name = olderNames.find((one) => here.includes(one));
  if (name) return configIn(`${folder}/${name}`, folders);
  const file = `${folder}/${manifest}`;
  const text = here.includes(manifest) ? await folders.textOf(file) : undefined;
  return text === undefined ? undefined : configInManifest(file, text);
}

async function configIn(file: string, { textOf }: Folders): Promise<ESLintConfig> {
  const text = withoutComments((await textOf(file)) ?? "", isYaml(file));
  return { file, line: lineNaming(text), speaksOf: languagesIn(text) };
}

/** A package that only depends on the plugin does not say that ESLint uses it. */
function configInManifest(file: string, text: string): ESLintConfig | undefined {
  const said = JSON.stringify(eslintConfigOf(text));
  if (said === undefined) return undefined;
  const line = lineOf(text.indexOf('"eslintConfig"'), text);
  return { file, line: lineNaming(said) && line, speaksOf: languagesIn(said) };
}

function eslintConfigOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { eslintConfig?: unknown } | null)?.eslintConfig;
  } catch {
    // Half typed, it configures nothing.
    return undefined;
  }
}

const isYaml = (file: string) => /\.ya?ml$/.test(file);

/** A text whose comments are blank, so that all else stays in its line. */
const withoutComments = (text: string, isYaml: boolean): string =>
  text.replace(isYaml ? yamlParts : parts, (part) => (/^["'`]/.test(part) ? part : part.replace(/./g, " ")));

const parts = /(["'`])(?:\\.|(?!\1)[^\\\n])*\1|\/\/.*|\/\*[^]*?(?:\*\/|$)/g;
const yamlParts = /(["'])(?:(?!\1).)*\1|(?<=^|\s)#.*/gm;

/**
 * Our plugin as it is imported, as older configurations call it, and in the names of its rules; not a folder, a glob or a
 * file of that name.
 */
const name =
  /(?<![\w./-])(?:plugin:)?(?:eslint-plugin-)?effective-lambda(?:\/[\w-]+)*(?=["'`\s,:\]}]|$)|(?<=\/)eslint-plugin-effective-lambda(?![\w.-])/m;

function lineNaming(text: string): number | undefined {
  const at = text.search(name);
  return at < 0 ? undefined : lineOf(at, text);
}

const lineOf = (offset: number, text: string): number => text.slice(0, offset).split("\n").length;

const languagesIn = (text: string): ESLintConfig["speaksOf"] => ({
  typescript: /typescript|tseslint|\b[cm]?tsx?\b/i.test(text),
  templates: /\btemplates\b/.test(text),
});
