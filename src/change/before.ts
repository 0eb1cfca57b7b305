import { join } from "node:path";
import type { Engine } from "../files/review-files.ts";
import type { Change } from "../git/repository.ts";
import { textsOf } from "../git/texts.ts";
import { asConfigured, type FileConfiguration } from "../review/configured.ts";
import type { Finding, ReviewOptions } from "../review/finding.ts";
import { isCode, isYamlOrJson } from "../review/languages.ts";
import type { Belonging } from "../../rules/service/service-for.ts";

/** What the files of a change held before it, by where they lie; nothing of those that were not there. */
export async function textsBefore({ root, git, files }: Change): Promise<Map<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  const own = files.filter(({ kind }) => kind === "file");
  const concerning = own.filter(({ before }) => before && (isCode(before) || isYamlOrJson(before)));
  const contents = await textsOf(
    git,
    concerning.map(({ blob }) => blob!),
  );
  for (const { path } of own) if (path !== undefined) texts.set(join(root, path), undefined);
  for (const { before, blob } of concerning) texts.set(join(root, before!), contents.get(blob!)!.toString());
  return texts;
}

interface FoundBefore {
  /** The path of before, from the root. */
  name: string;
  text: string;
  findings: readonly Finding[];
}

/** What is found in files of a repository that went back to what it was. */
export function reviewAgain(
  { root, service: { files } }: Belonging,
  paths: readonly string[],
  saidOf: (path: string) => FileConfiguration | undefined,
  preset: ReviewOptions["preset"] | undefined,
  engine: Engine,
): FoundBefore[] {
  return paths.flatMap((path): FoundBefore[] => {
    const text = isCode(path) || isYamlOrJson(path) ? files.read(path) : undefined;
    if (text === undefined) return [];
    const configured = asConfigured({ preset: "recommended", root }, saidOf(path));
    const options = { ...configured, ...(preset && { preset }) };
    return [{ name: path, text, findings: engine.review(text, path, options).findings }];
  });
}
