import assert from "node:assert/strict";
import plugin from "../../rules/plugin.ts";
import type { Settings } from "../../rules/service/word.ts";
import { messagesIn } from "./deployed.ts";
import { marksOf } from "./test-rule.ts";

/** A service, and the file of it that a rule is asked about. */
interface Across {
  in: string;
  files: Record<string, string>;
  /** The rule's own; those of the preset `strict` where they are left out. */
  options?: unknown[];
}

/**
 * Runs a rule over a file of titled services that lie on the disk, with the options of `strict`. Under `reports`, carets
 * in the file point at what the editor underlines and name the message; under `allows`, nothing may be reported in it.
 * What is reported must be because of the other files: nothing is where there are none, or where they are not looked at.
 */
export function testAcross(
  id: string,
  { allows, reports }: { allows: Record<string, Across>; reports: Record<string, Across> },
): void {
  const name = `effective-lambda/${id}`;
  const strict = plugin.configs.strict.rules![name] as [string, ...unknown[]] | string;
  const found = ({ in: path, files, options }: Across, settings: Settings = {}) => {
    const level = options ? (["error", ...options] as const) : strict;
    return messagesIn(path, files, settings, { [name]: level as "error" }).map(
      ({ messageId, message, line, endLine, column, endColumn }) => ({
        messageId: messageId ?? message,
        line,
        endLine,
        column,
        endColumn,
      }),
    );
  };

  describe(`${id} across files`, () => {
    describe("allows", () => {
      for (const [title, service] of Object.entries(allows))
        it(title, () => assert.deepEqual(found(service), []));
    });
    describe("reports", () => {
      for (const [title, service] of Object.entries(reports)) {
        const { in: path, files } = service;
        const code = files[path]!;
        it(title, () => assert.deepEqual(found(service), marksOf({ code, filename: path })));
        it(`${title}, but not where no handler leads there`, () =>
          assert.deepEqual(found({ ...service, files: { [path]: code } }), []));
        it(`${title}, but not where only one file is looked at`, () =>
          assert.deepEqual(found(service, { scope: "file" }), []));
      }
    });
  });
}
