import assert from "node:assert/strict";
import { silenced, silencedThroughout } from "../../src/editor/silence.ts";
import { edited } from "../../src/review/edits.ts";
import { review } from "../../src/review/review.ts";

const reason = "one client for each tenant";
const comment = `eslint-disable-next-line effective-lambda/no-client-in-handler -- ${reason}`;
const found = (text: string, path: string) => review(text, path, { preset: "recommended" }).findings;

/** The text in which the first finding is silenced, and no other has come or gone. */
function afterwards(text: string, path = "handler.js", why = reason): string {
  const [first, ...others] = found(text, path);
  const silencing = silenced(text, path, first!, why);
  assert.ok("edits" in silencing, "obstacle" in silencing ? silencing.obstacle : "");
  const result = edited(text, silencing.edits);
  assert.deepEqual(
    found(result, path).map(({ rule, message }) => ({ rule, message })),
    others.map(({ rule, message }) => ({ rule, message })),
  );
  const { suppressed } = review(result, path, { preset: "recommended" });
  const reported = suppressed.find(({ rule }) => rule === first!.rule)?.reason;
  assert.ok(reported?.includes(why), `The report says: ${reported}`);
  return result;
}

const obstacleTo = (text: string, path: string, at = found(text, path)[0]!): string => {
  const silencing = silenced(text, path, at, reason);
  assert.ok("obstacle" in silencing);
  return silencing.obstacle;
};

