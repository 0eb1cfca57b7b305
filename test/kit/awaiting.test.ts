import { methodName } from "../../rules/kit/ast.ts";
import { looping } from "../../rules/kit/awaiting.ts";
import { nodesIn } from "../../rules/kit/nodes.ts";
import { headOf } from "../../rules/kit/spelling.ts";
import { probe } from "./probe.ts";

/** Marks each call of `forEach` for which a loop may stand. */
const loops = probe((_lambda, sourceCode) =>
  nodesIn(sourceCode.ast, ["CallExpression"], sourceCode)
    .filter((call) => methodName(call) === "forEach" && looping(call, sourceCode))
    .map((call) => ({ at: { loc: headOf(call, sourceCode) }, says: "loop" })),
);

describe("A loop may stand for forEach", () => {
  loops("where it means the same", {
    "with an element, or with parts of it": `
      export const handler = async (event) => {
        event.Records.forEach(async (record) => { await save(record); });
     // ^^^^^^^^^^^^^^^^^^^^^ loop
        event.Records.forEach(async ({ body, attributes: { SentTimestamp } }) => save(body, SentTimestamp));
     // ^^^^^^^^^^^^^^^^^^^^^ loop
        (await listOf(event)).forEach(async ([key, value]) => { await save(key, value); });
     // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ loop
      };
    `,
    "whatever prefix it has": `
      export const handler = async (event) => {
        await event.Records.forEach(async (record) => { await save(record); });
        //    ^^^^^^^^^^^^^^^^^^^^^ loop
        void event.Records.forEach(async (record) => { await save(record); });
        //   ^^^^^^^^^^^^^^^^^^^^^ loop
      };
    `,
    "with a function instead of an arrow": `
      export const handler = async (event) => {
        event.Records.forEach(async function (record) { await save(record); });
     // ^^^^^^^^^^^^^^^^^^^^^ loop
      };
    `,
    "with returns that go on with the next element": `
      export const handler = async (event) => {
        event.Records.forEach(async (record) => {
     // ^^^^^^^^^^^^^^^^^^^^^ loop
          switch (record.kind) {
            case "old":
              return;
            default:
              await save(record, () => { return record.body; });
          }
        });
      };
    `,
    "with this of an arrow, which is the same outside": `
      class Orders {
        async save(records) {
          records.forEach(async (record) => { await this.put(record); });
       // ^^^^^^^^^^^^^^^ loop
        }
      }
      export const handler = async (event) => new Orders().save(event.Records);
    `,
  });

  loops("not where it may not", {
    "because the callback wants more than the element": `
      export const handler = async (event) => {
        event.Records.forEach(async (record, index) => { await save(record, index); });
        event.Records.forEach(async (...all) => { await save(all); });
        event.Records.forEach(async (record = {}) => { await save(record); });
        event.Records.forEach(async () => { await save(); });
        event.Records.forEach(async function (record) { await save(record, arguments[1]); });
        event.Records.forEach(async function (record) { await this.save(record); }, table);
        event.Records.forEach(async function again(record) { await save(record, again); });
        event.Records.forEach(save);
      };
    `,
    "because a return would say something else": `
      export const handler = async (event) => {
        event.Records.forEach(async (record) => { return save(record); });
        event.Records.forEach(async (record) => {
          for (const item of record.items) {
            if (item.last) return;
            await save(item);
          }
        });
      };
    `,
    "because the element is written, or has the name of the list": `
      export const handler = async (event) => {
        event.Records.forEach(async (record) => { record = await read(record); });
        event.Records.forEach(async (event) => { await save(event); });
      };
    `,
    "because a var would leave the callback": `
      export const handler = async (event) => {
        event.Records.forEach(async (record) => { var body = await read(record); });
      };
    `,
    "because an annotation may not stand there": `
      export const handler = async (event) => {
        event.Records.forEach(async (record: Order) => { await save(record); });
      };
    `,
    "because a comment would be lost": `
      export const handler = async (event) => {
        event.Records.forEach(/* one by one */ async (record) => { await save(record); });
      };
    `,
    "because the list may be absent, or is no plain expression": `
      export const handler = async (event) => {
        event.Records?.forEach(async (record) => { await save(record); });
        (event.old, event.Records).forEach(async (record) => { await save(record); });
      };
    `,
    "because it is a part of something else": `
      export const handler = async (event) => {
        const nothing = event.Records.forEach(async (record) => { await save(record); });
        event.Records && event.Records.forEach(async (record) => { await save(record); });
        return event.Records.forEach(async (record) => { await save(record); });
      };
    `,
  });
});
