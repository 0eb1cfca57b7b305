import assert from "node:assert/strict";
import { isStated } from "../../rules/service/deployment.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service } from "../../rules/service/service.ts";
import { asDeployed } from "../../rules/service/deployed-as.ts";

/** What a service says of a file, in one line a function. */
const saidOf = (service: Service, path: string) =>
  service.deploymentsOf(path).map((one) => {
    const { sources, batchSizes, mayHaveOtherSources, runtime } = asDeployed(one);
    const { template, function: deployed } = one;
    const invoked = [...sources, ...(mayHaveOtherSources ? ["more"] : [])].join(" and ") || "nothing";
    const settings = [
      ...batchSizes.map((size) => `batches of ${size ?? "?"}`),
      ...(runtime ? [runtime] : []),
      ...(isStated(deployed.timeout) ? [`${deployed.timeout.value} s`] : []),
    ];
    return `${template}:${deployed.at.loc.start.line} ${deployed.name} from ${[invoked, ...settings].join(", ")}`;
  });

const said = (files: Record<string, string>, path: string) =>
  saidOf(new Service(new FilesInMemory(files)), path);

describe("A deployment in several files", () => {
  describe("of CDK code", () => {
    const stack = (made: string, imported = `import { OneByOne } from "./constructs/one-by-one";`) => `
      import { Queue } from "aws-cdk-lib/aws-sqs";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      ${imported}
      const queue = new Queue(this, "Orders");
      ${made}
    `;
    const worker = (source: string) => `
      const worker = new NodejsFunction(this, "Worker", { entry: "src/worker.ts" });
      worker.addEventSource(${source});
    `;
    const oneByOne = (constructor: string) => `
      import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
      export class OneByOne extends SqsEventSource { ${constructor} }
    `;
    const saidOfWorker = (constructor: string, source = "new OneByOne(queue)") =>
      said(
        {
          "cdk.json": "{}",
          "lib/stack.ts": stack(worker(source)),
          "lib/constructs/one-by-one.ts": oneByOne(constructor),
        },
        "src/worker.ts",
      );

    it("takes what a class of another file passes to the CDK's", () => {
      const constructor =
        "constructor(queue) { super(queue, { batchSize: 1, reportBatchItemFailures: true }); }";
      assert.deepEqual(saidOfWorker(constructor), ["lib/stack.ts:7 Worker from sqs, batches of 1"]);
    });

    it("takes what such a class passes on, or adds to it", () => {
      for (const constructor of [
        "",
        "constructor(queue, props) { super(queue, props); }",
        "constructor(queue, props = {}) { super(queue, { ...props, enabled: true }); }",
        "constructor(queue, props) { super(queue, { batchSize: props?.batchSize ?? 100 }); }",
        "constructor(queue, props) { super(queue, { batchSize: 10, ...props }); }",
      ])
        assert.deepEqual(saidOfWorker(constructor, "new OneByOne(queue, { batchSize: 5 })"), [
          "lib/stack.ts:7 Worker from sqs, batches of 5",
        ]);
    });

    it("takes the class's own value where it is given none", () => {
      const constructor = "constructor(queue, props) { super(queue, { batchSize: props?.batchSize ?? 7 }); }";
      assert.deepEqual(saidOfWorker(constructor, "new OneByOne(queue, {})"), [
        "lib/stack.ts:7 Worker from sqs, batches of 7",
      ]);
      const spread = "constructor(queue, props) { super(queue, { batchSize: 1, ...props }); }";
      assert.deepEqual(saidOfWorker(spread), ["lib/stack.ts:7 Worker from sqs, batches of 1"]);
    });

    it("leaves open what such a class computes", () => {
      for (const constructor of [
        "constructor(queue, props) { super(queue, { batchSize: sizeOf(props) }); }",
        "constructor(queue, props) { props = other; super(queue, props); }",
        "constructor(queue, props) { props.batchSize = 1; super(queue, props); }",
        "constructor(queue, props) { super(queue, { ...(isLarge && { batchSize: 1 }) }); }",
      ])
        assert.deepEqual(saidOfWorker(constructor, "new OneByOne(queue, { batchSize: 5 })"), [
          "lib/stack.ts:7 Worker from sqs, batches of ?",
        ]);
    });

    it("finds a function by nothing but the name of such a class", () => {
      for (const name of ["FunctionWithLogs", "OrdersLambda"])
        assert.deepEqual(
          said(
            {
              "cdk.json": "{}",
              "lib/stack.ts": `
                import { Stack } from "aws-cdk-lib";
                import { ${name} } from "./${name}";
                new ${name}(this, "Orders", { entry: "src/orders.ts" });
              `,
              [`lib/${name}.ts`]: `
                import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
                export class ${name} extends NodejsFunction {}
              `,
            },
            "src/orders.ts",
          ),
          ["lib/stack.ts:4 Orders from nothing"],
        );
    });

    it("leaves open who invokes a function whose name other code of the application has", () => {
      const named = (other: string, path = "lib/other.ts") => ({
        "cdk.json": "{}",
        "other/cdk.json": "{}",
        "lib/stack.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          new NodejsFunction(this, "orders", { functionName: "orders", entry: "src/orders.ts" });
        `,
        [path]: `import { Arn, CustomResource } from "aws-cdk-lib";\n${other}`,
      });
      const saidOfOrders = (...files: Parameters<typeof named>) => said(named(...files), "src/orders.ts");
      const open = ["lib/stack.ts:3 orders from more"];
      const closed = ["lib/stack.ts:3 orders from nothing"];
      const arn = `const serviceToken = Arn.format({ service: "lambda", resource: "orders" }, this);`;
      assert.deepEqual(saidOfOrders(arn), open);
      assert.deepEqual(
        saidOfOrders("const arn = `arn:aws:lambda:${region}:${account}:function:orders`;"),
        open,
      );
      assert.deepEqual(
        saidOfOrders(`new CustomResource(this, "orders", { serviceToken: "new orders" });`),
        closed,
      );
      assert.deepEqual(saidOfOrders(arn, "other/lib/stack.ts"), closed);
      assert.deepEqual(saidOfOrders(arn, "test/other.test.ts"), closed);

      const files = new FilesInMemory(named(arn));
      const service = new Service(files);
      files.write("lib/other.ts", "");
      service.refresh();
      assert.deepEqual(saidOf(service, "src/orders.ts"), closed);
    });

    it("finds a function that such a class makes, with its own and the caller's settings", () => {
      const files = {
        "infra/cdk.json": "{}",
        "infra/lib/stack.ts": stack(
          `new Service(this, "Create", { entry: "src/create.ts" });
           new Service(this, "Beside", {});
           new Service(this, "Slow", { entry: "src/slow.ts", timeout: Duration.seconds(60) });`,
          `import { Service } from "./constructs"; import { Duration } from "aws-cdk-lib";`,
        ),
        "infra/lib/constructs/index.ts": `export * from "./service.js";`,
        "infra/lib/constructs/service.ts": `
          import * as path from "node:path";
          import { Duration } from "aws-cdk-lib";
          import { Runtime } from "aws-cdk-lib/aws-lambda";
          import { NodejsFunction, type NodejsFunctionProps } from "aws-cdk-lib/aws-lambda-nodejs";
          export class Service extends NodejsFunction {
            constructor(scope: Construct, id: string, props: NodejsFunctionProps) {
              super(scope, id, {
                runtime: Runtime.NODEJS_22_X,
                timeout: Duration.seconds(5),
                entry: path.join(__dirname, "../../src/beside.ts"),
                ...props,
              });
              table.grantReadData(this);
              new Alarm(this, "Errors", {});
            }
          }
        `,
      };
      assert.deepEqual(said(files, "infra/src/create.ts"), [
        "infra/lib/stack.ts:6 Create from nothing, nodejs22.x, 5 s",
      ]);
      assert.deepEqual(said(files, "infra/src/slow.ts"), [
        "infra/lib/stack.ts:8 Slow from nothing, nodejs22.x, 60 s",
      ]);
      assert.deepEqual(said(files, "infra/src/beside.ts"), [
        "infra/lib/stack.ts:7 Beside from nothing, nodejs22.x, 5 s",
      ]);
    });

    it("leaves open who invokes a function whose class connects it, or that another file gets", () => {
      const files = (body: string, more = "") => ({
        "cdk.json": "{}",
        "stack.ts": stack(
          `const worker = new Service(this, "Worker", { entry: "src/worker.ts" }); ${more}`,
          `import { Service } from "./service"; import { Machine } from "./machine";`,
        ),
        "service.ts": `
          import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
          export class Service extends NodejsFunction {
            constructor(scope, id, props) { super(scope, id, props); ${body} }
          }
        `,
        "machine.ts": `
          import { Construct } from "constructs";
          export class Machine extends Construct { constructor(scope, id, props) { super(scope, id); use(props.fn); } }
        `,
      });
      for (const connected of [
        files("this.addEventSource(new SqsEventSource(queue));"),
        files("rule.addTarget(new Unknown(this));"),
        files("", `new Machine(this, "Machine", { fn: worker });`),
      ])
        assert.deepEqual(said(connected, "src/worker.ts"), ["stack.ts:6 Worker from more"]);
      assert.deepEqual(said(files(`this.addEnvironment("A", "b");`), "src/worker.ts"), [
        "stack.ts:6 Worker from nothing",
      ]);
    });

    it("survives classes that extend each other, and imports that lead nowhere", () => {
      const files = {
        "cdk.json": "{}",
        "stack.ts": stack(
          `new One(this, "One"); new Gone(this, "Gone"); new Outside(this, "Outside"); ${worker("source")}`,
          `import { One } from "./one"; import { Gone } from "./gone"; import { Outside } from "../../outside";`,
        ),
        "one.ts": `import { Two } from "./two"; export class One extends Two {}`,
        "two.ts": `import { One } from "./one"; export class Two extends One {}`,
        "gone.ts": `export * from "./gone"; export { Gone } from "./broken";`,
        "broken.ts": `export class {`,
      };
      assert.deepEqual(said(files, "src/worker.ts"), ["stack.ts:7 Worker from more"]);
    });

    it("is read again when the other file changes, appears or goes", () => {
      const files = new FilesInMemory({
        "cdk.json": "{}",
        "lib/stack.ts": stack(worker("new OneByOne(queue)")),
      });
      const service = new Service(files);
      const saidNow = () => {
        service.refresh();
        return saidOf(service, "src/worker.ts").map((line) => line.replace(/^.* from /, ""));
      };
      const path = "lib/constructs/one-by-one.ts";
      assert.deepEqual(saidNow(), ["more"]);
      files.write(path, oneByOne("constructor(queue) { super(queue, { batchSize: 1 }); }"));
      assert.deepEqual(saidNow(), ["sqs, batches of 1"]);
      files.write(path, oneByOne("constructor(queue) { super(queue, { batchSize: 2 }); }"));
      assert.deepEqual(saidNow(), ["sqs, batches of 2"]);
      const { parsed } = service;
      assert.deepEqual(saidNow(), ["sqs, batches of 2"]);
      assert.equal(service.parsed, parsed);
      files.remove(path);
      assert.deepEqual(saidNow(), ["more"]);
    });

    it("is read again in every stack when a file changes that a shared one leads to", () => {
      const sized = (size: number) =>
        oneByOne(`constructor(queue) { super(queue, { batchSize: ${size} }); }`).replace("OneByOne", "Base");
      const files = new FilesInMemory({
        "cdk.json": "{}",
        "lib/a.ts": stack(worker("new OneByOne(queue)")),
        "lib/b.ts": stack(worker("new OneByOne(queue)")),
        "lib/constructs/one-by-one.ts": `import { Base } from "./base"; export class OneByOne extends Base {}`,
        "lib/constructs/base.ts": sized(1),
      });
      const service = new Service(files);
      const sizes = () => {
        service.refresh();
        return saidOf(service, "src/worker.ts").map((line) => line.replace(/^.* of /, ""));
      };
      assert.deepEqual(sizes(), ["1", "1"]);
      files.write("lib/constructs/base.ts", sized(2));
      assert.deepEqual(sizes(), ["2", "2"]);
    });
  });

  describe("of the Serverless Framework", () => {
    const yml = (functions: string) => `
service: orders
provider: \${file(./provider.yml)}
custom: { size: 3, other: "\${file(more.json):sizes}" }
functions: ${functions}
`;
    const provider = "name: aws\nruntime: nodejs22.x\ntimeout: 9\n";

    it("takes functions, and the provider, from the files that it names", () => {
      const files = {
        "api/serverless.yml": yml("\n  - ${file(functions/a.yml)}\n  - ${file(functions/b.yml):functions}"),
        "api/provider.yml": provider,
        "api/functions/a.yml": "\n\nlist:\n  handler: src/list.main\n  events: [{ httpApi: GET /orders }]\n",
        "api/functions/b.yml": `functions:
  work:
    handler: src/work.main
    events: [{ sqs: { arn: "arn:aws:sqs:eu-west-1:1:orders", batchSize: "\${self:custom.size}" } }]
`,
      };
      assert.deepEqual(said(files, "api/src/list.ts"), [
        "api/functions/a.yml:3 list from api, nodejs22.x, 9 s",
      ]);
      assert.deepEqual(said(files, "api/src/work.ts"), [
        "api/functions/b.yml:2 work from sqs, batches of 3, nodejs22.x, 9 s",
      ]);
    });

    it("takes one function, and values, from YAML and JSON", () => {
      const functions = (size: string) =>
        `{ work: "\${file(work.yml):work}", sized: { handler: sized.main, events: [{ sqs: { arn: x, batchSize: "${size}" } }] } }`;
      const files = (size: string) => ({
        "serverless.yml": yml(functions(size)),
        "provider.yml": provider,
        "work.yml": "work: { handler: work.main }",
        "more.json": `{ "sizes": { "small": 2 } }`,
      });
      assert.deepEqual(said(files("x"), "work.js"), ["serverless.yml:5 work from nothing, nodejs22.x, 9 s"]);
      for (const [size, batches] of Object.entries({
        "${file(more.json):sizes.small}": "2",
        "${self:custom.other.small}": "2",
        "${file(more.json):sizes.large, 8}": "8",
        "${file(gone.json):sizes.large, 8}": "?",
        "${file(more.${self:custom.size}):sizes.small}": "?",
        "${file(more.js):size}": "?",
        "${file(../more.json):sizes.small}": "?",
        "${opt:size, 8}": "?",
      }))
        assert.deepEqual(
          said(files(size), "sized.js"),
          [`serverless.yml:5 sized from sqs, batches of ${batches}, nodejs22.x, 9 s`],
          size,
        );
    });

    it("leaves open what a file that leads to itself, or one that is gone, may add", () => {
      const files = {
        "serverless.yml": `
service: orders
provider: { name: aws }
functions: { list: { handler: list.main, events: "\${file(loop.yml)}" } }
resources: "\${file(gone.yml)}"
`,
        "loop.yml": "${file(loop.yml)}",
      };
      assert.deepEqual(said(files, "list.js"), ["serverless.yml:4 list from more"]);
    });

    const config = `{
      service: "orders",
      provider: { name: "aws", runtime: "nodejs22.x", timeout: 60 / 2, ...common },
      functions: {
        [computed]: { handler: "src/other.main" },
        work,
        list: { handler: "src/list.main", timeout: 7, events: [{ httpApi: "GET /orders" }, ...more] },
      },
    }`;
    const work = `const common = { timeout: 5 };
      const work = { handler: \`src/work.main\`, events: [{ sqs: { arn: "arn", batchSize: size } }] };
      const size = 4;`;

    it("takes the object that code exports", () => {
      for (const [name, code] of Object.entries({
        "serverless.ts": `import type { AWS } from "@serverless/typescript"; ${work}
          const config: AWS = ${config}; module.exports = config;`,
        "serverless.js": `${work} module.exports = ${config};`,
        "serverless.mjs": `${work} export default ${config};`,
        "serverless.cts": `${work} export = ${config} as const;`,
        "serverless.config.ts": `${work} export default ${config} satisfies AWS;`,
      })) {
        const files = { [`api/${name}`]: code };
        assert.deepEqual(
          said(files, "api/src/work.ts").map((line) => line.replace(/^.*:\d+ /, "")),
          ["work from sqs, batches of 4, nodejs22.x, 5 s"],
          name,
        );
        assert.deepEqual(
          said(files, "api/src/list.ts").map((line) => line.replace(/^.*:\d+ /, "")),
          ["list from api and more, nodejs22.x, 7 s"],
          name,
        );
      }
    });

    it("takes what code imports by a path, and nothing that it computes", () => {
      const files = {
        "serverless.ts": `
          import { list } from "./src/functions";
          import { other } from "@functions/other";
          export default { service: "orders", provider: { name: "aws", ...unknown }, functions: { list, other, made: make() } };
        `,
        "src/functions/index.ts": `export { default as list } from "./list";`,
        "src/functions/list.ts": `export default { handler: "src/list.main", timeout: 3 };`,
      };
      assert.deepEqual(said(files, "src/list.ts"), []);
      const named = { ...files, "serverless.ts": files["serverless.ts"].replace(", ...unknown", "") };
      assert.deepEqual(said(named, "src/list.ts"), ["serverless.ts:4 list from nothing, 3 s"]);
    });

    it("takes each function for one of the file in which it stands", () => {
      const files = {
        "serverless.ts": `
          import { more } from "./src/functions";
          export default { service: "orders", provider: { name: "aws" }, functions: { ...more } };
        `,
        "src/functions.ts": `


          export const more = {
            list: { handler: "src/list.main", events: [{ sqs: { arn: "arn:aws:sqs:eu-west-1:1:orders" } }] },
          };
        `,
      };
      assert.deepEqual(said(files, "src/list.ts"), ["src/functions.ts:5 list from sqs, batches of 10"]);
    });

    it("survives code that is made of itself", () => {
      const code = `
        const all = { service: "orders", provider: { name: "aws" }, functions: { list: { handler: "list.main" } }, ...all, all };
        module.exports = all;
      `;
      const service = new Service(new FilesInMemory({ "serverless.js": code }));
      assert.deepEqual(service.templates().failed, []);
    });

    it("takes nothing from code that makes its configuration", () => {
      for (const code of [
        "module.exports = async () => ({})",
        "export const a = 1",
        "export default make()",
        "export {",
      ])
        assert.deepEqual(said({ "serverless.js": code }, "list.js"), []);
    });
  });
});
