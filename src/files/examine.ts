import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { liesAmongTests } from "../../rules/lambda/gate.ts";
import type { ExaminedFile, ExaminedFolder, Examination } from "../report/doctor.ts";
import { calledIn, type CalledFunction } from "../review/called.ts";
import { configuredAt } from "../review/configured.ts";
import { isYamlOrJson } from "../review/languages.ts";
import { configured } from "./configure.ts";
import { fileError } from "./file-error.ts";
import { find, leadsOut, nameOf, whyNotFound, type Found, type FoundFile } from "./find.ts";
import { eslintConfigFor, installedFor, type Installed } from "./installed.ts";
import { reportedNames } from "./reported-names.ts";
import { asReported, optionsFor, reviewFiles, type Engine } from "./review-files.ts";
import { looksLikeTemplate } from "./templates.ts";

/** What decides how a path is reviewed, and whether it is. */
export async function examined(path: string, cwd: string, engine: Engine): Promise<Examination> {
  const shown = resolve(cwd, path);
  const stats = await stat(shown).catch((error: unknown) => {
    fileError(error, "read");
    return undefined;
  });
  const folder = stats?.isDirectory() ? shown : dirname(shown);
  const seen = (installed: Installed | undefined) =>
    installed && { ...installed, folder: nameOf(installed.folder, cwd) };
  const config = await eslintConfigFor(folder);
  const found = await find([path], cwd);
  return {
    eslint: seen(await installedFor(folder, "eslint")),
    plugin: seen(await installedFor(folder, "eslint-plugin-effective-lambda")),
    eslintConfig: config === undefined ? undefined : nameOf(config, cwd),
    subject: stats?.isDirectory() ? folderIn(nameOf(shown, cwd), found) : await fileIn(found, engine),
    problems: found.problems,
  };
}

function folderIn(name: string, found: Found): ExaminedFolder {
  const { files, problems } = configured(found);
  return {
    kind: "folder",
    name,
    templates: files.filter((file) => isYamlOrJson(file.name)).length,
    files: files.length,
    excluded: found.files.length - files.length,
    mistakes: problems.slice(found.problems.length),
  };
}

/** The one file that was found under its name; nothing where there is none. */
async function fileIn(found: Found, engine: Engine): Promise<ExaminedFile | undefined> {
  const [file] = found.files;
  if (!file) return undefined;
  const said = configuredAt(file.place, file.root);
  const asConfigured = configured({ ...found, problems: [] });
  const { files, problems } = await reviewFiles(asConfigured, { fix: false }, engine, () => undefined);
  const isUnlike = isYamlOrJson(file.name) && !(await looksLikeTemplate(file.path));
  const within = leadsOut(file.name) ? file.place : file.name;
  return {
    kind: "file",
    name: file.name,
    leftOut:
      whyNotFound(within) ?? (isUnlike ? "it does not look like a template that a person wrote" : undefined),
    isAmongTests: liesAmongTests({ filename: join(file.root, file.place), cwd: file.root }),
    configuration: said && {
      from: reportedNames(file.name, said.path)(said.from),
      excludedBy: said.excludedBy,
      settings: said.configuration,
      saysDeployment: said.handlers.length > 0,
      hasMistakes: said.mistakes.length > 0,
    },
    reviewed: files[0],
    called: asConfigured.files.flatMap(calledInFile),
    problems,
  };
}

/** The functions of a file that handlers in others call. */
const calledInFile = (file: FoundFile): CalledFunction[] =>
  calledIn(file.place, optionsFor(file, {})).map(({ ways, ...one }) => ({
    ...one,
    ways: ways.map((steps) => steps.map(asReported(file))),
  }));