describe("a finding in code is silenced", () => {
  it("by a comment above its line, indented as the line is", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
\tconst s3 = new S3Client({});
\treturn s3.config;
};
`;
    const line = "\tconst s3";
    assert.equal(afterwards(text), text.replace(line, `\t// ${comment}\n${line}`));
  });

  it("in its own line, where the statement begins in another one", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  return use(
    first,
    new S3Client({}),
  );
};
`;
    const line = "    new S3Client";
    assert.equal(afterwards(text), text.replace(line, `    // ${comment}\n${line}`));
  });

  it("wherever its file lies", () => {
    const text = `exports.handler = async () => new (require("@aws-sdk/client-s3").S3Client)({}).config;\n`;
    for (const path of ["/home/me/handler.js", "../handler.js", "C:\\code\\handler.js"])
      assert.equal(afterwards(text, path), `// ${comment}\n${text}`);
  });

  it("on the first line", () => {
    const text = `exports.handler = async () => new (require("@aws-sdk/client-s3").S3Client)({}).config;\n`;
    assert.equal(afterwards(text), `// ${comment}\n${text}`);
  });

  it("below a hashbang", () => {
    const text = `#!/usr/bin/env node
const { Function: Fn, Runtime } = require("aws-cdk-lib/aws-lambda"); new Fn(stack, "Prices", { runtime: Runtime.NODEJS_16_X });
`;
    assert.match(afterwards(text), /^#!.*\n\/\/ eslint-disable-next-line .*\nconst/);
  });

  it("in a text with Windows' ends of lines", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";\r
export const handler = async () => {\r
  return new S3Client({}).config;\r
};\r
`;
    const line = "  return";
    assert.equal(afterwards(text), text.replace(line, `  // ${comment}\r\n${line}`));
  });

  it("behind a decorator", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
class Orders {
  @logged()
  @traced()
  async handle() { return new S3Client({}).config; }
}
const orders = new Orders();
export const handler = orders.handle.bind(orders);
`;
    const line = "  async handle";
    assert.equal(afterwards(text, "handler.ts"), text.replace(line, `  // ${comment}\n${line}`));
  });

  it("between the braces of a template literal", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => \`the
  client \${
    new S3Client({}).config
  } of one\`;
`;
    const line = "    new S3Client";
    assert.equal(afterwards(text), text.replace(line, `    // ${comment}\n${line}`));
  });

  it("by a comment before itself where its line begins in the text of a template literal", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => \`the
  client \${new S3Client({}).config} of one\`;
`;
    const same = `/* eslint-disable-line effective-lambda/no-client-in-handler -- ${reason} */ `;
    assert.equal(afterwards(text), text.replace("new S3Client", `${same}new S3Client`));
  });

  it("by a comment before itself where its line begins in another comment", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  /* One for
     each. */ return new S3Client({}).config;
};
`;
    const same = `/* eslint-disable-line effective-lambda/no-client-in-handler -- ${reason} */ `;
    assert.equal(afterwards(text), text.replace("new S3Client", `${same}new S3Client`));
  });

  it("by a comment in braces among the children of a JSX element", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => render(
  <Page>
    <Title />
    {new S3Client({}).config}
  </Page>,
);
`;
    const line = "    {new";
    assert.equal(afterwards(text, "handler.jsx"), text.replace(line, `    {/* ${comment} */}\n${line}`));
  });

  it("by a comment before itself where one in braces would take a space out of a JSX text", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => render(
  <Page>
    All that is
    known: {new S3Client({}).config}
  </Page>,
);
`;
    const same = `/* eslint-disable-line effective-lambda/no-client-in-handler -- ${reason} */ `;
    assert.equal(afterwards(text, "handler.jsx"), text.replace("new S3Client", `${same}new S3Client`));
  });

  it("by a comment before itself where TypeScript expects an error in the line", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => render(
  <Page>
    {/* @ts-expect-error */}
    {new S3Client({}).config}
  </Page>,
);
`;
    const same = `/* eslint-disable-line effective-lambda/no-client-in-handler -- ${reason} */ `;
    assert.equal(afterwards(text, "handler.tsx"), text.replace("new S3Client", `${same}new S3Client`));
  });

  it("by a comment above its line among the attributes of a JSX element", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => render(
  <Page
    title="a
      b"
    client={new S3Client({})}
  />,
);
`;
    const line = "    client=";
    assert.equal(afterwards(text, "handler.tsx"), text.replace(line, `    // ${comment}\n${line}`));
  });

  it("in the comment that silences another rule there", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  // eslint-disable-next-line no-new -- kept by the pool
  return new S3Client({}).config;
};
`;
    assert.equal(
      afterwards(text),
      text.replace(
        "no-new -- kept by the pool",
        `no-new, effective-lambda/no-client-in-handler -- kept by the pool; ${reason}`,
      ),
    );
  });

  it("in such a comment between slashes and stars that gives no reason", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  /* eslint-disable-next-line no-new */
  return new S3Client({}).config;
};
`;
    const names = "no-new, effective-lambda/no-client-in-handler";
    assert.equal(afterwards(text), text.replace("no-new */", `${names} -- ${reason} */`));
  });

  it("for a reason that stays in its comment", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => \`the
  client \${new S3Client({}).config} of one\`;
`;
    const at = found(text, "handler.js")[0]!;
    const silencing = silenced(text, "handler.js", at, "made for */ each\n tenant");
    assert.match(
      "edits" in silencing ? silencing.edits[0]!.text : "",
      / -- made for \* \/ each tenant \*\/ $/,
    );
  });

  it("and no other on the next line", () => {
    const text = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => {
  const one = new S3Client({});
  const other = new S3Client({});
  return [one, other];
};
`;
    assert.equal(found(afterwards(text), "handler.js").length, 1);
  });
});

describe("a finding that nothing can silence", () => {
  it("is told of where it is no longer code", () => {
    const at = { rule: "no-client-in-handler", line: 1, column: 1 };
    assert.deepEqual(silenced("const = ;", "handler.js", at, reason), {
      obstacle: "The file cannot be read as it is now.",
    });
  });

  it("is told of in the text of a JSX element", () => {
    const text = "export const page = <p>one\n two<a/></p>;\n";
    const at = { rule: "no-client-in-handler", line: 2, column: 5 } as never;
    assert.match(obstacleTo(text, "page.jsx", at), /middle of a text/);
  });
});

describe("a finding in a template is silenced", () => {
  const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Prices:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs16.x
      Handler: index.handler
`;

  it("by a comment above its line", () => {
    const { line, rule } = found(yaml, "template.yaml")[0]!;
    const lines = yaml.split("\n");
    const indent = /^ */.exec(lines[line - 1]!)![0];
    const expected = lines.toSpliced(
      line - 1,
      0,
      `${indent}# eslint-disable-next-line effective-lambda/${rule} -- ${reason}`,
    );
    assert.equal(afterwards(yaml, "template.yaml"), expected.join("\n"));
  });

  it("in the comment that silences another rule there", () => {
    const { line, rule } = found(yaml, "template.yaml")[0]!;
    const lines = yaml.split("\n");
    const above = (rules: string) => lines.toSpliced(line - 1, 0, `    # eslint-disable-next-line ${rules}`);
    assert.equal(
      afterwards(above("a -- b").join("\n"), "template.yaml"),
      above(`a, effective-lambda/${rule} -- b; ${reason}`).join("\n"),
    );
  });

  it("between braces too", () => {
    const flow = `AWSTemplateFormatVersion: "2010-09-09"
Resources: {
  Prices: { Type: AWS::Lambda::Function,
    Properties: {
      Runtime: nodejs16.x } } }
`;
    assert.match(afterwards(flow, "template.yaml"), /\n +# eslint-disable-next-line .*\n/);
  });

  it("by the metadata of its resource in JSON", () => {
    const json = `{
    "Resources": {
        "Prices": {
            "Type": "AWS::Lambda::Function",
            "Properties": { "Runtime": "nodejs16.x", "Handler": "index.handler" }
        }
    }
}
`;
    assert.equal(
      afterwards(json, "template.json"),
      json.replace(
        `"index.handler" }`,
        `"index.handler" },
            "Metadata": {
                "effective-lambda": {
                    "disable": {
                        "no-deprecated-runtime": "one client for each tenant"
                    }
                }
            }`,
      ),
    );
  });

  it("by metadata that is there", () => {
    const json = `{
  "Resources": {
    "Prices": {
      "Metadata": { "effective-lambda": { "disable": { "no-log-event": "None is logged." } } },
      "Type": "AWS::Lambda::Function",
      "Properties": { "Runtime": "nodejs16.x" }
    }
  }
}
`;
    assert.equal(
      afterwards(json, "template.json"),
      json.replace(`logged." }`, `logged.", "no-deprecated-runtime": "one client for each tenant" }`),
    );
  });

  it("by metadata in what is JSON under the name of YAML, with Windows' ends of lines", () => {
    const json = `{\r\n\t"Resources": {\r\n\t\t"Prices": {\r\n\t\t\t"Type": "AWS::Lambda::Function",\r\n\t\t\t"Properties": { "Runtime": "nodejs16.x" }\r\n\t\t}\r\n\t}\r\n}\r\n`;
    const result = afterwards(json, "orders.template.yaml");
    assert.match(result, /\r\n\t\t\t"Metadata": \{\r\n\t\t\t\t"effective-lambda"/);
    JSON.parse(result);
  });

  it("nowhere in JSON outside of resources", () => {
    const json = `{
  "Transform": "AWS::Serverless-2016-10-31",
  "Globals": { "Function": { "Runtime": "nodejs16.x" } },
  "Resources": { "One": { "Type": "AWS::Serverless::Function", "Properties": { "Handler": "a.b" } } }
}
`;
    const at = { rule: "no-deprecated-runtime", line: 3, column: 31 } as never;
    assert.match(obstacleTo(json, "template.json", at), /belongs to no resource/);
  });

  it("nowhere where the metadata is a list without reasons", () => {
    const json = `{ "Resources": { "Prices": {
  "Metadata": { "effective-lambda": { "disable": ["no-log-event"] } },
  "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "nodejs16.x" } } } }
`;
    assert.match(obstacleTo(json, "template.json"), /a list/);
  });
});

describe("a rule is silenced in a whole file", () => {
  const code = `import { S3Client } from "@aws-sdk/client-s3";
export const handler = async () => [new S3Client({}), new S3Client({})];
`;
  const cdk = `import { Function as Fn, Runtime } from "aws-cdk-lib/aws-lambda";
new Fn(stack, "Prices", { runtime: Runtime.NODEJS_16_X });
`;
  const disable = `/* eslint-disable effective-lambda/no-client-in-handler -- ${reason} */`;

  function throughout(text: string, path = "handler.js"): string {
    const { rule } = found(text, path)[0]!;
    const silencing = silencedThroughout(text, path, rule, reason);
    assert.ok("edits" in silencing, "obstacle" in silencing ? silencing.obstacle : "");
    const result = edited(text, silencing.edits);
    assert.deepEqual(
      found(result, path).filter((finding) => finding.rule === rule),
      [],
    );
    return result;
  }

  it("by a comment in its first line", () => {
    assert.equal(throughout(code), `${disable}\n${code}`);
  });

  it("below a hashbang and directives", () => {
    const top = `#!/usr/bin/env node\n// Orders.\n"use strict";\n'use other' // twice\n`;
    assert.match(throughout(top + cdk), /'use other' \/\/ twice\n\/\* eslint-disable .*\*\/\nimport/);
  });

  it("below a hashbang alone", () => {
    assert.match(throughout(`#!/usr/bin/env node\n${cdk}`), /^#!.*\n\/\* eslint-disable .*\*\/\nimport/);
  });

  it("above a directive that has code in its line", () => {
    const text = `"use strict"; ${code}`;
    assert.equal(throughout(text), `${disable}\n${text}`);
  });

  it("with Windows' ends of lines", () => {
    const text = `"use strict";\r\n${code.replaceAll("\n", "\r\n")}`;
    assert.match(throughout(text), /^"use strict";\r\n\/\* eslint-disable .* \*\/\r\nimport/);
  });

  it("by a comment in the first line of YAML", () => {
    const yaml = `---\nResources:\n  Prices:\n    Type: AWS::Lambda::Function\n    Properties: { Runtime: nodejs16.x }\n`;
    assert.equal(
      throughout(yaml, "template.yaml"),
      `# eslint-disable effective-lambda/no-deprecated-runtime -- ${reason}\n${yaml}`,
    );
  });

  it("by the metadata of a template in JSON", () => {
    const json = `{ "Resources": { "Prices": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "nodejs16.x" } } } }`;
    assert.match(
      throughout(json, "template.json"),
      / \}, "Metadata": \{ "effective-lambda": \{ "disable": \{ "no-deprecated-runtime": "one .*" \} \} \} \}$/,
    );
  });

  it("nowhere in JSON of the Serverless Framework, which knows no metadata", () => {
    const json = `{ "service": "a", "provider": { "name": "aws" }, "functions": {} }`;
    const silencing = silencedThroughout(json, "serverless.json", "no-deprecated-runtime", reason);
    assert.match("obstacle" in silencing ? silencing.obstacle : "", /only a template with Resources/);
  });
});
