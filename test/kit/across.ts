import assert from "node:assert/strict";
import type { Linter } from "eslint";
import plugin from "../../rules/plugin.ts";
import type { Settings } from "../../rules/service/word.ts";
import { messagesIn } from "./deployed.ts";
import { marksOf } from "./test-rule.ts";

/** A service, and the file of it that a rule is asked about. */
interface Service {
  in: string;
  files: Record<string, string>;
}

/** `offers` are the titles of what is suggested, and `--fix` for what may be done without asking; `says` are the messages. */
interface Reported extends Service {
  offers?: string[];
  says?: string[];
}

/**
 * Runs a rule over a file of titled services that lie on the disk, with the options of `strict`. Under `reports`, carets
 * in the file point at what the editor underlines and name the message; under `allows`, nothing may be reported in it.
 * What is reported must be because of the other files: nothing is where there are none, or where they are not looked at.
 */
export function testAcross(
  id: string,
  { allows, reports }: { allows: Record<string, Service>; reports: Record<string, Reported> },
): void {
  const name = `effective-lambda/${id}`;
  const rule = { [name]: plugin.configs.strict.rules![name] } as Linter.RulesRecord;
  const messages = ({ in: path, files }: Service, settings: Settings = {}) =>
    messagesIn(path, files, settings, rule);

  describe(`${id} across files`, () => {
    describe("allows", () => {
      for (const [title, service] of Object.entries(allows))
        it(title, () => assert.deepEqual(messages(service), []));
    });
    describe("reports", () => {
      for (const [title, { offers, says, ...service }] of Object.entries(reports)) {
        const { in: path, files } = service;
        const code = files[path]!;
        it(title, () => {
          const found = messages(service);
          assert.deepEqual(found.map(markOf), marksOf({ code, filename: path }));
          if (says)
            assert.deepEqual(
              found.map(({ message }) => message),
              says,
            );
          if (offers) assert.deepEqual(found.flatMap(offersOf), offers);
        });
        it(`${title}, but not where no handler leads there`, () =>
          assert.deepEqual(messages({ in: path, files: { [path]: code } }), []));
        it(`${title}, but not where only one file is looked at`, () =>
          assert.deepEqual(messages(service, { scope: "file" }), []));
      }
    });
  });
}

const markOf = ({ messageId, line, endLine, column, endColumn }: Linter.LintMessage) => ({
  messageId,
  line,
  endLine,
  column,
  endColumn,
});

const offersOf = ({ fix, suggestions = [] }: Linter.LintMessage): string[] => [
  ...(fix ? ["--fix"] : []),
  ...suggestions.map(({ desc }) => desc),
];
