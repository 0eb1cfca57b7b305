import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { daysOfLines } from "../../src/git/blame.ts";
import { changeAround } from "../../src/git/repository.ts";
import { Git, GitProblem } from "../../src/git/run.ts";
import { folderWith } from "../kit/folder.ts";
import { TestRepository } from "../kit/git.ts";

type Environment = Record<string, string>;

describe("the base of a change", () => {
  const baseIn = async (root: string, base = "", environment: Environment = {}) =>
    (await changeAround(root, base, environment)).base;

  const complaint = async (root: string, base = "", environment: Environment = {}) => {
    try {
      return await baseIn(root, base, environment);
    } catch (error) {
      assert.ok(error instanceof GitProblem, (error as Error).stack);
      assert.doesNotMatch(error.plain, /--diff/);
      return error.message.replaceAll(root, "ROOT");
    }
  };

  /** A clone of a repository whose `main` went on after `work` left it. */
  const cloned = (...options: string[]) => {
    const origin = new TestRepository({ "a.ts": "1\n" });
    const start = origin.git("rev-parse", "HEAD").trim();
    origin.commit({ "b.ts": "1\n" });
    origin.git("checkout", "--quiet", "-b", "work", start);
    origin.commit({ "c.ts": "1\n" });
    origin.commit({ "c.ts": "2\n" });
    origin.git("checkout", "--quiet", "main");
    const clone = new TestRepository();
    rmSync(clone.root, { recursive: true });
    origin.git("clone", "--quiet", ...options, `file://${origin.root}`, clone.root);
    return { clone, start };
  };

  it("is where HEAD left the default branch, be that an ancestor of it or not", async () => {
    const { clone, start } = cloned();
    clone.git("checkout", "--quiet", "work");
    assert.deepEqual(await baseIn(clone.root), { name: "origin/HEAD", commit: start });
    clone.git("remote", "set-head", "origin", "--delete");
    assert.deepEqual(await baseIn(clone.root), { name: "origin/main", commit: start });
    assert.deepEqual(await baseIn(clone.root, "main"), { name: "main", commit: start });
  });

  it("is found from a folder in the repository, and without a remote", async () => {
    const repository = new TestRepository({ "src/a.ts": "1\n" });
    repository.git("branch", "--move", "master");
    assert.equal((await baseIn(join(repository.root, "src"))).name, "master");
  });

  for (const [variable, value] of [
    ["GITHUB_BASE_REF", "main"],
    ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"],
    ["BITBUCKET_PR_DESTINATION_BRANCH", "main"],
    ["SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"],
    ["BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"],
    ["CHANGE_TARGET", "main"],
  ] as const)
    it(`is what ${variable} names where a service sets it, unless it is named`, async () => {
      const { clone, start } = cloned("--branch", "work");
      assert.deepEqual(await baseIn(clone.root, "", { [variable]: value }), {
        name: "origin/main",
        commit: start,
      });
      assert.equal((await baseIn(clone.root, "HEAD", { [variable]: value })).name, "HEAD");
    });

  it("is the commit that GitLab names", async () => {
    const { clone, start } = cloned("--branch", "work");
    const environment = { CI_MERGE_REQUEST_DIFF_BASE_SHA: start };
    assert.deepEqual(await baseIn(clone.root, "", environment), { name: start, commit: start });
  });

  it("is the branch of the remote where there is no other of that name", async () => {
    const { clone } = cloned("--branch", "work");
    assert.equal((await baseIn(clone.root, "main")).name, "origin/main");
  });

  it("has to be there", async () => {
    const repository = new TestRepository({ "a.ts": "1\n" });
    assert.equal(
      await complaint(repository.root, "origin/next"),
      "There is no branch or commit origin/next here. Fetch it: git fetch origin next",
    );
    assert.equal(
      await complaint(repository.root, "", { GITHUB_BASE_REF: "next" }),
      "There is no branch or commit next here, which GITHUB_BASE_REF names. Fetch it: git fetch origin next",
    );
    repository.git("branch", "--move", "trunk");
    assert.equal(
      await complaint(repository.root),
      "There is nothing to compare with: neither origin/HEAD, main nor master. Name a branch: --diff=BRANCH.",
    );
    assert.equal(
      await complaint(repository.root, "--output=x"),
      "--output=x is no base: none starts with a dash. Name a branch or a commit.",
    );
  });

  it("cannot be found in a clone that is shallow", async () => {
    const { clone } = cloned("--depth=1", "--branch", "work", "--no-single-branch");
    assert.equal(
      await complaint(clone.root, "origin/main"),
      "This clone is shallow, and does not reach back to where HEAD left origin/main. Fetch its history: git fetch --unshallow (in GitHub Actions, check out with fetch-depth: 0).",
    );
    const { clone: single } = cloned("--depth=1", "--branch", "work");
    assert.match(
      String(await complaint(single.root, "", { GITHUB_BASE_REF: "main" })),
      /^There is no branch or commit main here, which GITHUB_BASE_REF names\. Fetch its history: git fetch --unshallow/,
    );
  });

  it("has to have a commit in common with HEAD", async () => {
    const repository = new TestRepository({ "a.ts": "1\n" });
    repository.git("checkout", "--quiet", "--orphan", "other");
    repository.commit({ "b.ts": "1\n" });
    assert.equal(
      await complaint(repository.root, "main"),
      "HEAD and main have no commit in common. Name a base that HEAD comes from: --diff=BRANCH.",
    );
  });

  it("takes a repository with a commit", async () => {
    assert.equal(
      await complaint(new TestRepository().root),
      "This repository has no commit yet, so that nothing is changed. Review all of it: leave --diff out.",
    );
    const none =
      "ROOT is in no Git repository with files, and --diff asks one what changed. Leave --diff out to review all.";
    assert.equal(await complaint(await folderWith({ "a.ts": "" })), none);
    const bare = new TestRepository();
    bare.git("config", "core.bare", "true");
    assert.equal(await complaint(bare.root), none);
  });

  it("takes a repository that Git can read", async () => {
    const repository = new TestRepository({ "a.ts": "1\n" });
    repository.write({ "a.ts": "2\n", ".git/index": "broken" });
    assert.match(
      String(await complaint(repository.root)),
      /^Git cannot read the repository ROOT: .+\. See what is wrong with it: git fsck$/,
    );
  });

  it("takes what files held, which a partial clone may lack", async () => {
    const origin = new TestRepository({ "a.ts": "1\n" });
    origin.git("config", "uploadpack.allowFilter", "true");
    const start = origin.git("rev-parse", "HEAD").trim();
    origin.commit({ "a.ts": "2\n" });
    const clone = new TestRepository();
    rmSync(clone.root, { recursive: true });
    origin.git("clone", "--quiet", "--filter=blob:none", `file://${origin.root}`, clone.root);
    assert.match(String(await complaint(clone.root, start)), /lacks what files held before the change/);
  });

  it("takes Git", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = await folderWith({});
    try {
      await assert.rejects(changeAround("/", "", {}), {
        message: "Git was not found, and --diff asks it what changed. Install it, or review without --diff.",
      });
    } finally {
      process.env["PATH"] = path;
    }
  });
});

describe("who wrote a line", () => {
  it("is known once it is committed", async () => {
    const repository = new TestRepository({ "-a b.ts": "one\ntwo\n" });
    repository.write({ "-a b.ts": "one\ntwo\nthree\n" });
    const days = await daysOfLines(new Git(repository.root), "-a b.ts", [1, 3]);
    assert.deepEqual([...days], [[1, "2026-03-01"]]);
  });

  it("is not known of a file that Git does not know", async () => {
    const repository = new TestRepository({ "a.ts": "one\n" });
    repository.write({ "b.ts": "one\n" });
    assert.deepEqual([...(await daysOfLines(new Git(repository.root), "b.ts", [1]))], []);
  });
});
