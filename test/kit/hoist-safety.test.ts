import assert from "node:assert/strict";
import { applied, findingsIn, fix, lazy, move, offers } from "./offers.ts";

describe("building once, with care,", () => {
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
      "where code that is not in sight gets the client": [
        `import { S3Client } from "@aws-sdk/client-s3";
import { prepare } from "./prepare.js";

export const handler = async () => {
  const s3 = new S3Client();
  prepare(s3);
};
`,
        {
          [move]: `import { S3Client } from "@aws-sdk/client-s3";
import { prepare } from "./prepare.js";

const s3 = new S3Client();

export const handler = async () => {
  prepare(s3);
};
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";
import { prepare } from "./prepare.js";

let s3;

export const handler = async () => {
  s3 ??= new S3Client();
  prepare(s3);
};
`,
        },
      ],
      "where the package is loaded with it": [
        `exports.handler = async () => {
  const s3 = new (await import("@aws-sdk/client-s3")).S3Client();
  return s3;
};
`,
        {
          [lazy("s3")]: `let s3;

exports.handler = async () => {
  s3 ??= new (await import("@aws-sdk/client-s3")).S3Client();
  return s3;
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

  describe("is no safe fix", () => {
    const imports = `import AWSXRay from "aws-xray-sdk";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { fromEnv } from "@aws-sdk/credential-providers";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
`;
    const examples: Record<string, string> = {
      "where a function of the file leaves a mark": `
        const trace = (client) => client.middlewareStack.add(() => 1, { step: "build" });
        export const handler = async () => {
          const s3 = new S3Client();
          trace(s3);
        };
      `,
      "where it is destroyed under another name": `
        export const handler = async () => {
          const s3 = new S3Client();
          const other = s3;
          other.destroy();
        };
      `,
      "where a part of it is kept": `
        export const handler = async () => {
          const s3 = new S3Client();
          const { middlewareStack } = s3;
          middlewareStack.add(() => 1, { step: "build" });
        };
      `,
      "where it holds what each call adds": `
        export const handler = async (event) => {
          const s3 = new S3Client();
          s3.addLabel(event.tenant);
        };
      `,
      "where it keeps two lines without semicolons apart": `
        export const handler = async (event) => {
          const count = 1
          const s3 = new S3Client()
          ;[count].forEach((each) => s3.send(each))
        };
      `,
      "where its arguments call something": `
        export const handler = async () => {
          const s3 = new S3Client({ credentials: fromEnv() });
          return s3;
        };
      `,
      "where X-Ray traces what it is made of": `
        export const handler = async () => {
          const documents = DynamoDBDocumentClient.from(AWSXRay.captureAWSv3Client(new DynamoDBClient({})));
          return documents;
        };
      `,
      "where the module made its credentials by a call": `
        const credentials = fromEnv();
        export const handler = async () => {
          const s3 = new S3Client({ credentials });
          return s3;
        };
      `,
      "where whoever calls a helper gets it": `
        function connect() {
          const s3 = new S3Client();
          return s3;
        }
        export const handler = async () => connect().destroy();
      `,
    };
    for (const [name, code] of Object.entries(examples)) {
      it(name, () => {
        const [found] = findingsIn(`${imports}${code}`, "handler.js");
        assert.equal(found?.fix, undefined);
        assert.ok(found?.suggestions.length);
      });
    }
  });

  it("suggests for two functions with one name each what leads to one client", () => {
    const code = `import { S3Client } from "@aws-sdk/client-s3";

const list = async () => {
  const s3 = new S3Client({});
  return s3.send("list");
};

export const handler = async () => {
  const s3 = new S3Client({});
  return s3.send(await list());
};
`;
    const found = findingsIn(code, "handler.js");
    const offered = [undefined, move, lazy("s3")];
    assert.deepEqual(
      found.map(({ fix, suggestions }) => [fix, ...suggestions.map(({ title }) => title)]),
      [offered, offered],
    );

    const moved = applied(code, found[0]!.suggestions[0]!);
    const [left] = findingsIn(moved, "handler.js");
    assert.equal(
      applied(moved, left!.suggestions[0]!),
      `import { S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

const list = async () => {
  return s3.send("list");
};

export const handler = async () => {
  return s3.send(await list());
};
`,
    );
  });

  describe("is a safe fix", () => {
    offers("handler.js", {
      "before the module calls what needs it": [
        `import { S3Client } from "@aws-sdk/client-s3";

await list();

export const handler = async () => list();

function list() {
  const s3 = new S3Client();
  return s3.send("list");
}
`,
        {
          [fix]: `import { S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client();

await list();

export const handler = async () => list();

function list() {
  return s3.send("list");
}
`,
          [lazy("s3")]: `import { S3Client } from "@aws-sdk/client-s3";

let s3;

await list();

export const handler = async () => list();

function list() {
  s3 ??= new S3Client();
  return s3.send("list");
}
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
          const d = new S3Client();
          d.config.update({ region: "eu-west-1" });
          const c = new S3Client();
          instrumentClient(c);
        };
      `,
      "for a helper's argument": `
        const connect = (region) => new S3Client({ region });
        export const handler = async () => connect("eu-west-1");
      `,
      "for what is disposed of, declared or assigned": `
        export const handler = async () => {
          using a = new S3Client();
          let b = new S3Client({ region: "eu-west-1" });
          b = b ?? a;
          b.destroy();
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
});
