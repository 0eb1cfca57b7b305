import { testRule } from "../kit/test-rule.ts";

testRule("no-aws-sdk-v2", {
  allows: {
    "version 3": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async () => new S3Client({});
    `,
    "types, which leave nothing in the code that runs": `
      import type { S3 } from "aws-sdk";
      import { type DynamoDB } from "aws-sdk";
      import type SNS = require("aws-sdk/clients/sns");
      export { type SQS } from "aws-sdk";
      export const handler = async (event: S3.Body) => event;
    `,
    "a package whose name only starts alike": `
      import mock from "aws-sdk-mock";
      export const handler = async () => mock;
    `,
    "a test": `
      import { test } from "vitest";
      import AWS from "aws-sdk";
      test("it works", () => new AWS.S3());
    `,
    "what helps to test": {
      filename: "tests/steps/tear-down.js",
      code: `
        const AWS = require("aws-sdk");
        module.exports = async (name) => new AWS.S3().deleteBucket({ Bucket: name }).promise();
      `,
    },
    "a require of somebody's own": `
      const require = (name) => name;
      exports.handler = async (event, context) => require("aws-sdk");
    `,
  },

  reports: {
    "a handler, even among tests": {
      filename: "tests/functions/seed.js",
      code: `
        const AWS = require("aws-sdk");
        //                  ^^^^^^^^^ outOfSupport
        exports.handler = async () => new AWS.S3().listBuckets().promise();
      `,
    },
    "the whole SDK": `
      const AWS = require("aws-sdk");
      //                  ^^^^^^^^^ outOfSupport
      exports.handler = async () => new AWS.S3().listBuckets().promise();
    `,
    "one of its clients": `
      import S3 from "aws-sdk/clients/s3";
      //             ^^^^^^^^^^^^^^^^^^^^ outOfSupport
      export const handler = async () => new S3();
    `,
    "a value imported beside a type": `
      import { type S3, DynamoDB } from "aws-sdk";
      //                                ^^^^^^^^^ outOfSupport
      export const handler = async (): Promise<S3.Body> => new DynamoDB();
    `,
    "an import of TypeScript's older form": `
      import AWS = require("aws-sdk");
      //                   ^^^^^^^^^ outOfSupport
      export const handler = async () => AWS.config;
    `,
    "an import on demand": `
      export const handler = async (event, context) => import("aws-sdk");
      //                                                      ^^^^^^^^^ outOfSupport
    `,
    "an SDK that X-Ray wraps": `
      const AWS = require("aws-xray-sdk").captureAWS(require("aws-sdk"));
      //                                                     ^^^^^^^^^ outOfSupport
      module.exports.handler = (event, context, callback) => callback(null, AWS.VERSION);
    `,
    "a module that a handler uses": `
      const { DynamoDB } = require("aws-sdk");
      //                           ^^^^^^^^^ outOfSupport
      module.exports = { table: new DynamoDB() };
    `,
  },
});
