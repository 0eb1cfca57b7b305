import type { SourceCode } from "../../rules/kit/rule.ts";
import { isYaml } from "../../rules/kit/yaml.ts";
import type { Edit, Finding } from "../review/finding.ts";
import { placeOf } from "../review/place.ts";
import { sourceCodeOf } from "../review/source-code.ts";
import { commentAbove, commentAtTop } from "./silence-comment.ts";
import { isJson, metadataFor, metadataForAll } from "./silence-metadata.ts";

/** What silences a finding, or a sentence on why nothing can. */
export type Silencing = { edits: Edit[] } | { obstacle: string };

/**
 * Has one finding be silent from now on, in ESLint, in the terminal and here alike, and says why.
 *
 * @param text the source in which it was found
 * @param path the file's path, whose ending decides the language
 */
export function silenced(
  text: string,
  path: string,
  finding: Pick<Finding, "rule" | "line" | "column">,
  reason: string,
): Silencing {
  const source = sourceOf(text, path);
  if (!source) return unreadable;
  const why = oneLine(reason);
  const at = source.getIndexFromLoc({ line: finding.line, column: finding.column - 1 });
  return isYaml(source) && isJson(text, path)
    ? metadataFor(text, at, finding.rule, why)
    : commentAbove(source, finding.line, at, finding.rule, why);
}

/** Has a rule say nothing in a whole file, and says why. */
export function silencedThroughout(text: string, path: string, rule: string, reason: string): Silencing {
  const source = sourceOf(text, path);
  if (!source) return unreadable;
  const why = oneLine(reason);
  return isYaml(source) && isJson(text, path)
    ? metadataForAll(text, rule, why)
    : { edits: [commentAtTop(source, rule, why)] };
}

const unreadable = { obstacle: "The file cannot be read as it is now." };

function sourceOf(text: string, path: string): SourceCode | undefined {
  try {
    return sourceCodeOf(text, placeOf(path, {}));
  } catch {
    // It was changed since the finding was shown; the language's own service tells of the syntax.
    return undefined;
  }
}

/** A comment of one line ends where the line does, and what is pasted may have several. */
const oneLine = (reason: string): string => reason.replace(/\s+/g, " ").trim();
