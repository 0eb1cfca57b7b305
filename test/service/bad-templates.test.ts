import assert from "node:assert/strict";
import { Linter } from "eslint";
import yml from "eslint-plugin-yml";
import plugin from "../../rules/plugin.ts";

const { strict, templates } = plugin.configs;
/** All that the preset has, in both ways to read a template. */
const ways = {
  "by our own parser": [strict, templates],
  "by eslint-plugin-yml": [
    strict,
    templates,
    { files: ["**/*"], plugins: { yml: yml as never }, language: "yml/yaml" },
  ] as Linter.Config[],
};

/** What is said of a template: rules by their ids, and why it cannot be read, with the place. */
function said(
  code: string,
  way: keyof typeof ways = "by our own parser",
  filename = "template.yml",
): string[] {
  return new Linter()
    .verify(code, ways[way], { filename })
    .map(({ ruleId, message, line, column }) =>
      ruleId ? ruleId.replace("effective-lambda/", "") : `${line}:${column} ${message}`,
    );
}

/** A queue without dead letters, which a function reads. */
const queue = `
  Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Orders.Arn, BatchSize: 1 }
`;

/** Values that hold the one before them ten times. */
const bomb = Array.from({ length: 20 }, (_, index) => {
  const before = index === 0 ? "x" : `*a${index - 1}`;
  const many = Array.from({ length: 10 }, () => before).join(", ");
  return [
    `A${index}: &a${index} [${many}]`,
    `I${index}: &i${index} !If [c, ${index === 0 ? "1, 1" : `*i${index - 1}, *i${index - 1}`}]`,
    `J${index}: &j${index} !Join ["", [${many.replaceAll("*a", "*j")}]]`,
    `M${index}: &m${index} { ${index === 0 ? "k: v" : `<<: [${many.replaceAll("*a", "*m")}]`}, k${index}: v }`,
  ].join("\n");
}).join("\n");

describe("A template that is broken, or odd", () => {
  describe("is refused with the place", () => {
    for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
      it(`of a key that is there twice, ${way}`, () =>
        assert.match(
          said("Resources:\n  Orders: {}\n  Orders: {}\n", way).join(),
          /^3:[23] Parsing error: Map keys must be unique$/,
        ));

      it(`of a tab that indents, ${way}`, () =>
        assert.match(said("Resources:\n\tOrders: {}\n", way).join(), /^2:\d+ Parsing error: .*[Tt]ab/));
    }

    it("counted from 1, as the editor does", () =>
      assert.match(said("Resources:\n  Orders: {}\n  Orders: {}\n").join(), /^3:3 /));

    it("of the first character of a line, which ESLint counts as 1", () =>
      assert.match(said("\t: 1").join(), /^1:1 Parsing error: /));

    it("of what is nested more deeply than anybody writes", () =>
      assert.match(
        said(`Resources: ${"[".repeat(20_000)}`).join(),
        /^1:\d+ .* nested too deeply to be read\.$/,
      ));

    it("of a mapping or a list with more entries than the parser gets through", () => {
      const many = (one: (index: number) => string) =>
        Array.from({ length: 10_001 }, (_, index) => one(index));
      const tooMany = "Parsing error: A mapping or list of more than 10000 entries is not read.";
      const keys = many((index) => `  Key${index}: value`);
      assert.deepEqual(said(["Resources:", ...keys].join("\n")), [`2:3 ${tooMany}`]);
      assert.deepEqual(said(`{ ${keys.join(", ")} }`, undefined, "template.json"), [`1:1 ${tooMany}`]);
      assert.deepEqual(said(`Resources:\n${many(() => "- a").join("\n")}`), [`2:1 ${tooMany}`]);
      assert.deepEqual(said(`Resources: [${many(() => "a").join(", ")}]`), [`1:12 ${tooMany}`]);
    });

    it("of many mappings that together have more keys than can be compared", () => {
      const mapping = (index: number) =>
        `  M${index}: { ${Array.from({ length: 4_000 }, (_, key) => `k${key}: v`).join(", ")} }`;
      const mappings = Array.from({ length: 7 }, (_, index) => mapping(index));
      assert.match(
        said(["Resources:", ...mappings].join("\n")).join(),
        /^\d:\d+ Parsing error: .* 10000 entries/,
      );
    });

    it("of an anchor that every object has", () =>
      assert.match(said("Resources: &constructor {}").join(), /^1:1 Parsing error: /));
  });

  for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
    describe(`is read ${way}`, () => {
      const reads = (name: string, code: string) =>
        it(name, () => assert.deepEqual(said(code, way), ["require-queue-dlq"]));

      reads("with tags that nobody knows", `Resources:${queue}  Other: !Company::Thing { Type: !Kind a }\n`);
      reads("with a byte order mark", `\uFEFFResources:${queue}`);
      reads("with line ends of Windows", `Resources:${queue}`.replaceAll("\n", "\r\n"));
      reads("as the second of several documents", `kind: Deployment\n---\nResources:${queue}`);
      reads(
        "with anchors into themselves",
        `Loop: &loop { <<: *loop, again: *loop }\nResources: &all${queue}  Self: *all\n`,
      );
      reads(
        "with aliases of what is not there",
        `Resources:${queue}  Other: *nothing\n  More: { <<: *nothing }\n`,
      );
      reads(
        "with aliases that grow without end",
        `${bomb}
Resources:${queue}
  Work:
    Type: AWS::Lambda::Function
    Properties:
      { Timeout: *i19, MemorySize: *a19, Runtime: *j19, Environment: { Variables: { <<: *m19, A: *a19, J: *j19 } } }
`,
      );
      reads(
        "with names that every object has",
        `constructor: 1\n__proto__: { a: 1 }\nResources:${queue}  constructor: { Type: toString, Properties: { __proto__: !Ref hasOwnProperty } }\n`,
      );
    });
  }

  it("has its lines counted as ESLint does, by what is no line end in YAML too", () => {
    const [found] = new Linter().verify(
      "# one\rtwo\u2028three\nResources:\n  Orders: { Type: AWS::SQS::Queue }\n  Mapping:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties: { EventSourceArn: !GetAtt Orders.Arn, BatchSize: 1 }\n",
      ways["by our own parser"],
      { filename: "template.yml" },
    );
    assert.deepEqual([found?.line, found?.column, found?.endColumn], [5, 3, 9]);
  });

  it("is read where it is nothing at all", () => {
    for (const code of [
      "",
      "# nothing\n",
      "---\n---\n",
      "text",
      "[]",
      "Resources:",
      "Resources: []",
      "Resources: { Orders: }",
      "service: a\nprovider: aws",
      "service: a\nprovider: aws\nfunctions: [1]\nresources: x\n",
    ])
      assert.deepEqual(said(code), [], code);
  });

  it("is read with 50,000 lines, the 500 functions that CloudFormation takes at most", () => {
    const lines = (count: number, line: string) => `\n${line}`.repeat(count);
    const functions = Array.from(
      { length: 500 },
      (_, index) => `
  Fn${index}:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
      MemorySize: 512
      Events: { Queue: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn, BatchSize: 1 } } }
      InlineCode: |${lines(95, "        exports.handler = async () => ({});")}`,
    );
    const template = `Resources:${queue}${functions.join("")}\n`;
    assert.ok(template.split("\n").length > 50_000);
    assert.deepEqual(said(template), ["require-queue-dlq"]);
  });
});
