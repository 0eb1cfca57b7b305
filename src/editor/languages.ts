import { isCode, isYamlOrJson } from "../review/languages.ts";

/** The languages that handlers are written in, each with the ending that tells the parser. */
const ofCode = {
  javascript: ".js",
  javascriptreact: ".jsx",
  typescript: ".ts",
  typescriptreact: ".tsx",
};

/** The languages of templates. The last two come with extensions for CloudFormation, for its JSON too, which is YAML as well. */
const ofTemplates = {
  yaml: ".yaml",
  json: ".json",
  jsonc: ".json",
  cloudformation: ".yaml",
  "yaml-cfn": ".yaml",
};

const endings = new Map(Object.entries({ ...ofCode, ...ofTemplates }));

export const languages: readonly string[] = [...endings.keys()];

/** Whether documents of a language can be of interest. */
export const isKnownLanguage = (language: string): boolean => endings.has(language);

/** Whether documents of a language are reviewed only where they are templates. */
export const isLanguageOfTemplates = (language: string): boolean => Object.hasOwn(ofTemplates, language);

/** A path with an ending that tells the language. */
export function withEnding(path: string, language: string): string {
  const told = isLanguageOfTemplates(language) ? isYamlOrJson(path) : isCode(path);
  return told ? path : path + (endings.get(language) ?? "");
}
