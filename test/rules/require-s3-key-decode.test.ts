import { testRule } from "../kit/test-rule.ts";

testRule("require-s3-key-decode", {
  allows: {
    "a key that is decoded": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        for (const record of event.Records) {
          const key = decodeURIComponent(record.s3.object.key.replace(/\\+/g, " "));
          await s3.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: key }));
        }
      };
    `,
    "a key that is decoded where it is used": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      const download = (bucket, key) => s3.send(new GetObjectCommand({ Bucket: bucket, Key: decode(key) }));
      const decode = (key) => decodeURIComponent(key.replace(/\\+/g, " "));
      export const handler = async (event) =>
        Promise.all(event.Records.map(({ s3: { bucket, object } }) => download(bucket.name, object.key)));
    `,
    "a variable or a parameter that is decoded later": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      const load = (key) => {
        key = decodeURIComponent(key.replace(/\\+/g, " "));
        return s3.send(new GetObjectCommand({ Bucket: "photos", Key: key }));
      };
      export const handler = async (event) => {
        let key = event.Records[0].s3.object.key;
        key = decodeURIComponent(key.replace(/\\+/g, " "));
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: key }));
        await load(event.Records[0].s3.object.key);
      };
    `,
    "a request whose key is decoded later": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const input = { Bucket: "photos", Key: event.Records[0].s3.object.key };
        input.Key = decodeURIComponent(input.Key.replace(/\\+/g, " "));
        await s3.send(new GetObjectCommand(input));
      };
    `,
    "a record whose key is decoded where it stands": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const [record] = event.Records;
        record.s3.object.key = decodeURIComponent(record.s3.object.key.replace(/\\+/g, " "));
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: record.s3.object.key }));
      };
    `,
    "a record that a function gives, which may have decoded its key": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { uploadIn } from "./uploads";
      const client = new S3Client({});
      export const handler = async (event) => {
        const { s3: { bucket, object } } = uploadIn(event);
        await client.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
      };
    `,
    "middleware that decodes the keys": `
      import middy from "@middy/core";
      import s3KeyNormalizer from "@middy/s3-key-normalizer";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = middy(async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: event.Records[0].s3.object.key }));
      }).use(s3KeyNormalizer());
    `,
    "a helper of another module that gets the key as it came": `
      import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
      import { keyOf, load } from "./storage";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        await load(event.Records[0].s3.object.key);
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: keyOf(event.Records[0].s3.object.key) }));
      };
    `,
    "a source to copy from, which stays encoded": `
      import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const { bucket, object } = event.Records[0].s3;
        await s3.send(new CopyObjectCommand({ Bucket: "archive", Key: "latest", CopySource: \`\${bucket.name}/\${object.key}\` }));
      };
    `,
    "an event of EventBridge, in which nothing is encoded": `
      import type { EventBridgeEvent } from "aws-lambda";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event: EventBridgeEvent<"Object Created", any>) => {
        await s3.send(new GetObjectCommand({ Bucket: event.detail.bucket.name, Key: event.detail.object.key }));
      };
    `,
    "S3 Batch Operations": `
      import type { S3BatchEvent } from "aws-lambda";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event: S3BatchEvent) => {
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: event.tasks[0].s3Key }));
      };
    `,
    "keys of other events": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: event.key }));
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: event.Records[0].dynamodb.Keys.id.S }));
      };
    `,
    "a key that is only logged, measured or stored": `
      import { PutCommand } from "@aws-sdk/lib-dynamodb";
      exports.handler = async (event) => {
        const { key, size } = event.Records[0].s3.object;
        console.log("Uploaded", key, key.length, key.endsWith(".png"), key.split(".").pop());
        await db.send(new PutCommand({ TableName: "uploads", Item: { key, size } }));
      };
    `,
    "a key whose parts are decoded": `
      exports.handler = async (event) => {
        const [owner, name] = event.Records[0].s3.object.key.split("/").map(decodeURIComponent);
        await save(owner, name);
      };
    `,
    "a key whose spaces are put back by hand": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const key = event.Records[0].s3.object.key.replace(/\\+/g, " ");
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: key }));
      };
    `,
    "spaces that stay encoded, unless the option says so": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: decodeURIComponent(event.Records[0].s3.object.key) }));
      };
    `,
    "spaces that are put back after decoding": {
      code: `
        exports.handler = async (event) => save(decodeURIComponent(event.Records[0].s3.object.key).replace(/\\+/g, " "));
      `,
      options: [{ spaces: true }],
    },
  },

  reports: {
    "a key in a request": {
      code: `
        import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({});
        export const handler = async (event) => {
          for (const record of event.Records) {
            await s3.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: record.s3.object.key }));
            //                                                                       ^^^^^^^^^^^^^^^^^^^^ encoded
          }
        };
      `,
      suggests: {
        "Decode `record.s3.object.key`": `
        import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({});
        export const handler = async (event) => {
          for (const record of event.Records) {
            await s3.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: decodeURIComponent(record.s3.object.key.replace(/\\+/g, " ")) }));
            //                                                                       ^^^^^^^^^^^^^^^^^^^^ encoded
          }
        };
      `,
      },
    },
    "a key with a name, once, where it is read": {
      code: `
        const { S3 } = require("aws-sdk");
        const s3 = new S3();
        exports.handler = async (event) => {
          const [record] = event.Records;
          const key = record.s3.object.key;
          //          ^^^^^^^^^^^^^^^^^^^^ encoded
          console.log(key);
          await s3.getObject({ Bucket: "photos", Key: key }).promise();
          await s3.deleteObject({ Bucket: "photos", Key: key }).promise();
        };
      `,
      suggests: {
        "Decode `record.s3.object.key`": `
        const { S3 } = require("aws-sdk");
        const s3 = new S3();
        exports.handler = async (event) => {
          const [record] = event.Records;
          const key = decodeURIComponent(record.s3.object.key.replace(/\\+/g, " "));
          //          ^^^^^^^^^^^^^^^^^^^^ encoded
          console.log(key);
          await s3.getObject({ Bucket: "photos", Key: key }).promise();
          await s3.deleteObject({ Bucket: "photos", Key: key }).promise();
        };
      `,
      },
    },
    "a key out of a pattern": {
      code: `
        import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({});
        export const handler = async ({ Records: [{ s3: { object: { key: Key } } }] }) => {
          await s3.send(new HeadObjectCommand({ Bucket: "photos", Key }));
          //                                                      ^^^ encoded
        };
      `,
      suggests: {
        "Decode `Key`": `
        import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({});
        export const handler = async ({ Records: [{ s3: { object: { key: Key } } }] }) => {
          await s3.send(new HeadObjectCommand({ Bucket: "photos", Key: decodeURIComponent(Key.replace(/\\+/g, " ")) }));
          //                                                      ^^^ encoded
        };
      `,
      },
    },
    "a key that another request wants encoded, or another function gets": {
      code: `
        import { CopyObjectCommand, DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
        import { remember } from "./memory";
        const s3 = new S3Client({});
        export const handler = async (event) => {
          const source = event.Records[0].s3.object.key;
          //             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ encoded
          await s3.send(new CopyObjectCommand({ Bucket: "archive", Key: "latest", CopySource: \`photos/\${source}\` }));
          await s3.send(new DeleteObjectCommand({ Bucket: "photos", Key: source }));
          const other = event.Records[1].s3.object.key;
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ encoded
          await remember(other);
          await s3.send(new DeleteObjectCommand({ Bucket: "photos", Key: other }));
        };
      `,
    },
    "a key that a helper of the file uses": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      const load = (bucket, key) => s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      export const handler = async (event) =>
        Promise.all(event.Records.map((record) => load(record.s3.bucket.name, record.s3.object.key)));
      //                                                                      ^^^^^^^^^^^^^^^^^^^^ encoded
    `,
    "a key that several callers pass": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      const load = (key) => s3.send(new GetObjectCommand({ Bucket: "photos", Key: key }));
      //                                                                          ^^^ encoded
      export const handler = async (event) => {
        await load("index.json");
        await load(event.Records[0].s3.object.key);
      };
    `,
    "a key that a helper of the file gives": `
      import type { S3EventRecord } from "aws-lambda";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      const keyOf = (record: S3EventRecord) => record.s3.object.key;
      //                                       ^^^^^^^^^^^^^^^^^^^^ encoded
      export const handler = async (event) => {
        await s3.send(new GetObjectCommand({ Bucket: "photos", Key: keyOf(event.Records[0]) }));
      };
    `,
    "a name made of the key": `
      import { basename } from "node:path";
      import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const [record] = event.Records;
        const name = basename(record.s3.object.key).replace(".png", ".jpg");
        //                    ^^^^^^^^^^^^^^^^^^^^ encoded
        await s3.send(new PutObjectCommand({ Bucket: "thumbs", Key: \`small/\${name}\`, Body: await shrink(record) }));
      };
    `,
    "the target of a copy": `
      import { CopyObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const { object } = event.Records[0].s3;
        await s3.send(new CopyObjectCommand({ Bucket: "archive", Key: object.key, CopySource: "photos/" + object.key }));
        //                                                            ^^^^^^^^^^ encoded
      };
    `,
    "several objects at once": `
      import { DeleteObjectsCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event) => {
        const Objects = event.Records.map((record) => ({ Key: record.s3.object.key }));
        //                                                    ^^^^^^^^^^^^^^^^^^^^ encoded
        await s3.send(new DeleteObjectsCommand({ Bucket: "photos", Delete: { Objects } }));
      };
    `,
    "a notification that comes through a queue": `
      import type { SQSEvent } from "aws-lambda";
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async (event: SQSEvent) => {
        for (const { body } of event.Records) {
          for (const record of JSON.parse(body).Records) {
            await s3.send(new GetObjectCommand({ Bucket: "photos", Key: record.s3.object.key }));
            //                                                          ^^^^^^^^^^^^^^^^^^^^ encoded
          }
        }
      };
    `,
    "a notification that comes through a queue, taken apart": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import type { SQSEvent } from "aws-lambda";
      const client = new S3Client({});
      export const handler = async (event: SQSEvent) => {
        for (const message of event.Records) {
          for (const { s3: { bucket, object } } of JSON.parse(message.body).Records) {
            await client.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
            //                                                                 ^^^^^^^^^^ encoded
          }
        }
      };
    `,
    "a part of a record that a function gets": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      const client = new S3Client({});
      const load = (s3) => client.send(new GetObjectCommand({ Bucket: s3.bucket.name, Key: s3.object.key }));
      //                                                                                   ^^^^^^^^^^^^^ encoded
      export const handler = async (event, context) => {
        for (const { body } of event.Records) for (const { s3 } of JSON.parse(body).Records) await load(s3);
      };
    `,
    "a record that a function of another module hands on, taken apart": `
      import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
      import { forEachUpload } from "./uploads";
      const client = new S3Client({});
      export const handler = async (event) => {
        await forEachUpload(event, async (record) => {
          const { bucket: { name: Bucket }, object: { key: Key } } = record.s3;
          await client.send(new GetObjectCommand({ Bucket, Key }));
          //                                               ^^^ encoded
        });
      };
    `,
    "an image for Rekognition": `
      import { DetectLabelsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
      const rekognition = new RekognitionClient({});
      export const handler = async (event) => {
        const { bucket, object } = event.Records[0].s3;
        const Image = { S3Object: { Bucket: bucket.name, Name: object.key } };
        //                                                     ^^^^^^^^^^ encoded
        await rekognition.send(new DetectLabelsCommand({ Image }));
      };
    `,
    "a key that is taken apart": {
      code: `
        exports.handler = async (event) => {
          const [owner, name] = event.Records[0].s3.object.key.split("/");
          //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ taken
          await save(owner, name);
        };
      `,
      suggests: {
        "Decode `event.Records[0].s3.object.key`": `
        exports.handler = async (event) => {
          const [owner, name] = decodeURIComponent(event.Records[0].s3.object.key.replace(/\\+/g, " ")).split("/");
          //                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ taken
          await save(owner, name);
        };
      `,
      },
    },
    "the path of a file": `
      import { createWriteStream } from "node:fs";
      export const handler = async (event) => {
        const [{ s3 }] = event.Records;
        await write(createWriteStream(\`/tmp/\${s3.object.key}\`));
        //                                    ^^^^^^^^^^^^^ taken
      };
    `,
    "a key that may be missing, without a change that would fail": {
      code: `
        import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
        const s3 = new S3Client({});
        export const handler = async (event) => {
          const key = event.Records?.[0]?.s3.object.key;
          //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ encoded
          if (key) await s3.send(new GetObjectCommand({ Bucket: "photos", Key: key }));
        };
      `,
    },
    "spaces that stay encoded, where the option says so": {
      code: `
        exports.handler = async (event) => save(decodeURIComponent(event.Records[0].s3.object.key));
        //                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ plus
      `,
      options: [{ spaces: true }],
      suggests: {
        "Replace each `+` by a space first": `
        exports.handler = async (event) => save(decodeURIComponent(event.Records[0].s3.object.key.replace(/\\+/g, " ")));
        //                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ plus
      `,
      },
    },
  },
});
