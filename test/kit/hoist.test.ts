import assert from "node:assert/strict";
import { fixed } from "../../src/review/review.ts";
import { applied, findingsIn, fix, lazy, move, offers, offersFor } from "./offers.ts";

describe("building once", () => {
  describe("moves a declaration", () => {
    offers("handler.js", {
      "whose name has an escape": [
        `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  const \\u0073torage = new S3Client({});
  return storage.config;
};
`,
        {
          [fix]: `import { S3Client } from "@aws-sdk/client-s3";

const storage = new S3Client({});

export const handler = async () => {
  return storage.config;
};
`,
          [lazy("storage")]: `import { S3Client } from "@aws-sdk/client-s3";

let storage;

export const handler = async () => {
  storage ??= new S3Client({});
  return storage.config;
};
`,
        },
      ],
      "among others of one declaration, in code without semicolons": [
        `import { S3Client } from '@aws-sdk/client-s3'

export const handler = async () => {
  const s3 = new S3Client({}), key = 'a'
  return s3.get(key)
}
`,
        {
          [fix]: `import { S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({})

export const handler = async () => {
  const key = 'a'
  return s3.get(key)
}
`,
          [lazy("cachedS3")]: `import { S3Client } from '@aws-sdk/client-s3'

let cachedS3

export const handler = async () => {
  const s3 = (cachedS3 ??= new S3Client({})), key = 'a'
  return s3.get(key)
}
`,
        },
      ],
      "in code with semicolons that starts with a function": [
        `function log() {}
const { S3Client } = require("@aws-sdk/client-s3");

exports.handler = async () => {
  const s3 = new S3Client({}), key = "a";
  return s3.get(key);
};
`,
        {
          [fix]: `function log() {}
const { S3Client } = require("@aws-sdk/client-s3");

const s3 = new S3Client({});

exports.handler = async () => {
  const key = "a";
  return s3.get(key);
};
`,
          [lazy("cachedS3")]: `function log() {}
const { S3Client } = require("@aws-sdk/client-s3");

let cachedS3;

exports.handler = async () => {
  const s3 = (cachedS3 ??= new S3Client({})), key = "a";
  return s3.get(key);
};
`,
        },
      ],
      "in code without semicolons, where the next line would go on with it": [
        `import { S3Client } from '@aws-sdk/client-s3'
[warmUp()].forEach(log)

export const handler = async () => {
  const s3 = new S3Client({}), key = 'a'
  return s3.get(key)
}
function warmUp() {}
`,
        {
          [fix]: `import { S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({});

[warmUp()].forEach(log)

export const handler = async () => {
  const key = 'a'
  return s3.get(key)
}
function warmUp() {}
`,
          [lazy("cachedS3")]: `import { S3Client } from '@aws-sdk/client-s3'

let cachedS3;

[warmUp()].forEach(log)

export const handler = async () => {
  const s3 = (cachedS3 ??= new S3Client({})), key = 'a'
  return s3.get(key)
}
function warmUp() {}
`,
        },
      ],
      "over several lines that a function hands on": [
        `import { S3Client } from "@aws-sdk/client-s3";

const connect = () =>
  new S3Client({
    region: "eu-west-1",
  });

export const handler = async () => connect().config;
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";

const s3Client = new S3Client({
  region: "eu-west-1",
});

const connect = () =>
  s3Client;

export const handler = async () => connect().config;
`,
          [lazy("s3Client")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3Client;

const connect = () =>
  (s3Client ??= new S3Client({
    region: "eu-west-1",
  }));

export const handler = async () => connect().config;
`,
        },
      ],
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

const client = "Ann";
const s3Client2 = new S3Client();

export const handler = async () => {
  const read = (s3Client) => s3Client2.send({ client: s3Client2, s3Client });
  return read(1);
};

export const name = () => client;
`,
          [lazy("s3Client2")]: `import { S3Client } from "@aws-sdk/client-s3";

const client = "Ann";
let s3Client2;

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

  describe("leaves the file in order:", () => {
    const imports = `import { Logger } from "@aws-lambda-powertools/logger";
import { SQSClient } from "@aws-sdk/client-sqs";
`;
    const examples: Record<string, [before: string, after: string]> = {
      "what is moved one after the other stays so, though no blank line was there": [
        `export const handler = async () => {
  const logger = new Logger();
  // Orders.
  const sqs = new SQSClient({}); /* in Ireland */

  return [logger, sqs];
};
`,
        `
const logger = new Logger();
// Orders.
const sqs = new SQSClient({}); /* in Ireland */

export const handler = async () => {
  return [logger, sqs];
};
`,
      ],
      "out of one line": [
        `export const handler = async () => {
  const logger = new Logger(); const sqs = new SQSClient({});
  return [logger, sqs];
};
`,
        `
const logger = new Logger();
const sqs = new SQSClient({});

export const handler = async () => {
  return [logger, sqs];
};
`,
      ],
      "constants that come along leave no blank line, nor does what stood below one": [
        `export const handler = async () => { // Starts.

  const region = "eu-west-1";
  const sqs = new SQSClient({ region });

  return sqs;
};
`,
        `
const region = "eu-west-1";
const sqs = new SQSClient({ region });

export const handler = async () => { // Starts.
  return sqs;
};
`,
      ],
      "a comment before the declaration changes no indentation": [
        `export const handler = async () => {
  /* orders */ const sqs = new SQSClient({
    region: "eu-west-1",
  }); /* in Ireland */
  return sqs;
};
`,
        `
/* orders */ const sqs = new SQSClient({
  region: "eu-west-1",
}); /* in Ireland */

export const handler = async () => {
  return sqs;
};
`,
      ],
      "nothing is left behind at the end of a line": [
        `export const handler = async () => {
  let count = 1; const sqs = new SQSClient({});
  return sqs.send(count++);
};
`,
        `
const sqs = new SQSClient({});

export const handler = async () => {
  let count = 1;
  return sqs.send(count++);
};
`,
      ],
      "the constants of the module come first": [
        `
const queue = "orders";
export const handler = async () => {
  const sqs = new SQSClient({});
  return sqs.send(queue);
};
`,
        `
const queue = "orders";
const sqs = new SQSClient({});

export const handler = async () => {
  return sqs.send(queue);
};
`,
      ],
      "but not those that need it by then": [
        `
const queue = "orders";
const urls = [queue].map(list);

export const handler = async () => urls.map(list);

function list(url) {
  const sqs = new SQSClient({});
  return sqs.send(url);
}
`,
        `
const queue = "orders";
const sqs = new SQSClient({});

const urls = [queue].map(list);

export const handler = async () => urls.map(list);

function list(url) {
  return sqs.send(url);
}
`,
      ],
    };
    for (const [name, [before, after]] of Object.entries(examples))
      it(name, () => {
        assert.equal(fixed(imports + before, "handler.js", { preset: "recommended" }), imports + after);
      });
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
    assert.equal(fixed(code, "handler.ts", { preset: "recommended" }), expected);
    assert.equal(fixed(expected, "handler.ts", { preset: "recommended" }), expected);
  });
});
