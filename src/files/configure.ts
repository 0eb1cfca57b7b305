import { configuredAt, type KnownPlaces } from "../review/configured.ts";
import type { Found, FoundFile } from "./find.ts";
import { reportedNames } from "./reported-names.ts";

/**
 * What the nearest `.effective-lambda.json` says of each file. Those that it excludes are left out, unless the user named
 * them, and a configuration with a mistake is a problem once.
 */
export function configured({ files, problems }: Found): Found {
  const mistakes = new Map<string, Found["problems"][number]>();
  const known: KnownPlaces = new Map();
  const configuredFiles = files.flatMap((file): FoundFile[] => {
    const said = configuredAt(file.place, file.root, known);
    if (!said) return [file];
    const name = reportedNames(file.name, said.path)(said.from);
    for (const { message, line, column } of said.mistakes) {
      const sentence = `Line ${line}, column ${column}: ${message} Correct it; until then, nothing in the file counts.`;
      mistakes.set(name + sentence, { file: name, message: sentence, fault: "named" });
    }
    return said.isExcluded && !file.named ? [] : [{ ...file, configured: said }];
  });
  return { files: configuredFiles, problems: [...problems, ...mistakes.values()] };
}
