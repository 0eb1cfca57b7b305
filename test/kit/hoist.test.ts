import assert from "node:assert/strict";
import type { Change } from "../../src/review/finding.ts";
import { fixed, review } from "../../src/review/review.ts";
import { typeErrors } from "./type-check.ts";

const recommended = { preset: "recommended" } as const;
const rules = /^no-(client|connection)-in-handler$/;

const findingsIn = (code: string, filename: string) => {
  const { findings, problems } = review(code, filename, recommended);
  assert.deepEqual(problems, []);
  return findings.filter(({ rule }) => rules.test(rule));
};

const applied = (text: string, { edits }: Change): string =>
  edits
    .toSorted((a, b) => b.range[0] - a.range[0])
    .reduce((rest, { range: [start, end], text: put }) => rest.slice(0, start) + put + rest.slice(end), text);

/**
 * What is offered for the first finding of a text: its titles and the texts after it, the safe fix first and marked.
 * Each must leave fewer findings, and TypeScript without complaints.
 */
function offersFor(code: string, filename: string): Record<string, string> {
  const before = findingsIn(code, filename);
  const [finding] = before;
  assert.ok(finding, "Nothing is found.");

  const offers: Record<string, string> = {};
  for (const change of [finding.fix, ...finding.suggestions]) {
    if (!change) continue;
    const output = applied(code, change);
    assert.ok(findingsIn(output, filename).length < before.length, `Still found:\n${output}`);
    if (filename.endsWith(".ts")) assert.deepEqual(typeErrors(output), [], output);
    offers[change === finding.fix ? `fix: ${change.title}` : change.title] = output;
  }
  return offers;
}

/** Titled sources, each with all that is offered for its first finding. */
function offers(
  filename: string,
  examples: Record<string, [code: string, offered: Record<string, string>]>,
): void {
  for (const [name, [code, offered]] of Object.entries(examples))
    it(name, () => assert.deepEqual(offersFor(code, filename), offered));
}

const move = "Move `new S3Client()` to module scope";
const fix = `fix: ${move}`;
const lazy = (name: string) => `Create it lazily at module scope (\`${name} ??= …\`)`;

