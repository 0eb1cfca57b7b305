import type { Base } from "./base.ts";
import { pathIn } from "./quoted.ts";
import type { Git } from "./run.ts";

/** Lines that were replaced by others. Lines count from 1; of a side that has none, `count` is 0 and `start` is the line before. */
export interface Hunk {
  before: Span;
  after: Span;
}

export interface Span {
  start: number;
  count: number;
}

/** A file that is not what it was. */
export interface ChangedFile {
  /** From the root of the repository; `undefined` where it is gone. */
  path: string | undefined;
  /** What it was called before; `undefined` where it is new. */
  before: string | undefined;
  /** The id of what it held before; `undefined` where it is new. */
  blob: string | undefined;
  /** `undefined` where all of it counts as changed: it is new, gone, or binary. */
  hunks: Hunk[] | undefined;
  /** What it is or was, unless a file: a submodule holds a repository of its own, a link the path of something. */
  kind: "file" | "submodule" | "link";
}

const modeOfLink = "120000";

/** What is different from a commit in the working tree, files that Git does not know of yet included. */
export async function changeSince(git: Git, { commit }: Base): Promise<ChangedFile[]> {
  const changed = [...(await trackedChanges(git, commit)), ...(await submodulesSince(git, commit))];
  const untracked = (await git.text(["ls-files", "-z", "--others", "--exclude-standard", "--full-name"]))
    .split("\0")
    .filter((path) => path.endsWith("/") || isOfInterest(path));
  for (const path of untracked) {
    const kind = path.endsWith("/") ? "submodule" : "file";
    // What is out of the index and still there has changed, and is not gone.
    const known = changed.find((one) => one.path === undefined && one.before === path);
    if (known) known.path = path;
    else
      changed.push({
        path: path.replace(/\/$/, ""),
        before: undefined,
        blob: undefined,
        hunks: undefined,
        kind,
      });
  }
  return changed;
}

async function trackedChanges(git: Git, commit: string): Promise<ChangedFile[]> {
  const files = new Map<string, ChangedFile & { isSame?: boolean }>();
  let reading: ChangedFile | undefined;
  let isInHead = false;
  for await (const line of git.lines(diffArguments(commit))) {
    if (line.startsWith(":")) {
      const file = fileIn(line);
      if (file) files.set(file.path ?? file.before!, file);
    } else if (line.startsWith("diff --git ")) {
      [reading, isInHead] = [undefined, true];
    } else if (isInHead && line.startsWith("+++ ") && line !== "+++ /dev/null") {
      reading = files.get(nameIn(line));
    } else if (line.startsWith("@@ ")) {
      isInHead = false;
      reading?.hunks?.push(hunkIn(line));
    }
  }
  for (const file of files.values()) if (file.hunks?.length === 0 && !file.isSame) file.hunks = undefined;
  return [...files.values()].map(({ path, before, blob, hunks, kind }) => ({
    path,
    before,
    blob,
    hunks,
    kind,
  }));
}

/** Endings of what a review can be about. Nothing else is compared: it can be large, and a partial clone need not have it. */
const endings = ["js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx", "yml", "yaml", "json"];

const isOfInterest = (path: string): boolean => endings.some((ending) => path.endsWith(`.${ending}`));

const diffArguments = (commit: string): string[] => [
  "diff",
  "--raw",
  "--patch",
  "--unified=0",
  "--inter-hunk-context=0",
  "--no-abbrev",
  "--find-renames",
  "--irreversible-delete",
  "--no-relative",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--ignore-submodules=all",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  commit,
  "--",
  ...endings.map((ending) => `*.${ending}`),
];

/** The submodules that are at another commit, or new. Whether work in one is committed is asked of Git in there, whose settings are not ours to switch off. */
async function submodulesSince(git: Git, commit: string): Promise<ChangedFile[]> {
  const raw = ["diff", "--raw", "-z", "--no-renames", "--no-relative", "--ignore-submodules=dirty"];
  const fields = (await git.text([...raw, commit, "--"])).split("\0");
  return fields.flatMap((head, index): ChangedFile[] =>
    /^:\d{6} 160000 /.test(head)
      ? [
          {
            path: fields[index + 1]!,
            before: undefined,
            blob: undefined,
            hunks: undefined,
            kind: "submodule",
          },
        ]
      : [],
  );
}

/** `:100644 100644 3d1f… 0000… R086<tab>before<tab>after` */
function fileIn(line: string): (ChangedFile & { isSame?: boolean }) | undefined {
  const [head = "", one = "", other = one] = line.split("\t");
  const [modeBefore = "", mode = "", blob, , status = ""] = head.slice(1).split(" ");
  const isGone = status === "D";
  const isNew = status === "A";
  // What both sides of a merge changed is listed a second time, as what it is now.
  if (status === "U") return undefined;
  return {
    path: isGone ? undefined : pathIn(other),
    before: isNew ? undefined : pathIn(one),
    blob: isNew ? undefined : blob,
    hunks: isGone || isNew || status === "T" ? undefined : [],
    kind: [modeBefore, mode].includes(modeOfLink) ? "link" : "file",
    // Of what is binary no lines are printed; nor where only the name or the mode is another.
    isSame: status === "R100" || modeBefore !== mode,
  };
}

/** `+++ "b/name"`; a tab ends a name with spaces in it. */
const nameIn = (line: string): string => pathIn(line.slice(4).replace(/\t$/, "")).slice(2);

/** `@@ -3,2 +4 @@ function …` */
function hunkIn(line: string): Hunk {
  const [, startBefore, countBefore = 1, start, count = 1] =
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
  return {
    before: { start: Number(startBefore), count: Number(countBefore) },
    after: { start: Number(start), count: Number(count) },
  };
}
