import assert from "node:assert/strict";
import { join } from "node:path";
import { examined } from "../../src/files/examine.ts";
import { examinationForPeople } from "../../src/report/doctor.ts";
import { importersFirst } from "../../src/review/order.ts";
import { fixed, review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";

const handler = "export const handler = async (event) => ({ statusCode: 200, body: event.httpMethod });\n";

describe("the doctor", () => {
  const told = async (files: Record<string, string>, path: string, columns = 80, within = ".") => {
    const examination = await examined(path, join(await folderWith(files), within), {
      review,
      fixed,
      ordered: importersFirst,
    });
    return examinationForPeople(examination, { columns, colours: false, hyperlinks: false });
  };

  /** Without its lines. */
  const flat = async (files: Record<string, string>, path: string) =>
    (await told(files, path)).replace(/\s+/g, " ");

  it("says what is installed, and runs nothing of it", async () => {
    const text = await flat(
      {
        "node_modules/eslint/package.json": '{ "version": "10.1.0" }',
        "node_modules/eslint-plugin-effective-lambda/package.json": "no JSON",
        "eslint.config.mjs": "throw new Error();\n",
        "src/orders.js": handler,
      },
      "src/orders.js",
    );
    assert.match(text, /^Effective Lambda \d+\.\d+\.\d+ Node\.js \d+/);
    assert.match(text, / ESLint 10\.1\.0 in node_modules\/eslint; the plugin takes \^9 \|\| \^10\. /);
    assert.match(text, / The plugin of unknown version in node_modules\/eslint-plugin-effective-lambda\. /);
    assert.match(text, / ESLint is configured by eslint\.config\.mjs\. That is code, which is not run here/);
  });

  it("says which configuration holds for a file, and its handlers", async () => {
    const text = await flat(
      {
        ".effective-lambda.json": '{ "preset": "strict", "rules": { "no-log-event": "warn" } }',
        "src/orders.js": handler,
      },
      "src/orders.js",
    );
    assert.ok(
      text.includes(" .effective-lambda.json holds: preset strict, scope service, no-log-event warn. "),
    );
    assert.match(text, / Line 1: handler is a handler, shown by .*; invoked by API\. /);
    assert.match(text, / src\/orders\.js It is reviewed with the folder that it is in\. /);
  });

  it("says why a file is skipped", async () => {
    const files = {
      ".effective-lambda.json": '{ "exclude": ["legacy/**"] }',
      "legacy/old.js": handler,
      "dist/old.js": handler,
      "src/old.test.js": handler,
      "data.json": "{}",
    };
    const why = async (path: string) =>
      /skipped with the folder that it is in: (.*?)\. It is/.exec(await flat(files, path))?.[1];
    assert.equal(await why("legacy/old.js"), ".effective-lambda.json excludes `legacy/**`");
    assert.equal(await why("dist/old.js"), "what is in `dist` is left out");
    assert.equal(await why("src/old.test.js"), "tests, declarations and minified code are left out");
    assert.equal(await why("data.json"), "it does not look like a template that a person wrote");
  });

  it("says what a handler is where there is none", async () => {
    const text = await flat({ "src/sum.js": "export const sum = (a, b) => a + b;\n" }, "src/sum.js");
    assert.match(text, / It has no handler: no template names one in it/);
  });

  it("says to name the handler where only a configuration says that the file is deployed", async () => {
    const files = {
      ".effective-lambda.json": '{ "handlers": [{ "files": "src/worker.js", "source": "sqs" }] }',
      "src/worker.js": "exports.worker = async (input) => input;\n",
    };
    const text = await flat(files, "src/worker.js");
    assert.match(
      text,
      / Which function \.effective-lambda\.json speaks of has to be said there: `"export": "…"`\./,
    );
  });

  it("says which handlers call what in a file that has none, and by which way", async () => {
    const files = {
      "src/api.js": `import { place } from "./orders.js";
${handler.replace("({", "(await place(event), {")}`,
      "src/orders.js": `import { Store } from "./store.js";
export const place = async (order) => {
  await new Store().save(order);
};
`,
      "src/queue.js": `import { Store } from "./store.js";
export const handler = async (event) => {
  for (const { body, messageId } of event.Records) await new Store().save(body, messageId);
};
`,
      "src/store.js": `export class Store {
  async save(order) {}
  async read(id) {}
}
`,
    };
    assert.match(
      await told(files, "src/store.js"),
      new RegExp(`
  It has no handler of its own, but handlers in other files run what follows:
  Line 2: Store\\.save, run by
    handler \\(src/queue\\.js:2\\)
    handler \\(src/api\\.js:2\\) → place \\(src/orders\\.js:2\\)
  0 findings\\.
$`),
    );
    assert.match(await flat(files, "src/api.js"), / Line 2: handler is a handler, (?!.*run by)/);
    const alone = { ...files, ".effective-lambda.json": '{ "scope": "file" }' };
    assert.match(await flat(alone, "src/store.js"), / It has no handler: (?!.*run by)/);
  });

  it("names the first handlers where many call the same", async () => {
    const files = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7].map((nth) => [
        `src/${nth}.js`,
        `import { save } from "./save.js";
${handler.replace("({", "(await save(event), {")}`,
      ]),
    );
    const text = await told(
      { ...files, "src/save.js": "export const save = async (event) => {};\n" },
      "src/save.js",
    );
    assert.match(text, /\n {4}handler \(src\/5\.js:2\)\n {4}2 more handlers\n/);
  });

  it("says of a handler's file also what handlers elsewhere call in it", async () => {
    const text = await flat(
      {
        "src/a.js": `${handler}export const save = async (event) => {};\n`,
        "src/b.js": `import { save } from "./a.js";\n${handler.replace("({", "(await save(event), {")}`,
      },
      "src/a.js",
    );
    assert.match(
      text,
      / Line 1: handler is a handler, .* Handlers in other files run what follows: Line 2: save, run by handler \(src\/b\.js:2\) /,
    );
  });

  it("calls the files on the way as they are seen from where it runs", async () => {
    const text = await told(
      {
        "app/a.js": "export const save = async (event) => {};\n",
        "app/b.js": `import { save } from "./c.js";\n${handler.replace("({", "(await save(event), {")}`,
        "app/c.js": `import * as a from "./a.js";\nexport const save = async (event) => a.save(event);\n`,
        "docs/index.md": "",
      },
      "../app/a.js",
      80,
      "docs",
    );
    assert.match(text, / handler \(\.\.\/app\/b\.js:2\) → save \(\.\.\/app\/c\.js:2\)\n/);
  });

  it("says that a mistake in a configuration keeps all of it from counting", async () => {
    const text = await flat({ ".effective-lambda.json": "{", "src/orders.js": handler }, "src/orders.js");
    assert.match(text, / Nothing in \.effective-lambda\.json counts, because of a mistake in it\. /);
    assert.match(text, /This is not JSON/);
  });

  it("counts what is in a folder", async () => {
    const text = await flat(
      { ".effective-lambda.json": '{ "exclude": ["b.js"] }', "a.js": handler, "b.js": handler },
      ".",
    );
    assert.match(
      text,
      / 1 file to review, 0 templates among them\. 1 more file excluded by a configuration\. /,
    );
  });

  it("says what keeps a path from being read", async () => {
    assert.match(await flat({ "a.js": handler }, "b.js"), / b\.js There is no file or folder here\./);
  });

  it("lets no name command the terminal, and fits it", async () => {
    const name = "a\u001B[2J\u202E.js";
    const text = await told({ [name]: handler }, name, 40);
    assert.doesNotMatch(text, /[^\P{Cc}\n]|\u202E/u);
    for (const line of text.split("\n")) assert.ok(line.length <= 40 || !line.trim().includes(" "), line);
  });
});
