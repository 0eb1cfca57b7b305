import { orNothing, GitProblem, type Git } from "./run.ts";

/** The commit that a change starts from. */
export interface Base {
  /** What it was asked for by: `origin/main`. */
  name: string;
  /** Where the work on HEAD left it. */
  commit: string;
}

/** Variables in which services say where a pull request is to go. Each may name a branch, a ref or a commit. */
const variables = [
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  "GITHUB_BASE_REF",
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  "CI_MERGE_REQUEST_DIFF_BASE_SHA",
  "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  "BITBUCKET_PR_DESTINATION_BRANCH",
  // https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
  "SYSTEM_PULLREQUEST_TARGETBRANCH",
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
  // https://www.jenkins.io/doc/book/pipeline/multibranch/
  "CHANGE_TARGET",
];

/** What is compared with where nobody says what. */
const usual = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/** Where a change starts: at the merge base of HEAD and what is named, or else of what the environment or habit names. */
export async function baseOf(
  git: Git,
  named: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Base> {
  if ((await commitOf(git, "HEAD")) === undefined)
    throw new GitProblem(
      "This repository has no commit yet, so that nothing is changed. Review all of it: leave --diff out.",
      "This repository has no commit yet, so that nothing is changed.",
    );
  const isShallow = (await git.text(["rev-parse", "--is-shallow-repository"])).trim() === "true";
  const { name, commit } = await tipOf(git, named, environment, isShallow);
  const [mergeBase = ""] = (await git.text(["merge-base", commit, "HEAD"]).catch(orNothing)).split("\n");
  if (mergeBase) return { name, commit: mergeBase };
  if (isShallow)
    throw new GitProblem(
      `This clone is shallow, and does not reach back to where HEAD left ${name}. ${deepen}`,
    );
  const stranger = `HEAD and ${name} have no commit in common.`;
  throw new GitProblem(`${stranger} Name a base that HEAD comes from: --diff=BRANCH.`, stranger);
}

const deepen = "Fetch its history: git fetch --unshallow (in GitHub Actions, check out with fetch-depth: 0).";

/** The commit that a change is compared with, before anybody asks where the two part. */
async function tipOf(
  git: Git,
  named: string,
  environment: Readonly<Record<string, string | undefined>>,
  isShallow: boolean,
): Promise<Base> {
  if (named.startsWith("-"))
    throw new GitProblem(`${named} is no base: none starts with a dash. Name a branch or a commit.`);
  const variable = named ? undefined : variables.find((one) => environment[one]);
  const wanted = named || (variable && environment[variable]!.replace(/^refs\/heads\//, ""));
  const candidates = named ? [named, `origin/${named}`] : wanted ? [`origin/${wanted}`, wanted] : usual;
  const known = await firstOf(git, candidates);
  if (known) return known;
  if (wanted === undefined)
    throw new GitProblem(
      "There is nothing to compare with: neither origin/HEAD, main nor master. Name a branch: --diff=BRANCH.",
      "There is nothing to compare with: neither origin/HEAD, main nor master.",
    );
  const why = variable === undefined ? "" : `, which ${variable} names`;
  const isCommit = /^[\da-f]{7,}$/.test(wanted);
  const fetch =
    isCommit || isShallow ? deepen : `Fetch it: git fetch origin ${wanted.replace(/^origin\//, "")}`;
  throw new GitProblem(
    `There is no ${isCommit ? "commit" : "branch or commit"} ${wanted} here${why}. ${fetch}`,
  );
}

/** What a change can be compared with, by name. */
export interface Bases {
  /** Where somebody wants to know what their work comes to; `undefined` where there is no such branch. */
  usual: string | undefined;
  /** The branches of this clone and those that it has of others, that with the newest commit first. */
  branches: string[];
}

export async function basesIn(git: Git): Promise<Bases> {
  const kinds = ["refs/heads/", "refs/remotes/"];
  const order = ["--sort=refname", "--sort=-committerdate"];
  const refs = (await git.text(["for-each-ref", ...order, "--format=%(refname)", ...kinds])).split("\n");
  const branches = refs
    .filter((ref) => ref && !ref.endsWith("/HEAD"))
    .map((ref) => ref.replace(/^refs\/\w+\//, ""));
  return { usual: (await firstOf(git, usual))?.name, branches };
}

async function firstOf(git: Git, names: readonly string[]): Promise<Base | undefined> {
  for (const name of names) {
    const commit = await commitOf(git, name);
    if (commit !== undefined) return { name, commit };
  }
  return undefined;
}

/** The commit that a name stands for; `undefined` where it stands for none. */
async function commitOf(git: Git, name: string): Promise<string | undefined> {
  if (name.startsWith("-")) return undefined;
  const found = await git.text(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]).catch(orNothing);
  return found.trim() || undefined;
}
