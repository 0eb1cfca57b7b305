import { lazy, move, offers } from "./offers.ts";

describe("building on first use", () => {
  describe("is all that is offered", () => {
    offers("handler.js", {
      "where something awaited is needed": [
        `import { S3Client } from "@aws-sdk/client-s3";
import { settings } from "./settings";

export const handler = async () => {
  const options = await settings();
  const s3 = new S3Client(options);
  return s3;
};
`,
        {
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";
import { settings } from "./settings";

let s3;

export const handler = async () => {
  const options = await settings();
  s3 ??= new S3Client(options);
  return s3;
};
`,
        },
      ],
      "under another name where a block around it has its own": [
        `import { S3Client } from "@aws-sdk/client-s3";
import { settings } from "./settings";

export const handler = async () => {
  if (process.env.WARM) {
    const s3 = new S3Client(await settings());
  }
  const s3 = "s3";
};
`,
        {
          [lazy("s3Client")]: `import { S3Client } from "@aws-sdk/client-s3";
import { settings } from "./settings";

let s3Client;

export const handler = async () => {
  if (process.env.WARM) {
    s3Client ??= new S3Client(await settings());
  }
  const s3 = "s3";
};
`,
        },
      ],
      "where the module configures version 2 below": [
        `const AWS = require("aws-sdk");

exports.handler = async () => {
  const s3 = new AWS.S3();
  return s3;
};

AWS.config.update({ region: process.env.REGION });
`,
        {
          [lazy("s3")]: `const AWS = require("aws-sdk");

let s3;

exports.handler = async () => {
  s3 ??= new AWS.S3();
  return s3;
};

AWS.config.update({ region: process.env.REGION });
`,
        },
      ],
      "where a variable of the module is filled each time": [
        `const { S3Client } = require("@aws-sdk/client-s3");
let s3;
exports.handler = async () => {
  s3 = new S3Client();
  return s3;
};
`,
        {
          [lazy("s3")]: `const { S3Client } = require("@aws-sdk/client-s3");
let s3;
exports.handler = async () => {
  s3 ??= new S3Client();
  return s3;
};
`,
        },
      ],
    });
  });

  describe("keeps TypeScript content", function () {
    // The first check of types parses the libraries.
    this.timeout(60_000);
    offers("handler.ts", {
      "with a type, where the variable is filled later": [
        `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

export const handler = async (event: { id: string }) => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return documents.send(new GetCommand({ Key: event }));
};
`,
        {
          "fix: Move `DynamoDBDocumentClient.from()` to module scope": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: { id: string }) => {
  return documents.send(new GetCommand({ Key: event }));
};
`,
          [lazy("documents")]: `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

let documents: DynamoDBDocumentClient | undefined;

export const handler = async (event: { id: string }) => {
  documents ??= DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return documents.send(new GetCommand({ Key: event }));
};
`,
        },
      ],
      "with the constant in place, where a closure reads it": [
        `import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

export const handler = async (event: { keys: string[] }) => {
  const s3: S3Client = new S3Client({ region: process.env.REGION! });
  return Promise.all(event.keys.map((Key) => s3.send(new GetObjectCommand({ Key }))));
};
`,
        {
          [move]: `import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3: S3Client = new S3Client({ region: process.env.REGION! });

export const handler = async (event: { keys: string[] }) => {
  return Promise.all(event.keys.map((Key) => s3.send(new GetObjectCommand({ Key }))));
};
`,
          [lazy("cachedS3")]: `import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

let cachedS3: S3Client | undefined;

export const handler = async (event: { keys: string[] }) => {
  const s3: S3Client = (cachedS3 ??= new S3Client({ region: process.env.REGION! }));
  return Promise.all(event.keys.map((Key) => s3.send(new GetObjectCommand({ Key }))));
};
`,
        },
      ],
      "with the type of a class that has no name of its own": [
        `import pg from "pg";

export const handler = async () => {
  const { rows } = await new pg.Pool({ max: 1 }).query("select 1");
  return rows;
};
`,
        {
          "Create the pool at module scope": `import pg from "pg";

const pool = new pg.Pool({ max: 1 });

export const handler = async () => {
  const { rows } = await pool.query("select 1");
  return rows;
};
`,
          [lazy("pool")]: `import pg from "pg";

let pool: InstanceType<typeof pg.Pool> | undefined;

export const handler = async () => {
  const { rows } = await (pool ??= new pg.Pool({ max: 1 })).query("select 1");
  return rows;
};
`,
        },
      ],
    });
  });
});
