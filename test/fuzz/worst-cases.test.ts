import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";
import { within } from "./within.ts";

const nested = (open: string, inner: string, close: string) => (depth: number) =>
  open.repeat(depth) + inner + close.repeat(depth);
const times = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => one(i));

/** Code that goes deep where handlers have a statement. */
const deep: Record<string, (depth: number) => string> = {
  parentheses: nested("(", "event", ")"),
  blocks: nested("{", "client.send(event);", "}"),
  lists: nested("[", "event.id", "]"),
  objects: (depth) => `use(${nested("{ a: ", "record.messageId", "}")(depth)})`,
  "if in if": nested("if (event) {", "await client.send(record);", "}"),
  "else if": (depth) => times(depth, (i) => `if (event.id === ${i}) return event;`).join(" else "),
  "calls in calls": nested("save(", "record", ")"),
  "calls of calls": (depth) => `client${".then(save)".repeat(depth)}`,
  members: (depth) => `use(event${".detail".repeat(depth)})`,
  "optional members": (depth) => `use(event${"?.detail".repeat(depth)})`,
  sums: (depth) => `use(${times(depth, () => "record.body").join(" + ")})`,
  alternatives: (depth) => `use(${times(depth, () => "record.body").join(" ?? ")})`,
  conditions: (depth) => `use(${"event.id ? 1 : ".repeat(depth)}2)`,
  negations: (depth) => `use(${"!".repeat(depth)}event)`,
  awaits: (depth) => `${"await ".repeat(depth)}event`,
  assignments: (depth) => `${"cached = ".repeat(depth)}event`,
  "templates in templates": nested("`${", "record.body", "}`"),
  functions: nested("(async () => {", "await client.send(record)", "})();"),
  "functions as arguments": nested("save(() => ", "record", ")"),
  classes: nested("(class { static a = ", "event", "})"),
  loops: nested("for (const record of event.Records) {", "await save(record);", "}"),
  guards: nested("try {", "await save(record);", "} catch (error) { throw error; }"),
  patterns: (depth) => `const ${nested("{ a: ", "b", "}")(depth)} = event`,
  elements: nested("<a>", "{event}", "</a>"),
  types: (depth) => `const a: ${nested("Array<", "string", ">")(depth)} = event`,
};

/** Code that is long. */
const wide: Record<string, (count: number) => string> = {
  "a list of 100,000 elements": () => `use([${"record, ".repeat(100_000)}])`,
  "a list of 100,000 objects": () => `use([${"{ id: 1 }, ".repeat(100_000)}])`,
  "an object of 20,000 properties": () => `use({ ${times(20_000, (i) => `a${i}: event`).join(", ")} })`,
  "a text of a megabyte": () =>
    `use("${"UPDATE a SET n = n + 1 ".repeat(50_000)}", \`${"?, ".repeat(400_000)}\`)`,
  "a template with 20,000 values": () => `use(\`${"${record.body} /".repeat(20_000)}\`)`,
  statements: (count) => times(count, (i) => `const a${i} = event.id + ${i};`).join("\n"),
  "values that hang on one another": (count) => times(count, (i) => `const a${i + 1} = a${i};`).join("\n"),
  "texts made of texts": (count) =>
    times(count, (i) => `const a${i + 1} = \`\${a${i}} \${a${i}}\`;`).join("\n"),
  "lists made of lists": (count) => times(count, (i) => `const a${i + 1} = [...a${i}, ...a${i}];`).join("\n"),
  "objects made of objects": (count) =>
    times(count, (i) => `const a${i + 1} = { ...a${i}, a: a${i} };`).join("\n"),
  "values that are one or the other": (count) =>
    times(count, (i) => `const a${i + 1} = event ? a${i} : a${i}.b;`).join("\n"),
  "functions that call the next": (count) =>
    `a0(event);\n${times(count, (i) => `async function a${i}(x) { await a${i + 1}(x); return a${i + 1}(x); }`).join("\n")}`,
  clients: (count) => times(count, (i) => `const a${i} = new S3Client({ region: "${i}" });`).join("\n"),
  "clients under one name": (count) =>
    times(count, () => "{ const s3 = new S3Client({}); await s3.send(event); }").join("\n"),
  requests: (count) =>
    times(
      count,
      (i) => `await client.send(new PutObjectCommand({ Key: record.messageId, Body: a${i} }));`,
    ).join("\n"),
  "requests that are not awaited": (count) =>
    times(count, () => "client.send(new PutObjectCommand(event));").join("\n"),
  "loops over the records": (count) =>
    times(count, () => "for (const record of event.Records) await save(record.messageId, record.body);").join(
      "\n",
    ),
  "loops that add to a list of promises": (count) =>
    times(
      count,
      () =>
        "for (const record of event.Records) { var all = [...all, save(record.body)]; all.push(save(record.messageId)); }",
    ).join("\n"),
  "results that hang on one another": (count) =>
    times(
      count,
      (i) =>
        `var a${i + 1} = await Promise.all([...a${i}, ...event.Records.map(save), a${i}.filter(Boolean)]);`,
    ).join("\n"),
  "reports of failures": (count) =>
    `${"failures.push({ itemIdentifier: record.id });\n".repeat(count)}return { batchItemFailures: failures };`,
  answers: (count) =>
    times(count, (i) => `if (event.id === ${i}) return { statusCode: 200, body: {} };`).join("\n"),
  "guards with comments": (count) =>
    times(count, (i) => `/* ${i} */ try { JSON.parse(event.body); } catch { /* ${i} */ }`).join("\n"),
  "assignments to one variable": (count) =>
    times(count, () => "cached = event; process.env.A = cached;").join("\n"),
  "branches on the source": (count) =>
    times(count, () => 'if (record.eventSource === "aws:sqs") await save(record);').join("\n"),
};

const program = (code: string) => `
  import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
  let cached, a0;
  export const handler = async (event, context) => {
    const client = new S3Client({});
    for (const record of event.Records) {
      console.log(record.messageId, record.receiptHandle);
      ${code}
    }
  };
`;

/** Some of these the parser refuses early, others late: rules have to get through whatever it reads. */
const depths = [100, 200, 400, 740, 1_480, 5_000];

describe("the worst of code", () => {
  for (const [name, code] of Object.entries(deep)) {
    it(`of ${name}, up to 5,000 deep, is read or refused for its depth`, function () {
      this.timeout("2 minutes");
      const path = name === "elements" ? "handler.tsx" : "handler.ts";
      for (const depth of depths) {
        const problems = problemsOf(program(code(depth)), path);
        const others = problems.filter((problem) => problem !== "This is nested too deeply to be read.");
        assert.deepEqual(others, []);
        if (problems.length > 0) break;
      }
    });
  }

  for (const [name, code] of Object.entries(wide)) {
    it(`of ${name}, is read in time`, function () {
      this.timeout("2 minutes");
      assert.deepEqual(problemsOf(program(code(2_000)), "handler.ts"), []);
    });
  }
});

/** What went wrong, with as much of the stack as says where. */
const problemsOf = (text: string, path: string): string[] =>
  within(60_000, () => review(text, path, { preset: "strict" }).problems).map(({ message, details = "" }) =>
    [message, ...details.split("\n").slice(3, 6)].join("\n"),
  );