describe("building once", () => {
  describe("moves a declaration", () => {
    offers("handler.js", {
      "with the comments that belong to it": [
        `import { S3Client } from "@aws-sdk/client-s3";

/** Lists. */
export const handler = async () => {
  // Reports are kept in Ireland.
  const s3 = new S3Client({
    region: "eu-west-1",
  }); // not in London

  // The rest.
  return s3.config;
};
`,
        {
          [fix]: `import { S3Client } from "@aws-sdk/client-s3";

// Reports are kept in Ireland.
const s3 = new S3Client({
  region: "eu-west-1",
}); // not in London

/** Lists. */
export const handler = async () => {
  // The rest.
  return s3.config;
};
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3;

/** Lists. */
export const handler = async () => {
  // Reports are kept in Ireland.
  s3 ??= new S3Client({
    region: "eu-west-1",
  }); // not in London

  // The rest.
  return s3.config;
};
`,
        },
      ],
      "out of one line, and below a directive and what is set up": [
        `"use strict";
require("dotenv").config();
const { S3Client } = require("@aws-sdk/client-s3");
require("./tracing").start();
exports.handler = async () => { var s3 = new S3Client(); return s3.config; };
`,
        {
          [fix]: `"use strict";
require("dotenv").config();
const { S3Client } = require("@aws-sdk/client-s3");
require("./tracing").start();

const s3 = new S3Client();

exports.handler = async () => { return s3.config; };
`,
          [lazy("s3")]: `"use strict";
require("dotenv").config();
const { S3Client } = require("@aws-sdk/client-s3");
require("./tracing").start();

let s3;

exports.handler = async () => { s3 ??= new S3Client(); return s3.config; };
`,
        },
      ],
      "out of several": [
        `const { S3Client } = require("@aws-sdk/client-s3");

exports.handler = async () => {
  const key = "a", s3 = new S3Client(), bucket = "b";
  return s3.send(key, bucket);
};
`,
        {
          [fix]: `const { S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client();

exports.handler = async () => {
  const key = "a", bucket = "b";
  return s3.send(key, bucket);
};
`,
          [lazy("cachedS3")]: `const { S3Client } = require("@aws-sdk/client-s3");

let cachedS3;

exports.handler = async () => {
  const key = "a", s3 = (cachedS3 ??= new S3Client()), bucket = "b";
  return s3.send(key, bucket);
};
`,
        },
      ],
    });

    it("with the line breaks of the file", () => {
      const code = `import { S3Client } from "@aws-sdk/client-s3";\r\nexport const handler = async () => {\r\n  const s3 = new S3Client();\r\n  return s3;\r\n};\r\n`;
      assert.equal(
        offersFor(code, "handler.js")[fix],
        `import { S3Client } from "@aws-sdk/client-s3";\r\n\r\nconst s3 = new S3Client();\r\n\r\nexport const handler = async () => {\r\n  return s3;\r\n};\r\n`,
      );
    });
  });

  describe("chooses names", () => {
    offers("handler.js", {
      "that are free in each place, and gives them to all who read": [
        `import { S3Client } from "@aws-sdk/client-s3";

const client = "Ann";

export const handler = async () => {
  const client = new S3Client();
  const read = (s3Client) => client.send({ client, s3Client });
  return read(1);
};

export const name = () => client;
`,
        {
          [fix]: `import { S3Client } from "@aws-sdk/client-s3";

const s3Client2 = new S3Client();

const client = "Ann";

export const handler = async () => {
  const read = (s3Client) => s3Client2.send({ client: s3Client2, s3Client });
  return read(1);
};

export const name = () => client;
`,
          [lazy("s3Client2")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3Client2;

const client = "Ann";

export const handler = async () => {
  s3Client2 ??= new S3Client();
  const read = (s3Client) => s3Client2.send({ client: s3Client2, s3Client });
  return read(1);
};

export const name = () => client;
`,
        },
      ],
      "that are no globals which the file reads": [
        `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const fetch = new S3Client();
  return fetch;
};

export const load = () => fetch("https://example.com");
`,
        {
          [fix]: `import { S3Client } from "@aws-sdk/client-s3";

const s3Client = new S3Client();

export const handler = async () => {
  return s3Client;
};

export const load = () => fetch("https://example.com");
`,
          [lazy("s3Client")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3Client;

export const handler = async () => {
  s3Client ??= new S3Client();
  return s3Client;
};

export const load = () => fetch("https://example.com");
`,
        },
      ],
      "for what has none": [
        `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async (event) => {
  await new S3Client({}).send(event.command);
};
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";

const s3Client = new S3Client({});

export const handler = async (event) => {
  await s3Client.send(event.command);
};
`,
          [lazy("s3Client")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3Client;

export const handler = async (event) => {
  await (s3Client ??= new S3Client({})).send(event.command);
};
`,
        },
      ],
    });
  });

  describe("is no safe fix, only a suggestion,", () => {
    offers("handler.js", {
      "where the environment or a constant of the module is read, and stands below that": [
        `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new S3Client({ region, endpoint: process.env.ENDPOINT });
  return s3;
};

const region = "eu-west-1";
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  return s3;
};

const region = "eu-west-1";
const s3 = new S3Client({ region, endpoint: process.env.ENDPOINT });
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3;

export const handler = async () => {
  s3 ??= new S3Client({ region, endpoint: process.env.ENDPOINT });
  return s3;
};

const region = "eu-west-1";
`,
        },
      ],
      "where constants of the function have to come along": [
        `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const region = process.env.REGION;
  const s3 = new S3Client({ region });
  return s3.send({ region });
};
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";

const region = process.env.REGION;
const s3 = new S3Client({ region });

export const handler = async () => {
  return s3.send({ region });
};
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3;

export const handler = async () => {
  const region = process.env.REGION;
  s3 ??= new S3Client({ region });
  return s3.send({ region });
};
`,
        },
      ],
      "where another handler builds its own under the same name": [
        `import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = new S3Client();
  return s3;
};

export const otherHandler = async (event, context) => {
  const s3 = new S3Client();
  return s3;
};
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client();

export const handler = async () => {
  return s3;
};

export const otherHandler = async (event, context) => {
  const s3 = new S3Client();
  return s3;
};
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3;

export const handler = async () => {
  s3 ??= new S3Client();
  return s3;
};

export const otherHandler = async (event, context) => {
  const s3 = new S3Client();
  return s3;
};
`,
        },
      ],
      "where the module already has the same": [
        `import { S3Client } from "@aws-sdk/client-s3";

const shared = new S3Client();

export const handler = async () => {
  const s3 = new S3Client();
  return { s3, shared };
};
`,
        {
          "Use `shared`, which the module already has": `import { S3Client } from "@aws-sdk/client-s3";

const shared = new S3Client();

export const handler = async () => {
  return { s3: shared, shared };
};
`,
        },
      ],
      "where X-Ray traces the client": [
        `import AWSXRay from "aws-xray-sdk";
import { S3Client } from "@aws-sdk/client-s3";

export const handler = async () => {
  const s3 = AWSXRay.captureAWSv3Client(new S3Client({}));
  return s3;
};
`,
        {
          [move]: `import AWSXRay from "aws-xray-sdk";
import { S3Client } from "@aws-sdk/client-s3";

const s3 = AWSXRay.captureAWSv3Client(new S3Client({}));

export const handler = async () => {
  return s3;
};
`,
          [lazy("s3")]: `import AWSXRay from "aws-xray-sdk";
import { S3Client } from "@aws-sdk/client-s3";

let s3;

export const handler = async () => {
  s3 ??= AWSXRay.captureAWSv3Client(new S3Client({}));
  return s3;
};
`,
        },
      ],
    });
  });

  describe("goes no further than first use", () => {
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
      "where the function configures version 2 before": [
        `const AWS = require("aws-sdk");

exports.handler = async () => {
  AWS.config.update({ region: process.env.REGION });
  const s3 = new AWS.S3();
  return s3;
};
`,
        {
          [lazy("s3")]: `const AWS = require("aws-sdk");

let s3;

exports.handler = async () => {
  AWS.config.update({ region: process.env.REGION });
  s3 ??= new AWS.S3();
  return s3;
};
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

  describe("keeps TypeScript content", () => {
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

  describe("offers nothing", () => {
    const examples: Record<string, string> = {
      "for an object's property, or a field": `
        class Service {
          other = new S3Client();
          connect() { this.s3 = new S3Client(); }
        }
        export const handler = async () => new Service().connect();
      `,
      "for what is destroyed": `
        export const handler = async () => {
          const s3 = new S3Client();
          try { return s3.config; } finally { s3.destroy(); }
        };
      `,
      "for what is given middleware, properties or wrappers on each call": `
        export const handler = async () => {
          const a = new S3Client();
          a.middlewareStack.add(() => 1, { step: "build" });
          const b = new S3Client();
          b.config.retries = 3;
          const c = new S3Client();
          instrumentClient(c);
        };
      `,
      "for a helper's argument": `
        const connect = (region) => new S3Client({ region });
        export const handler = async () => connect("eu-west-1");
      `,
      "where a constant that has to come along is changed": `
        export const handler = async () => {
          const options = { region: "eu-west-1" };
          log(options);
          options.region = "eu-west-2";
          using s3 = new S3Client();
          s3.destroy();
        };
      `,
    };
    for (const [name, code] of Object.entries(examples)) {
      it(name, () => {
        const found = findingsIn(`import { S3Client } from "@aws-sdk/client-s3";\n${code}`, "handler.js");
        assert.ok(found.length > 0);
        for (const { fix, suggestions } of found) assert.deepEqual([fix, ...suggestions], [undefined]);
      });
    }
  });

  it("takes a client along that another client is made of, and is done when all is fixed", () => {
    const code = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export const handler = async () => {
  const client = new DynamoDBClient({});
  const documents = DynamoDBDocumentClient.from(client);
  return documents;
};
`;
    const expected = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

const client = new DynamoDBClient({});
const documents = DynamoDBDocumentClient.from(client);

export const handler = async () => {
  return documents;
};
`;
    const [first, second] = findingsIn(code, "handler.ts");
    assert.equal(applied(code, second!.fix!), expected);

    const afterFirst = applied(code, first!.fix!);
    assert.equal(applied(afterFirst, findingsIn(afterFirst, "handler.ts")[0]!.fix!), expected);
    assert.equal(fixed(code, "handler.ts", recommended), expected);
    assert.equal(fixed(expected, "handler.ts", recommended), expected);
  });
});
