import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import { walk, type Node } from "../rules/kit/ast.ts";
import type { SourceCode } from "../rules/kit/rule.ts";
import * as parser from "../rules/parser.ts";
import effectiveLambda from "../rules/plugin.ts";
import { shapes } from "./kit/shapes.ts";

/** What linting a text took, in looks at the tree, beside what ESLint itself does. */
interface Work {
  /** How many nodes the tree has. */
  nodes: number;
  /** How often rules asked for the type of a node. */
  looks: number;
  /** How many nodes rules came to in walks of their own. */
  walked: number;
  /** How many indexes of the tree were made. */
  indexes: number;
  /** How often a map or a set was asked, or given something. */
  remembered: number;
}

/** Counts instead of timing, so that the answer is the same on any machine. */
function workOn(text: string): Work {
  const all = counted(text, effectiveLambda.configs.strict.rules as Linter.RulesRecord);
  const none = counted(text, {});
  return {
    nodes: all.nodes,
    looks: all.looks - none.looks,
    walked: all.walked - none.walked,
    indexes: all.indexes - none.indexes,
    remembered: all.remembered - none.remembered,
  };
}

function counted(text: string, rules: Linter.RulesRecord): Work {
  const work: Work = { nodes: 0, looks: 0, walked: 0, indexes: 0, remembered: 0 };
  const countingParser = {
    parseForESLint(code: string, options: object) {
      const parsed = parser.parseForESLint(code, options);
      const { visitorKeys } = parsed;
      const types = Object.keys(visitorKeys).length;
      walk(parsed.ast as Node, { visitorKeys } as SourceCode, (node) => {
        work.nodes += 1;
        const { type } = node;
        Object.defineProperty(node, "type", {
          enumerable: true,
          get: () => {
            work.looks += 1;
            return type;
          },
        });
      });
      const watchedKeys = new Proxy(visitorKeys, {
        get(keys, type: string) {
          work.walked += 1;
          return keys[type as keyof typeof keys];
        },
        ownKeys(keys) {
          work.indexes += 1;
          // The index looks up the keys of all types at once.
          work.walked -= types;
          return Reflect.ownKeys(keys);
        },
      });
      return { ...parsed, visitorKeys: watchedKeys };
    },
  };
  const config = {
    files: ["**/*.ts"],
    languageOptions: { parser: countingParser as Linter.Parser },
    plugins: effectiveLambda.configs.strict.plugins,
    rules,
  } as Linter.Config;
  const [failure] = countingMemory(work, () => new Linter().verify(text, config, "counted.ts")).filter(
    ({ fatal }) => fatal,
  );
  assert.equal(failure, undefined);
  return work;
}

/** Runs something with maps and sets that count what is asked of them. */
function countingMemory<Result>(work: Work, run: () => Result): Result {
  const plain = { get: Map.prototype.get, has: Set.prototype.has, add: Set.prototype.add };
  Map.prototype.get = function (key) {
    work.remembered += 1;
    return plain.get.call(this, key);
  };
  Set.prototype.has = function (value) {
    work.remembered += 1;
    return plain.has.call(this, value);
  };
  Set.prototype.add = function (value) {
    work.remembered += 1;
    return plain.add.call(this, value);
  };
  try {
    return run();
  } finally {
    Map.prototype.get = plain.get;
    Object.assign(Set.prototype, { has: plain.has, add: plain.add });
  }
}

const service = readdirSync("bench/service", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path, work: workOn(readFileSync(path, "utf8")) }));

describe("The work of all rules together", () => {
  it("makes one index of the tree of a handler's file, and walks less than half of it again", () => {
    const withHandler = service.filter(({ work }) => work.indexes > 0);
    assert.equal(withHandler.length, 8);
    for (const { path, work } of withHandler) {
      assert.equal(work.indexes, 1, path);
      assert.ok(work.walked < work.nodes / 2, `${path}: ${work.walked} of ${work.nodes} nodes`);
      assert.ok(work.looks < 15 * work.nodes, `${path}: ${work.looks} looks at ${work.nodes} nodes`);
    }
  });

  it("is next to nothing where Lambda gets to no function of a file", () => {
    const others = service.filter(({ work }) => work.indexes === 0);
    const [looks, nodes] = [others.map(({ work }) => work.looks), others.map(({ work }) => work.nodes)].map(
      (counts) => counts.reduce((sum, count) => sum + count, 0),
    );
    assert.equal(others.length, 17);
    assert.ok(looks! < nodes! / 4, `${looks} looks at ${nodes} nodes`);
  });

  for (const { name, textOf } of shapes)
    it(`grows no faster than the text with ${name}`, () => {
      const [short, long] = [25, 100].map((count) => workOn(textOf(count)));
      assert.ok(long!.looks > short!.looks);
      const growth = long!.looks / short!.looks;
      assert.ok(growth <= 4.05, `four times the text took ${growth.toFixed(2)} times the looks`);
      const grown = long!.remembered / short!.remembered;
      assert.ok(
        grown <= 4.05,
        `four times the text took ${grown.toFixed(2)} times the looks into maps and sets`,
      );
    });
});
