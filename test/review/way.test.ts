import assert from "node:assert/strict";
import { wayOf } from "../../src/report/way.ts";
import { review } from "../../src/review/review.ts";
import { folderWith } from "../kit/folder.ts";

const api = `import { Store } from "./store";
export const handler = async (event) => {
  const store = new Store();
  return store.read(JSON.parse(event.body).id);
};
`;

const store = `import type { SQSRecord } from "aws-lambda";
import { S3Client } from "@aws-sdk/client-s3";
export class Store {
  client = new S3Client({});
  async read(id: string) {
    return this.client.config.region + id;
  }
}
`;

describe("the way to a finding", () => {
  /** The ways to all findings of a class in another file than the handler. */
  const ways = async (text: string) => {
    const root = await folderWith({ "src/api.ts": api, "src/store.ts": text });
    return review(text, "src/store.ts", { preset: "recommended", root }).findings.map(({ rule, way }) => [
      rule,
      way && wayOf(way),
    ]);
  };

  it("leads to what a field is given where a handler makes an instance", async () => {
    const way = "handler (src/api.ts:2) → new Store (src/store.ts:3)";
    assert.deepEqual(await ways(store), [["no-client-in-handler", way]]);
  });

  it("leads from a handler, though a function beside it takes an event and does the same", async () => {
    const beside = "export const again = async (record: SQSRecord) => new Store().read(record.body);\n";
    const way = "handler (src/api.ts:2) → new Store (src/store.ts:3)";
    assert.deepEqual(await ways(store + beside), [["no-client-in-handler", way]]);
  });

  it("is none where a handler of the same file gets there", async () => {
    const own = "export const handler = async (event) => new Store().read(JSON.parse(event.body).id);\n";
    const [[rule, way] = []] = await ways(store + own);
    assert.deepEqual([rule, way], ["no-client-in-handler", undefined]);
  });
});
