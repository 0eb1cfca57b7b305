import { testRule } from "../kit/test-rule.ts";

testRule("no-client-in-handler", {
  allows: {
    "a client built beside the handler": `
      import { S3Client } from "@aws-sdk/client-s3";
      const s3 = new S3Client({});
      export const handler = async () => s3.config;
    `,
    "a client built in a function that Lambda does not get to": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const connect = () => new S3Client({});
      export const handler = async () => "done";
    `,
    "commands, which are only data, and what wraps a client": `
      import { S3Client, GetObjectCommand, NoSuchKey } from "@aws-sdk/client-s3";
      import { Upload } from "@aws-sdk/lib-storage";
      const s3 = new S3Client({});
      export const handler = async () => {
        new GetObjectCommand({ Bucket: "b", Key: "k" });
        new NoSuchKey({ message: "" });
        await new Upload({ client: s3, params: {} }).done();
      };
    `,
    "somebody else's S3Client": `
      import { S3Client } from "./fakes";
      export const handler = async () => new S3Client();
    `,
    "a construct of the CDK": `
      import { Bucket } from "aws-cdk-lib/aws-s3";
      export const handler = async () => new Bucket();
    `,
    "a name in a type": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async (event: { s3: S3Client }): Promise<S3Client> => event.s3;
    `,
    "classes of version 2 that are no clients": `
      const AWS = require("aws-sdk");
      exports.handler = async () => [new AWS.Endpoint("x"), new AWS.Credentials("a", "b"), new AWS.Config()];
    `,
    "a client kept by an operator": `
      import { S3Client } from "@aws-sdk/client-s3";
      let a, b, c;
      export const handler = async () => {
        a ??= new S3Client({});
        b = b ?? new S3Client({});
        c || (c = new S3Client({}));
        globalThis.s3 ??= new S3Client({});
      };
    `,
    "a client kept behind a condition": `
      import { S3Client } from "@aws-sdk/client-s3";
      let a, b;
      export const handler = async () => {
        if (!a) {
          const options = { region: "eu-west-1" };
          a = new S3Client(options);
        }
        if (b === undefined) b = new S3Client({});
      };
    `,
    "a client kept by a function that runs once, or in a cache": `
      import { S3Client } from "@aws-sdk/client-s3";
      import { once, memoize } from "lodash";
      const cache = new Map();
      const clientOf = (region) => {
        if (!cache.has(region)) cache.set(region, new S3Client({ region }));
        return cache.get(region);
      };
      const first = once(() => new S3Client({}));
      const second = memoize(() => new S3Client({}));
      export const handler = async () => [clientOf("eu-west-1"), first(), second()];
    `,
    "a client that a factory is given at module scope": `
      import { S3Client } from "@aws-sdk/client-s3";
      const makeHandler = ({ s3 }) => async () => s3.config;
      export const handler = makeHandler({ s3: new S3Client({}) });
    `,
    "a client of a service that is built at module scope": `
      import { S3Client } from "@aws-sdk/client-s3";
      class Service {
        s3 = new S3Client({});
        constructor() { this.other = new S3Client({}); }
        run() { return this.s3; }
      }
      const service = new Service();
      export const handler = async () => service.run();
    `,
    "arguments that depend on the event": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        const { region } = event;
        const options = { region };
        new S3Client(options);
        for (const record of event.Records) new S3Client({ region: record.awsRegion });
      };
    `,
    "arguments that depend on the event through a helper or a branch": `
      import { S3Client } from "@aws-sdk/client-s3";
      const connect = (region) => new S3Client({ region });
      export const handler = async (event) => {
        connect(event.region);
        let region = "eu-west-1";
        if (event.isAmerican) region = "us-east-1";
        new S3Client({ region });
      };
    `,
    "a client for each element of a list": `
      import { EC2Client } from "@aws-sdk/client-ec2";
      export const handler = async () => ["a", "b"].map((region) => new EC2Client({ region }));
    `,
    "credentials that are fetched, or made by a function": `
      import { S3Client } from "@aws-sdk/client-s3";
      import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
      import { assumeRole, credentialsFor } from "./roles";
      export const handler = async () => {
        const credentials = await assumeRole();
        const { AccessKeyId } = await assumeRole();
        const options = { credentials };
        new S3Client({ credentials });
        new S3Client(options);
        new S3Client({ accessKeyId: AccessKeyId });
        new S3Client({ credentials: credentialsFor() });
        new S3Client({ credentials: fromTemporaryCredentials({ params: {} }) });
        new S3Client(await assumeRole());
      };
    `,
    "clients of version 2 that read what a function sets, as for each customer": `
      const AWS = require("aws-sdk");
      const assume = async (RoleArn) => {
        const { Credentials: c } = await new AWS.STS().assumeRole({ RoleArn }).promise();
        AWS.config.update({ accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey });
      };
      exports.handler = async (event) => {
        await assume(event.roleArn);
        const s3 = new AWS.S3();
        return s3.listBuckets().promise();
      };
    `,
    "clients that read who they are from an environment that a function sets": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        process.env.AWS_REGION = event.region;
        const s3 = new S3Client({});
        return s3.config.region();
      };
    `,
    "clients of version 2 whose credentials a function assigns": `
      import { config, Credentials } from "aws-sdk";
      import S3 from "aws-sdk/clients/s3";
      export const handler = async (event) => {
        config.credentials = new Credentials(event.key, event.secret);
        return new S3().listBuckets().promise();
      };
    `,
    "clients of version 2 whose configuration a function replaces, or gives away": `
      import AWS from "aws-sdk/global";
      import S3 from "aws-sdk/clients/s3";
      export const handler = async () => {
        Object.assign(AWS.config, { region: "eu-west-1" });
        return new S3();
      };
    `,
    "clients of version 2 whose configuration is set by a name of the moment": `
      const AWS = require("aws-sdk");
      const set = (key, value) => { AWS.config[key] = value; };
      exports.handler = async () => new AWS.S3();
    `,
    "a document client over a client with credentials of the call": `
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
      import { assume } from "./roles";
      export const handler = async () => {
        const client = new DynamoDBClient({ credentials: await assume() });
        return DynamoDBDocumentClient.from(client);
      };
    `,
    "a client that is disposed of, for each event": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        using s3 = new S3Client({ region: event.region });
      };
    `,
    "a test, and a script": `
      import { mockClient } from "aws-sdk-client-mock";
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async () => mockClient(new S3Client({}));
    `,
    "a script": `
      const { S3Client } = require("@aws-sdk/client-s3");
      exports.handler = async () => new S3Client({});
      if (require.main === module) exports.handler();
    `,
    "clients of other services, unless they are asked for": `
      import Stripe from "stripe";
      import axios from "axios";
      export const handler = async () => [new Stripe("key"), axios.create({ timeout: 3000 })];
    `,
    "another service's client that depends on the event, if they are asked for": {
      options: [{ clients: "all" }],
      code: `
        import axios from "axios";
        export const handler = async (event) => axios.create({ headers: { tenant: event.tenant } });
      `,
    },
    "another service's client with a token that expires": {
      options: [{ clients: "all" }],
      code: `
        import axios from "axios";
        const login = async () => {
          const { data } = await axios.post(process.env.AUTH, { grant_type: "client_credentials" });
          return data.access_token;
        };
        export const handler = async () => {
          const token = await login();
          const { accessToken } = await login();
          axios.create({ headers: { Authorization: \`Bearer \${token}\` } });
          axios.create({ headers: { "x-token": accessToken } });
        };
      `,
    },
    "a client of an emulator on a developer's machine": `
      import { S3Client } from "@aws-sdk/client-s3";
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
      const local = { endpoint: "http://localhost:8000" };
      export const handler = async () => {
        let s3;
        if (process.env.IS_OFFLINE) s3 = new S3Client({ endpoint: "http://localhost:4566", forcePathStyle: true });
        if (process.env.IS_OFFLINE) DynamoDBDocumentClient.from(new DynamoDBClient(local));
      };
    `,
  },

  reports: {
    "a client built in the handler": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async () => {
        const s3 = new S3Client({});
        //         ^^^^^^^^^^^^^^^^ built
      };
    `,
    "an aggregated client": `
      import { DynamoDB } from "@aws-sdk/client-dynamodb";
      import { SecretsManager } from "@aws-sdk/client-secrets-manager";
      export const handler = async () => {
        new DynamoDB();
      //^^^^^^^^^^^^^^ built
        new SecretsManager();
      //^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "clients of version 2, in its forms": `
      const AWS = require("aws-sdk");
      const S3 = require("aws-sdk/clients/s3");
      const { DocumentClient } = require("aws-sdk/clients/dynamodb");
      exports.handler = async () => {
        new AWS.SQS();
      //^^^^^^^^^^^^^ built
        new AWS.DynamoDB.DocumentClient();
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new S3();
      //^^^^^^^^ built
        new DocumentClient();
      //^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "a client where a function sets something else in the environment, or the module where it is": `
      import { S3Client } from "@aws-sdk/client-s3";
      process.env.AWS_REGION = "eu-west-1";
      export const handler = async (event) => {
        process.env.TENANT = event.tenant;
        return new S3Client({});
        //     ^^^^^^^^^^^^^^^^ built
      };
    `,
    "clients of version 2 that the module configures, and functions only read": `
      const AWS = require("aws-sdk");
      AWS.config.update({ region: "eu-west-1" });
      AWS.config.maxRetries = 3;
      exports.handler = async () => {
        // AWS.config.region = "us-east-1";
        if (AWS.config.region === "eu-west-1") AWS.config.getCredentials(done);
        console.log(AWS.config.maxRetries);
        return new AWS.S3();
        //     ^^^^^^^^^^^^ built
      };
    `,
    "a client of version 3 beside a configuration of version 2": `
      import AWS from "aws-sdk";
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async () => {
        AWS.config.update({ region: "eu-west-1" });
        return new S3Client({});
        //     ^^^^^^^^^^^^^^^^ built
      };
    `,
    "a document client and the client in it, once": `
      import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
      import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        return DynamoDBDocumentClient.from(new DynamoDBClient({}));
        //     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "utilities of Powertools": `
      import { Logger } from "@aws-lambda-powertools/logger";
      import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
      import { BatchProcessor, EventType } from "@aws-lambda-powertools/batch";
      export const handler = async () => {
        new Logger({ serviceName: "orders" });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new DynamoDBPersistenceLayer({ tableName: "keys" });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new BatchProcessor(EventType.SQS);
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "an agent of https": `
      const https = require("node:https");
      exports.handler = async () => {
        const agent = new https.Agent({ keepAlive: true });
        //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "however deep in the handler, and in what it calls": `
      import { S3Client } from "@aws-sdk/client-s3";
      const connect = () => new S3Client({});
      //                    ^^^^^^^^^^^^^^^^ built
      exports.handler = async (event) => {
        connect();
        event.Records.map(() => new S3Client({}));
        //                      ^^^^^^^^^^^^^^^^ built
      };
    `,
    "a client with an endpoint that is no emulator's for certain": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = async () => {
        new S3Client({ endpoint: "https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com" });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new S3Client({ endpoint: process.env.LOCAL ? "http://localhost:4566" : undefined });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "through a wrapper": `
      import middy from "@middy/core";
      import { S3Client } from "@aws-sdk/client-s3";
      export const handler = middy(async () => {
        return new S3Client({});
        //     ^^^^^^^^^^^^^^^^ built
      }).use(logger());
    `,
    "a helper's parameter that has nothing of the event": `
      import { S3Client } from "@aws-sdk/client-s3";
      const connect = (region) => new S3Client({ region });
      //                          ^^^^^^^^^^^^^^^^^^^^^^^^ built
      export const handler = async () => connect("eu-west-1");
    `,
    "credentials that the module has": `
      import { S3Client } from "@aws-sdk/client-s3";
      import { fromEnv } from "@aws-sdk/credential-providers";
      const credentials = { accessKeyId: "a", secretAccessKey: "b" };
      export const handler = async () => {
        new S3Client({ credentials });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new S3Client({ credentials: fromEnv() });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
        new S3Client({ credentials: { accessKeyId: process.env.KEY, secretAccessKey: process.env.SECRET } });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
      };
    `,
    "a service that is built for each event": `
      import { S3Client } from "@aws-sdk/client-s3";
      class Service {
        s3 = new S3Client({});
        //   ^^^^^^^^^^^^^^^^ built
      }
      export const handler = async () => new Service().s3;
    `,
    "clients of other services, if they are asked for": {
      options: [{ clients: "all" }],
      code: `
import axios from "axios";
export const handler = async () => axios.create({ timeout: 3000 }).get("/");
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
`,
      suggests: {
        "Move `axios.create()` to module scope": `
import axios from "axios";

const client = axios.create({ timeout: 3000 });

export const handler = async () => client.get("/");
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
`,
        "Create it lazily at module scope (`client ??= …`)": `
import axios from "axios";

let client;

export const handler = async () => (client ??= axios.create({ timeout: 3000 })).get("/");
//                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
`,
      },
    },
    "a verifier, whose type only its place can tell": {
      code: `
import { CognitoJwtVerifier } from "aws-jwt-verify";

export const handler = async (event: { token: string }) => {
  const verifier = CognitoJwtVerifier.create({ userPoolId: process.env.POOL!, tokenUse: "id", clientId: "a" });
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return verifier.verify(event.token);
};
`,
      filename: "handler.ts",
      suggests: {
        "Move `CognitoJwtVerifier.create()` to module scope": `
import { CognitoJwtVerifier } from "aws-jwt-verify";

const verifier = CognitoJwtVerifier.create({ userPoolId: process.env.POOL!, tokenUse: "id", clientId: "a" });

export const handler = async (event: { token: string }) => {
  //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return verifier.verify(event.token);
};
`,
      },
    },
    "the safe fix, which is offered by its title too": {
      code: `
import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new S3Client({ region: "eu-west-1" });
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return s3.config;
};
`,
      output: `
import { S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({ region: "eu-west-1" });

export const handler = async () => {
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return s3.config;
};
`,
      suggests: {
        "Move `new S3Client()` to module scope": `
import { S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({ region: "eu-west-1" });

export const handler = async () => {
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return s3.config;
};
`,
        "Create it lazily at module scope (`s3 ??= …`)": `
import { S3Client } from "@aws-sdk/client-s3";

let s3;

export const handler = async () => {
  s3 ??= new S3Client({ region: "eu-west-1" });
  //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ built
  return s3.config;
};
`,
      },
    },
  },
});
