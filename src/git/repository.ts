import { realpath } from "node:fs/promises";
import { baseOf, type Base } from "./base.ts";
import { changeSince, type ChangedFile } from "./change.ts";
import { Git, GitFailure, GitProblem, lackingTexts } from "./run.ts";

/** A repository, and what is different in it from where its work started. */
export interface Change {
  /** The folder that holds the repository, behind every link. */
  root: string;
  git: Git;
  base: Base;
  files: ChangedFile[];
}

/** What changed in the repository around a folder. What it takes that is not there is a `GitProblem`. */
export const changeAround = (
  folder: string,
  base: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Change> =>
  inRepositoryAround(folder, async (git, root) => {
    const from = await baseOf(git, base, environment);
    return { root, git, base: from, files: await changeSince(git, from) };
  });

/** Asks Git about the repository around a folder, which is behind every link. Where it has no answer is a `GitProblem`. */
export async function inRepositoryAround<T>(
  folder: string,
  ask: (git: Git, root: string) => Promise<T>,
): Promise<T> {
  const root = await rootAround(folder);
  const git = await new Git(root).safeIn(root);
  try {
    return await ask(git, root);
  } catch (error) {
    throw broken(error, root);
  }
}

async function rootAround(folder: string): Promise<string> {
  try {
    const root = (await new Git(folder).text(["rev-parse", "--show-toplevel"])).replace(/\n$/, "");
    return await realpath(root);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (error.said.includes("dubious ownership"))
      throw new GitProblem(
        `Git reads no repository that belongs to somebody else. Trust it first: git config --global --add safe.directory ${folder}`,
      );
    if (/not a git repository|must be run in a work tree/.test(error.said))
      throw new GitProblem(
        `${folder} is in no Git repository with files, and --diff asks one what changed. Leave --diff out to review all.`,
        `${folder} is in no Git repository with files, and nothing else knows what changed.`,
      );
    throw broken(error, folder);
  }
}

/** What Git cannot do with a repository that it knows. */
function broken(error: unknown, root: string): unknown {
  if (!(error instanceof GitFailure)) return error;
  if (/lazy fetching|promisor|transport '.*' not allowed/.test(error.said)) return lackingTexts();
  const [said = ""] = error.said.trim().split("\n");
  return new GitProblem(
    `Git cannot read the repository ${root}: ${said.replace(/\.?$/, ".")} See what is wrong with it: git fsck`,
  );
}
