import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { UsageError } from "../usage-error.ts";

/** What Git says of a repository that we cannot go on with, as a sentence for the user with what to do. */
export class GitProblem extends UsageError {
  /** The same for who has no command line before them. */
  readonly plain: string;

  constructor(message: string, plain = message) {
    super(message);
    this.plain = plain;
  }
}

/** That a partial clone does not hold all that was there before a change. */
export const lackingTexts = (): GitProblem =>
  new GitProblem(
    "This clone lacks what files held before the change, and nothing is fetched here. Fetch it: git fetch --refetch --no-filter",
  );

/** A run of Git that failed. */
export class GitFailure extends Error {
  readonly said: string;

  constructor(args: readonly string[], said: string) {
    super(`git ${args[0]} failed: ${said.trim().split("\n")[0]}`);
    this.said = said;
  }
}

/** Settings by which Git would run programs that a repository names: they are emptied for each of our runs. */
const switchedOff: readonly [key: string, value: string][] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", process.platform === "win32" ? "NUL" : "/dev/null"],
  ["diff.external", ""],
  // What a partial clone lacks is not fetched: that would run what its remote is set to, and takes a network.
  ["protocol.allow", "never"],
  // Names in quotation marks, so that none can look like a line of what Git prints.
  ["core.quotePath", "true"],
];

/** Runs Git so that nothing of the repository is executed or written, and nothing is fetched. */
export class Git {
  readonly #folder: string;
  readonly #settings: readonly [key: string, value: string][];

  constructor(folder: string, settings = switchedOff) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /** The same in another folder, with the programs that its settings name for some files emptied too. */
  async safeIn(folder: string): Promise<Git> {
    const programs = "^(filter|diff)\\..*\\.(clean|smudge|process|textconv|command)$";
    const named = await new Git(folder)
      .text(["config", "-z", "--name-only", "--get-regexp", programs])
      .catch(orNothing);
    const filters = named.split("\0").filter(Boolean);
    const required = new Set(
      filters.filter((key) => key.startsWith("filter.")).map((key) => key.replace(/\.[^.]*$/, ".required")),
    );
    return new Git(folder, [
      ...switchedOff,
      ...filters.map((key): [string, string] => [key, ""]),
      ...[...required].map((key): [string, string] => [key, "false"]),
    ]);
  }

  async text(args: readonly string[]): Promise<string> {
    return (await this.bytes(args)).toString();
  }

  async bytes(args: readonly string[], input = ""): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#run(args, input)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** The lines of what may be too long to be held. Each byte is a character of its own. */
  async *lines(args: readonly string[]): AsyncGenerator<string> {
    let rest = "";
    for await (const chunk of this.#run(args, "")) {
      const lines = (rest + chunk.toString("latin1")).split("\n");
      rest = lines.pop()!;
      yield* lines;
    }
    if (rest) yield rest;
  }

  async *#run(args: readonly string[], input: string): AsyncGenerator<Buffer> {
    const child = spawn("git", ["--no-pager", "-C", this.#folder, ...args], {
      // On Windows, a program is looked for in the working directory first: no repository's `git.exe` is to be run.
      cwd: dirname(process.execPath),
      env: environment(this.#settings),
      windowsHide: true,
    });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on("error", (error: NodeJS.ErrnoException) =>
        reject(
          error.code === "ENOENT"
            ? new GitProblem(
                "Git was not found, and --diff asks it what changed. Install it, or review without --diff.",
                "Git was not found, and nothing else knows what changed. Install it.",
              )
            : error,
        ),
      );
      child.on("close", resolve);
    });
    // Whoever awaits it comes later; until then nobody is to be told that it failed.
    ended.catch(() => undefined);
    // Git may end before it has read all, and then says why.
    child.stdin.on("error", () => undefined).end(input);
    for await (const chunk of child.stdout) yield chunk as Buffer;
    if ((await ended) !== 0) throw new GitFailure(args, said);
  }
}

/** Nothing, where Git has nothing to say; whatever else is wrong is thrown on. */
export function orNothing(error: unknown): string {
  if (error instanceof GitFailure) return "";
  throw error;
}

/** The environment of this process, with settings that count more than those of the repository. */
function environment(settings: readonly [key: string, value: string][]): NodeJS.ProcessEnv {
  const given = Number(process.env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  const added = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${given + index}`, key],
    [`GIT_CONFIG_VALUE_${given + index}`, value],
  ]);
  return {
    ...process.env,
    // Options say all that is to be different from what these would have it be.
    GIT_EXTERNAL_DIFF: undefined,
    GIT_DIFF_OPTS: undefined,
    ...(Object.fromEntries(added) as NodeJS.ProcessEnv),
    GIT_CONFIG_COUNT: String(given + settings.length),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    // Its sentences are read here.
    LC_ALL: "C",
    LANGUAGE: "",
  };
}
