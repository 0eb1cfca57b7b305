/** The folder of a path with `/`; `""` where it has none. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/**
 * A path that others lead to from one another, relative to the folder they all lie in; `undefined` where it leads out of
 * that folder, or to another place of the disk.
 */
export function joinedPath(...parts: readonly string[]): string | undefined {
  const steps: string[] = [];
  for (const part of parts) {
    if (/^([/\\~]|[A-Za-z]+:)/.test(part)) return undefined;
    for (const step of part.split(/[/\\]/)) {
      if (step === "..") {
        if (steps.pop() === undefined) return undefined;
      } else if (step !== "" && step !== ".") steps.push(step);
    }
  }
  return steps.join("/");
}

/** Whether a path matches a glob of `*`, `**`, `?` and `{one,other}`. */
export const matchesGlob = (path: string, glob: string): boolean => patternOf(glob).test(path);

const patterns = new Map<string, RegExp>();

function patternOf(glob: string): RegExp {
  const known = patterns.get(glob);
  if (known) return known;
  const source = glob
    .replace(/^\.\//, "")
    .replace(/\*\*\/|\*+|[?{},.+^$()|[\]\\]/g, (sign) => signs.get(sign) ?? `\\${sign}`);
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${source}$`);
  } catch {
    // A brace that nothing closes.
    pattern = /$^/;
  }
  patterns.set(glob, pattern);
  return pattern;
}

const signs = new Map([
  ["**/", "(?:.*/)?"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
  ["{", "(?:"],
  ["}", ")"],
  [",", "|"],
]);
