import assert from "node:assert/strict";
import fc from "fast-check";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import type { Source } from "./corpus.ts";
import { asked, historiesFrom, type History } from "./repositories.ts";

/** Files that refuse what lies outside of the root. */
class FencedFiles extends FilesInMemory {
  override stat(path: string) {
    return super.stat(inside(path));
  }

  override list(folder: string) {
    return super.list(inside(folder));
  }

  override read(path: string) {
    return super.read(inside(path));
  }
}

function inside(path: string): string {
  assert.ok(!/^[/\\]|(^|[/\\])\.\.([/\\]|$)/.test(path), `Asks for ${path}, which lies outside of the root.`);
  return path;
}

/**
 * Tries the service model on histories of repositories: however it came by what it knows, it says what one says that
 * sees the same files for the first time, and it parses nothing twice. The failure of the smallest history that shows
 * one, if there is any.
 */
export function failureOfService(
  corpus: readonly Source[],
  { seed, histories, minutes }: { seed: number; histories: number; minutes?: number },
): string | undefined {
  const { failed, errorInstance, counterexample } = fc.check(
    fc.property(historiesFrom(corpus), (history) => assertCoherent(history)),
    {
      seed,
      numRuns: histories,
      ...(minutes !== undefined && { interruptAfterTimeLimit: minutes * 60_000 }),
    },
  );
  if (!failed || !counterexample) return undefined;
  return `${String(errorInstance)}\n${JSON.stringify(counterexample, undefined, 2)}`;
}

/** Throws where a service forgets, or remembers what is no longer so. */
function assertCoherent({ files: texts, steps }: History): void {
  const files = new FencedFiles(texts);
  const written = new Map(Object.entries(texts));
  const service = new Service(files);
  let most = written.size;
  for (const step of steps) {
    if ("look" in step) {
      service.deploymentsOf(step.look);
      continue;
    }
    if (step.text === undefined) files.remove(step.write);
    else files.write(step.write, step.text);
    if (step.text === undefined) written.delete(step.write);
    else written.set(step.write, step.text);
    // A `cdk.json` changes what the code below it is, and where its paths start.
    most += step.write.endsWith("cdk.json") ? written.size : 1;
    service.refresh();
  }

  const fresh = new Service(new FencedFiles(Object.fromEntries(written)));
  const answers = answersOf(service, written);
  assert.deepEqual(answers, answersOf(fresh, written));
  const { parsed } = service;
  assert.ok(parsed <= most, `Parses ${parsed} files, of which ${most} are new at most.`);
  service.refresh();
  assert.deepEqual(answersOf(service, written), answers);
  assert.equal(service.parsed, parsed, "Parses again what has not changed.");
}

/** All that a service says, in words. */
const answersOf = (service: Service, texts: ReadonlyMap<string, string>) => ({
  files: asked.map((path) => [
    path,
    service.isForeign(path),
    ...service.deploymentsOf(path).map(({ template, function: deployed, export: name }) => {
      const [start, end] = deployed.at.range;
      const text = texts.get(template) ?? "";
      assert.ok(
        0 <= start && start < end && end <= text.length,
        `${deployed.name} stands in no place of ${template}.`,
      );
      assert.ok(!path.startsWith(".."), `${path} lies outside of the root.`);
      return `${template} at ${start}: ${deployed.name} calls ${name}`;
    }),
  ]),
  ...service.templates(),
});
