import assert from "node:assert/strict";
import { join } from "node:path";
import { readInstead } from "../../rules/service/service-for.ts";
import { review, saidAround } from "../../src/review/review.ts";
import { newFolder } from "../kit/folder.ts";

const handler = `import { createOrder } from "./orders";
export const handler = async (event) => {
  const order = await createOrder(event.body);
  return { statusCode: 200, body: order.id };
};
`;

const orders = `import { S3Client } from "@aws-sdk/client-s3";
export const createOrder = async (order) => {
  const s3 = new S3Client({});
  return s3.config(order);
};
`;

describe("what other files say of one", () => {
  const root = newFolder({ "handler.ts": handler, "orders.ts": orders });
  const options = { preset: "recommended", root } as const;
  const said = () => saidAround("orders.ts", options);
  const edit = (text: string) => readInstead(new Map([[join(root, "handler.ts"), text]]));
  afterEach(() => readInstead(new Map()));

  it("is the same after an edit that is nothing to it", () => {
    const before = said();
    edit(handler.replace("statusCode: 200", "statusCode: 201"));
    assert.equal(said(), before);
  });

  it("is another where a call is gone, gives something else, or lies elsewhere", () => {
    const before = said();
    for (const text of [
      handler.replace("await createOrder(event.body)", "event.body"),
      handler.replace("event.body", "event.headers"),
      `// one more line\n${handler}`,
    ]) {
      edit(text);
      assert.notEqual(said(), before, text);
    }
  });

  it("is for a handler whether there is something to wait for in what it calls", () => {
    const calling = handler.replace("await ", "");
    const root = newFolder({ "handler.ts": calling, "orders.ts": orders });
    const said = () => saidAround("handler.ts", { ...options, root });
    const floating = () =>
      review(calling.replace("const order = ", ""), "handler.ts", { ...options, root }).findings.map(
        ({ rule }) => rule,
      );
    const before = said();
    assert.deepEqual(floating(), ["no-floating-promise"]);
    readInstead(new Map([[join(root, "orders.ts"), orders.replace("return ", "")]]));
    assert.notEqual(said(), before);
    assert.deepEqual(floating(), []);
  });

  it("is for a template what the functions answer to which it hands batches", () => {
    const root = newFolder({
      "template.yaml": `Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: handler.handler
      Events:
        Orders: { Type: SQS, Properties: { Queue: !ImportValue OrdersArn } }
`,
      "handler.ts": handler,
    });
    const said = () => saidAround("template.yaml", { ...options, root });
    const edit = (text: string) => readInstead(new Map([[join(root, "handler.ts"), text]]));
    const before = said();
    edit(handler.replace("statusCode: 200", "statusCode: 201"));
    assert.equal(said(), before);
    edit(handler.replace(/return .+/, "return { batchItemFailures: [] };"));
    assert.notEqual(said(), before);
  });

  it("is nothing of the handlers that call it where each file is looked at by itself", () => {
    assert.match(said(), /"handler\.ts"/);
    assert.doesNotMatch(saidAround("orders.ts", { ...options, scope: "file" }), /"handler\.ts"/);
    assert.equal(review(orders, "orders.ts", options).findings.length, 1);
    assert.equal(review(orders, "orders.ts", { ...options, scope: "file" }).findings.length, 0);
  });
});

describe("a finding", () => {
  const both = `import { createOrder, updateOrder } from "./orders";
export const handler = async (event) => {
  await createOrder(event.body);
  await updateOrder(event.body);
};
`;
  const findings = (text: string) => {
    const root = newFolder({ "handler.ts": both, "orders.ts": text });
    return review(text, "orders.ts", { preset: "recommended", root }).findings;
  };

  it("has the functions of its file through which handlers get there from others", () => {
    const client = "const { config } = new S3Client({});";
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const createOrder = async (order) => save(order);
export const updateOrder = async (order) => { ${client} await save(order); };
const save = async (order) => { ${client} };
`;
    assert.deepEqual(
      findings(text).map(({ line, handler, through }) => [line, handler, through]),
      [
        [3, "handler", ["updateOrder"]],
        [4, "handler", ["createOrder", "updateOrder"]],
      ],
    );
  });

  it("has each name of such a function", () => {
    const root = newFolder({
      "handler.ts": `import create from "./orders";
export const handler = async (event) => create(event.body);
`,
      "other.ts": `import { create } from "./orders";
export const handler = async (event) => create(event.body);
`,
      "orders.ts": "",
    });
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const create = async (order) => new S3Client({}).config;
export default create;
`;
    readInstead(new Map([[join(root, "orders.ts"), text]]));
    const [finding] = review(text, "orders.ts", { preset: "recommended", root }).findings;
    readInstead(new Map());
    assert.deepEqual(finding!.through?.toSorted(), ["create", "default"]);
  });

  it("has the handlers of its file that share it, unless that is one", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const create = async (event, context) => save(event);
export const update = async (event, context) => save(event);
export const helper = async (event) => save(event);
export const remove = async (event, context) => new S3Client({}).config;
const save = async (order) => new S3Client({}).config;
`;
    assert.deepEqual(
      findings(text).map(({ line, handler, through }) => [line, handler, through]),
      [
        [5, "remove", undefined],
        [6, "create", ["create", "update"]],
      ],
    );
  });
});
