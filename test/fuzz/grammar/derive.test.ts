import assert from "node:assert/strict";
import { Choices } from "../choices.ts";
import { deployments } from "./deployments.ts";
import { derive, indented } from "./derive.ts";
import { handlers } from "./handlers.ts";
import { statements } from "./statements.ts";

const grammar = { ...handlers, ...statements, ...deployments };

describe("the grammar of programs", () => {
  it("says what each piece is that it names, once", () => {
    const named = new Set(
      Object.values(grammar).flatMap((all) =>
        all.flatMap((one) => [...one.matchAll(/«(\w+)\*?»/g)].map(([, name]) => name!)),
      ),
    );
    assert.deepEqual([...named, "program", "stack"].sort(), Object.keys(grammar).sort());
  });

  it("comes to an end by its first alternatives", () => {
    assert.equal(
      derive(grammar, "program", new Choices([])).trim(),
      "export const handler = async (event: SQSEvent) => {\n\n};",
    );
  });

  it("makes the same program of the same choices", () => {
    const program = () => indented(derive(grammar, "program", new Choices([0, 1, 3, 1, 0, 0, 1, 0])));
    assert.equal(program(), program());
  });
});
