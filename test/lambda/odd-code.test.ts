import assert from "node:assert/strict";
import { review } from "../../src/review/review.ts";

/** Code that nobody should write, and after which the rules still have to answer. */
const examples: Record<string, string> = {
  "names that every object has": `
    import * as batch from "@aws-lambda-powertools/batch";
    import cfn from "cfn-response";
    export const handler = async (event) => [batch.toString(), cfn.hasOwnProperty("send"), event.constructor.__proto__];
  `,
  "text that is made of itself": `
    import pg from "pg";
    const db = new pg.Pool();
    const marks = (count) => "?, " + marks(count - 1);
    var sql = "UPDATE orders " + sql;
    export const handler = async (event) => {
      for (const record of event.Records) await db.query(sql + marks(3), [record.body]);
    };
  `,
  "a number that is made of itself": `
    import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
    export const handler = async (event) => {
      var count = Number(count);
      new UpdateCommand({ UpdateExpression: "SET n = :n", ExpressionAttributeValues: { ":n": count } });
    };
  `,
  "clients that are made of themselves": `
    var stripe = stripe(process.env.KEY);
    var sns = captureAWSClient(sns);
    export const handler = async () => [stripe.charges.create({}), sns.publish({})];
  `,
  "requests, responses and names that are made of themselves": `
    import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
    import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
    import { GetParameterCommand } from "@aws-sdk/client-ssm";
    import { Lambda, toStringCommand } from "@aws-sdk/client-constructor";
    class Sender {
      a = this.b;
      b = this.a;
      constructor(c = this.c, { d } = {}) { this.c = c; this.d = this; this[d] = this.#e; }
      #e = this.#e;
      go() { return [this.a.sendMessage(), this.c.invoke(), this.d.d.publish(), this.#e.send(), super.publish()]; }
    }
    const put = (entries) => put(client.send(new PutEventsCommand(entries)));
    const tables = { orders: tables.orders };
    var params = { ...params, TableName: params.TableName, RequestItems: { [tables.orders]: params } };
    export const handler = async (event, client = client) => {
      var result = await (result = client.send(new PutEventsCommand(result)).then(put).then(() => result));
      await put(result), await client.send(), new Lambda().invoke(), new toStringCommand();
      await client.send(new BatchWriteCommand(params), ...params);
      const [, ...[{ ...name }]] = [await client.send(new GetParameterCommand({ Name: name }))];
    };
  `,
  "a list that is made of itself": `
    export const handler = async (event) => {
      var all = await Promise.all(event.Records.map((record) => save(record.body, record.messageId)));
      for (const record of event.Records) {
        var promises = [...promises, save(record.body)];
        promises.push(save(record.messageId));
      }
      var all = [...all, ...all.filter(Boolean)];
    };
  `,
  "promises that are made of themselves": `
    import axios from "axios";
    var saved = saved.catch(console.error);
    const again = (url) => again(url);
    var list = list.filter(Boolean).map(async (one) => { await one; });
    export const handler = async (event) => {
      var sent = sent.then(again), options = { ...options };
      list.forEach(async (one) => { await one; });
      [].forEach(), list.forEach(...event), setTimeout(), fetch(), fetch(...event), new Promise();
      fetch(event.url, options), axios(options), again(again);
      await Promise.all(), await Promise.all(event.Records.map());
    };
  `,
  "state, paths and guards that are made of themselves": `
    import fs from "node:fs";
    import { GetObjectCommand } from "@aws-sdk/client-s3";
    import { makeIdempotent, IdempotencyConfig } from "@aws-lambda-powertools/idempotency";
    let state = { state };
    var path = \`\${path}/\${path}\`, options = { ...options, config: options.config };
    const once = makeIdempotent(once, { ...options, persistenceStore: once });
    export const handler = async (event, context = event) => {
      if (event.a) [state.a, ...state.b] = [event, (state = state.a)];
      for (state.c of event.Records) delete state.d.e, state.f.g.push(state), state++;
      fs.writeFileSync(path, ...path), fs.writeFile(), fs.appendFileSync("/tmp/a", state, { ...path });
      await s3.send(new GetObjectCommand({ Bucket: path, Key: path, ...options }));
      with (state) once(once(event), context);
    };
  `,
  "empty patterns, classes and functions": `
    class Empty { static {} constructor() {} [Symbol.iterator]() {} #secret; }
    export const handler = async ({ Records: [, { body } = {}, ...rest] = [], ...others } = {}, {} = {}, ...[]) => {
      const [] = rest, {} = others;
      for (const [] of rest);
      new (class {})(body), new (function () {})(), new Empty(...rest);
    };
  `,
};

describe("Every rule gets through", () => {
  for (const [name, code] of Object.entries(examples))
    it(name, () => assert.deepEqual(review(code, "handler.js", { preset: "strict" }).problems, []));
});
