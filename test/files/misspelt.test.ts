import assert from "node:assert/strict";
import { find } from "../../src/files/find.ts";
import { misspeltIn } from "../../src/files/misspelt.ts";
import { folderWith } from "../kit/folder.ts";

const code = "export const handler = async (event) => event;\n";

const template = (...lines: string[]) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
${lines.map((line) => `      ${line}\n`).join("")}`;

const named = (handler: string, ...lines: string[]) =>
  template(`Handler: ${handler}`, "Runtime: nodejs22.x", ...lines);

/** What is said of a handler in each template of a repository. */
async function said(files: Record<string, string>): Promise<string[]> {
  const found = await find(["."], await folderWith({ ".git/HEAD": "", ...files }));
  return found.files.flatMap((file) =>
    misspeltIn(file).map(
      ({ file: elsewhere, line, message }) => `${elsewhere ?? file.name}: Line ${line}: ${message}`,
    ),
  );
}

describe("a handler that a template spells wrong", () => {
  for (const [name, handler, path, meant] of [
    ["with letters that are other ones", "src/create-orders.handler", "src/create-order.ts", "create-order"],
    ["in another case", "src/Create.handler", "src/create.ts", "create"],
    ["with another mark between words", "src/create_order.handler", "src/createOrder.mjs", "createOrder"],
  ] as const)
    it(`is told ${name}`, async () => {
      assert.deepEqual(await said({ "template.yaml": named(handler), [path]: code }), [
        `template.yaml: Line 6: There is no file for the handler \`${handler}\`. Did you mean \`src/${meant}.handler\`?`,
      ]);
    });

  it("is told below the folder of the code, of a serverless.yml, and in JSON", async () => {
    const resource = {
      Type: "AWS::Lambda::Function",
      Properties: { Code: "code", Handler: "order.handler", Runtime: "nodejs22.x" },
    };
    assert.deepEqual(
      await said({
        "a/template.yaml": named("order.handler", "CodeUri: code/"),
        "a/code/orders.js": code,
        "b/serverless.yml": `service: orders
provider: { name: aws, runtime: nodejs22.x }
functions:
  create: { handler: code/order.handler }
`,
        "b/code/orders.js": code,
        "c/template.json": JSON.stringify({ Resources: { Orders: resource } }),
        "c/code/orders.js": code,
      }),
      [
        "a/template.yaml: Line 6: There is no file for the handler `order.handler`. Did you mean `orders.handler`?",
        "b/serverless.yml: Line 4: There is no file for the handler `code/order.handler`. Did you mean `code/orders.handler`?",
        "c/template.json: Line 1: There is no file for the handler `order.handler`. Did you mean `orders.handler`?",
      ],
    );
  });

  it("is told where it stands, though that is another file", async () => {
    assert.deepEqual(
      await said({
        "a/serverless.yml": `service: orders
provider: { name: aws, runtime: nodejs22.x }
functions: \${file(parts/functions.yml)}
`,
        "a/parts/functions.yml": "# of all\n# orders\n\n\ncreate: { handler: code/order.handler }\n",
        "a/code/orders.js": code,
      }),
      [
        "a/parts/functions.yml: Line 5: There is no file for the handler `code/order.handler`. Did you mean `code/orders.handler`?",
      ],
    );
  });

  it("is not looked for where no templates are to be", async () => {
    const folder = await folderWith({ "template.yaml": named("src/order.handler"), "src/orders.ts": code });
    const { files } = await find(["template.yaml"], folder);
    const configuration = { rules: {}, templates: false };
    assert.equal(files.flatMap(misspeltIn).length, 1);
    assert.deepEqual(
      files.flatMap((file) => misspeltIn({ ...file, configured: { configuration, handlers: [] } })),
      [],
    );
  });

  for (const [name, files] of Object.entries<Record<string, string>>({
    "is right": { "template.yaml": named("src/orders.handler"), "src/orders.ts": code },
    "may be built": {
      "template.yaml": named("bundle.handler"),
      "src/orders.ts": code,
      "jest.config.js": code,
    },
    "is in the output of a compiler": {
      "template.yaml": named("dist/order.handler"),
      "dist/orders.js": code,
      "src/app.ts": code,
    },
    "is bundled from what the template names": {
      "template.yaml": `${named("order.handler")}    Metadata:
      BuildMethod: esbuild
      BuildProperties: { EntryPoints: [src/app.ts] }
`,
      "orders.ts": code,
      "src/app.ts": code,
    },
    "has a short name": { "template.yaml": named("src/app.handler"), "src/api.ts": code },
    "has another number": { "template.yaml": named("src/order-2.handler"), "src/order-1.ts": code },
    "has two names near it": {
      "template.yaml": named("src/order.handler"),
      "src/orders.ts": code,
      "src/border.ts": code,
    },
    "exports something else": {
      "template.yaml": named("src/order.handler"),
      "src/orders.ts": "export const create = async (event) => event;\n",
    },
    "has a neighbour that is deployed": {
      "template.yaml": `${named("src/order.handler")}  Other:
    Type: AWS::Serverless::Function
    Properties: { Handler: src/orders.handler, Runtime: nodejs22.x }
`,
      "src/orders.ts": code,
    },
    "is in another language": {
      "template.yaml": template("Handler: src/order.handler", "Runtime: python3.13"),
      "src/orders.ts": code,
    },
    "has a runtime that is not known": {
      "template.yaml": template("Handler: src/order.handler", "Runtime: !Ref Runtime"),
      "src/orders.ts": code,
    },
    "comes from a place that is not known": {
      "template.yaml": named("order.handler", "CodeUri: !Ref Bucket"),
      "orders.ts": code,
    },
    "comes from a bucket": {
      "template.yaml": named("order.handler", "CodeUri: s3://code/orders"),
      "orders.ts": code,
    },
    "is written in the template": {
      "template.yaml": named("order.handler", 'InlineCode: "exports.handler = async () => 1;"'),
      "orders.ts": code,
    },
  }))
    it(`is not taken for one that ${name}`, async () => assert.deepEqual(await said(files), []));
});
