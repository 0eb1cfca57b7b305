// The head of each bundle declares `createRequire` itself.
import { createRequire as requireFrom } from "node:module";
import { extname, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { ESLint as ESLintClass, Linter } from "eslint";
import manifest from "../../rules/package.json" with { type: "json" };
import { rules } from "../../rules/plugin.ts";
import { settingsOf } from "../../rules/service/settings.ts";
import type { FileProblem } from "../report/report.ts";
import type { FileConfiguration } from "../review/configured.ts";
import { isCode } from "../review/languages.ts";
import { FileError } from "./file-error.ts";
import type { Found, FoundFile } from "./find.ts";

/** ESLint's configuration of a file, as far as it concerns us. */
type EslintConfig = Pick<Linter.Config, "settings"> & {
  plugins?: Record<string, { meta?: { name?: string } }>;
  rules?: Record<string, [severity: 0 | 1 | 2, ...options: unknown[]]>;
};

type RuleSetting = NonNullable<FileConfiguration["configuration"]["rules"]>[string];

/** The names of ESLint's numbers. */
const severities = ["off", "warn", "error"] as const;

/** Nothing of ours is asked. */
export const nothingAsked: FileConfiguration = {
  configuration: { rules: Object.fromEntries(Object.keys(rules).map((id) => [id, "off"])) },
  handlers: [],
};

/**
 * What the project's own configuration of ESLint says of each file. That is code, and is run, by the ESLint that the
 * folder has. Files that ESLint would not lint are left out, as in ESLint. Throws a `FileError`.
 */
export async function configuredByEslint({ files, problems }: Found, folder: string): Promise<Found> {
  const ESLint = eslintOf(folder);
  const eslint = new ESLint({ cwd: folder });
  const configured: FoundFile[] = [];
  const ignored: FoundFile[] = [];
  let isAsked = false;
  for (const file of files) {
    const config = await configOf(file, eslint);
    const namespace = config && namespaceIn(config);
    isAsked ||= namespace !== undefined;
    if (!config) ignored.push(file);
    else
      configured.push({
        ...file,
        configured: namespace === undefined ? nothingAsked : said(config, namespace),
      });
  }
  if (configured.length > 0 && !isAsked)
    throw new FileError(
      `ESLint's configuration does not use ${manifest.name} for any of these files. Add it: effective-lambda init --eslint`,
    );
  const leftOut = ignored
    .filter(({ named }) => named)
    .map(({ name }) => ({ file: name, message: notLinted, fault: "met" as const }));
  return { files: configured, problems: [...problems, ...leftOut, ...passedOver(ignored, configured)] };
}

/** What to say of code of which ESLint lints no file: TypeScript, until a configuration names it. */
function passedOver(ignored: readonly FoundFile[], configured: readonly FoundFile[]): FileProblem[] {
  const linted = new Set(configured.map(({ name }) => extname(name)));
  const some = ignored.filter(({ name, named }) => !named && isCode(name) && !linted.has(extname(name)));
  const [first] = some;
  if (!first) return [];
  const message = `ESLint's configuration has no entry for files with this ending (${some.length} in all), so that nothing is found in them. Add one that names them, as \`files: ["**/*.ts"]\` does.`;
  return [{ file: first.name, message, fault: "met" }];
}

const notLinted =
  "ESLint's configuration ignores this, or has no entry for such files. Correct it, or leave out --config eslint.";

function eslintOf(folder: string): typeof ESLintClass {
  const require = requireFrom(join(folder, "package.json"));
  try {
    require.resolve("eslint");
  } catch {
    throw new FileError(
      "ESLint is not installed for this folder. Install it (npm install --save-dev eslint), or leave out --config eslint.",
    );
  }
  const { ESLint } = require("eslint") as { ESLint: typeof ESLintClass };
  if (Number.parseInt(ESLint.version) >= 9) return ESLint;
  throw new FileError(
    `ESLint ${ESLint.version} is installed for this folder, and --config eslint takes ${manifest.peerDependencies.eslint}. Install a newer one.`,
  );
}

/** What holds for a file; `undefined` where ESLint would not lint it. */
async function configOf({ path }: FoundFile, eslint: ESLintClass): Promise<EslintConfig | undefined> {
  try {
    return (await eslint.calculateConfigForFile(path)) as EslintConfig | undefined;
  } catch (error) {
    const message = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
    if (message === "Could not find config file.")
      throw new FileError(
        "There is no eslint.config.js, .mjs, .cjs or .ts in this folder or above. Write one: effective-lambda init --eslint",
      );
    // What is wrong with an option stands in the line below its name.
    const [lines = ""] = /^(.*:\n)*.*/.exec(message) ?? [];
    const reason = lines.replace(/\s+/g, " ").replace(/[.:]?$/, ".");
    throw new FileError(`ESLint cannot use its configuration: ${reason} Correct it.`);
  }
}

/** What a configuration calls our plugin: the prefix of its rules. */
const namespaceIn = ({ plugins = {} }: EslintConfig): string | undefined =>
  Object.keys(plugins).find((name) => plugins[name]!.meta?.name === manifest.name);

function said(
  { rules: settings = {}, settings: shared = {} }: EslintConfig,
  namespace: string,
): FileConfiguration {
  const { handlers = [], ...others } = settingsOf({ settings: shared });
  const own = Object.keys(rules).flatMap((id): [string, RuleSetting][] => {
    const setting = settings[`${namespace}/${id}`];
    if (!setting) return [];
    const [severity, ...options] = setting;
    return [[id, [severities[severity], ...options]]];
  });
  return {
    configuration: {
      ...others,
      rules: { ...nothingAsked.configuration.rules, ...Object.fromEntries(own) },
    },
    handlers,
  };
}
