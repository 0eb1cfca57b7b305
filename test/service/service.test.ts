import assert from "node:assert/strict";
import { isStated } from "../../rules/service/deployment.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { Service, usualLimits } from "../../rules/service/service.ts";

const sam = (handler: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: ${handler}
      Runtime: nodejs22.x
${more}`;

/** The functions that a file is deployed as, each with what it exports. */
const deployed = (files: Record<string, string>, path: string) =>
  new Service(new FilesInMemory(files))
    .deploymentsOf(path)
    .map((one) => `${one.template}: ${one.function.name} calls ${one.export}`);

describe("a service", () => {
  describe("finds the functions that a file is deployed as", () => {
    it("by the handler, from the folder of the template", () => {
      const files = { "orders/template.yml": sam("src/app.create") };
      for (const ending of ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"])
        assert.deepEqual(deployed(files, `orders/src/app.${ending}`), [
          "orders/template.yml: Orders calls create",
        ]);
      assert.deepEqual(deployed(files, "src/app.ts"), []);
      assert.deepEqual(deployed(files, "orders/src/app.json"), []);
    });

    it("below the folder of its code", () => {
      const files = { "template.yaml": sam("app.handler", "      CodeUri: ./services/orders/") };
      assert.deepEqual(deployed(files, "services/orders/app.js"), ["template.yaml: Orders calls handler"]);
    });

    it("in the source of what a compiler put into another folder", () => {
      const from = (handler: string, source: string, more: Record<string, string> = {}) =>
        deployed({ "a/template.yaml": sam(handler), [source]: "", ...more }, source).length > 0;
      const tsconfig = (options: string) => ({ "a/tsconfig.json": `{ "compilerOptions": { ${options}\n} }` });
      assert.ok(from("dist/orders/app.handler", "a/src/orders/app.ts"));
      assert.ok(from("dist/src/orders/app.handler", "a/src/orders/app.ts"));
      assert.ok(from("build/orders/app.handler", "a/orders/app.ts"));
      assert.ok(from(".build/orders/app.handler", "a/src/orders/app.ts"));
      assert.ok(from("packages/orders/dist/app.handler", "a/packages/orders/src/app.ts"));
      assert.ok(from("lib/app.handler", "a/src/app.ts", tsconfig(`"outDir": "lib", // as npm has it`)));
      assert.ok(from("js/app.handler", "a/ts/app.ts", tsconfig(`"outDir": "./js", "rootDir": "./ts"`)));
      assert.ok(!from("lib/app.handler", "a/src/app.ts"));
      assert.ok(!from("lib/app.handler", "a/src/app.ts", tsconfig(`"outDir": "lib", "rootDir": "other"`)));
      assert.ok(!from("lib/app.handler", "a/src/app.ts", { "a/tsconfig.json": "{" }));
    });

    it("in the only file that what was bundled can be made of", () => {
      const from = (handler: string, source: string, more: Record<string, string> = {}) =>
        deployed({ "template.yaml": sam(handler), [source]: "", ...more }, source).length > 0;
      assert.ok(from("dist/createOrder/handler.main", "src/lambdas/createOrder/handler.ts"));
      assert.ok(from("dist/create-order/index.main", "src/handlers/create-order.ts"));
      assert.ok(from("dist/createOrder.main", "src/lambdas/createOrder/handler.ts"));
      assert.ok(from("dist/createOrder.main", "src/lambdas/createOrder/index.ts"));
      assert.ok(!from("dist/handler.main", "src/lambdas/createOrder/handler.ts"));
      const another = { "src/old/createOrder/handler.ts": "" };
      assert.ok(!from("dist/createOrder/handler.main", "src/lambdas/createOrder/handler.ts", another));
      assert.ok(!from("dist/createOrder.main", "src/lambdas/createOrder/handler.ts", another));
      const test = { "test/createOrder/handler.test.ts": "" };
      assert.ok(from("dist/createOrder/handler.main", "src/lambdas/createOrder/handler.ts", test));
    });

    it("in the folder itself, where it was made of nothing else", () => {
      const files = { "template.yaml": sam("dist/app.handler"), "dist/app.js": "" };
      assert.deepEqual(deployed(files, "dist/app.js"), ["template.yaml: Orders calls handler"]);
      const compiled = { ...files, "src/app.ts": "" };
      assert.deepEqual(deployed(compiled, "dist/app.js"), []);
      assert.deepEqual(deployed(compiled, "src/app.ts"), ["template.yaml: Orders calls handler"]);
      assert.deepEqual(deployed({ ...files, "src/app/index.ts": "" }, "src/app/index.ts"), []);
    });

    it("behind a module that passes on what others export", () => {
      const handlers = `
        export { default as create, cancel as stop } from "./orders/create";
        export * from "./list";
        exports.pack = require("./pack.js").packAll;
        export { handler } from "some-package";
        export { escape } from "../../outside";
      `;
      const from = (name: string, path: string) =>
        deployed(
          { "template.yaml": sam(`src/handlers.${name}`), "src/handlers.ts": handlers, ...others },
          path,
        );
      const others = {
        "src/orders/create.ts": `export { run as default } from "../run"`,
        "src/list/index.ts": "",
      };
      assert.deepEqual(from("create", "src/orders/create.ts"), ["template.yaml: Orders calls default"]);
      assert.deepEqual(from("create", "src/run.ts"), ["template.yaml: Orders calls run"]);
      assert.deepEqual(from("stop", "src/orders/create.ts"), ["template.yaml: Orders calls cancel"]);
      assert.deepEqual(from("pack", "src/pack.js"), ["template.yaml: Orders calls packAll"]);
      assert.deepEqual(from("list", "src/list/index.ts"), ["template.yaml: Orders calls list"]);
      assert.deepEqual(from("cancel", "src/orders/create.ts"), []);
      const own = `// export { run } from "./old";\nexport * from "./shared"; export const list = 1;`;
      const ofOwn = (name: string, path: string) =>
        deployed({ "template.yaml": sam(`app.${name}`), "app.ts": own, "old.ts": "", "shared.ts": "" }, path);
      assert.deepEqual(ofOwn("run", "old.ts"), []);
      assert.deepEqual(ofOwn("list", "shared.ts"), []);
      assert.deepEqual(ofOwn("default", "shared.ts"), []);
      assert.deepEqual(ofOwn("other", "shared.ts"), ["template.yaml: Orders calls other"]);
      const loop = { "template.yaml": sam("a.b"), "a.ts": `export * from "./a"; export * from "./c"` };
      assert.deepEqual(deployed(loop, "c.ts"), ["template.yaml: Orders calls b"]);
    });

    it("again when what it was made of comes or goes", () => {
      const files = new FilesInMemory({ "template.yaml": sam("dist/app.handler"), "src/other.ts": "" });
      const service = new Service(files);
      const count = () => {
        service.refresh();
        return service.deploymentsOf("src/app.ts").length;
      };
      assert.equal(count(), 0);
      files.write("src/app.ts", "");
      assert.equal(count(), 1);
      files.remove("src/app.ts");
      files.remove("src/other.ts");
      assert.equal(count(), 0);
    });

    it("again when a module passes on another export, or a compiler is told of another folder", () => {
      const files = new FilesInMemory({
        "template.yaml": sam("lib/handlers.create"),
        "tsconfig.json": `{ "compilerOptions": { "outDir": "lib", "rootDir": "ts" } }`,
        "src/handlers.ts": `export * from "./old"`,
        "src/old.ts": "",
        "src/new.ts": "",
        "ts/handlers.ts": "",
      });
      const service = new Service(files);
      const deployedNow = () => {
        service.refresh();
        return ["ts/handlers.ts", "src/old.ts", "src/new.ts"].filter(
          (path) => service.deploymentsOf(path).length > 0,
        );
      };
      assert.deepEqual(deployedNow(), ["ts/handlers.ts"]);
      files.write("tsconfig.json", `{ "compilerOptions": { "outDir": "lib" } }`);
      assert.deepEqual(deployedNow(), ["src/old.ts"]);
      files.write("src/handlers.ts", `export * from "./new"`);
      assert.deepEqual(deployedNow(), ["src/new.ts"]);
    });

    it("again though somebody asked meanwhile for the code of another", () => {
      const template = `${sam("dist/app.handler")}
  Other:
    Type: AWS::Serverless::Function
    Properties: { Handler: src/other.handler }
`;
      const files = new FilesInMemory({ "template.yaml": template, "src/other.ts": "" });
      const service = new Service(files);
      const [other] = service.deploymentsOf("src/other.ts");
      files.write("src/app.ts", "");
      assert.equal(service.codeOf(other!.function, "template.yaml")?.path, "src/other.ts");
      service.refresh();
      assert.equal(service.deploymentsOf("src/app.ts").length, 1);
    });

    it("by the entry points that esbuild bundles", () => {
      const files = {
        "template.yaml": sam(
          "create.handler",
          `      CodeUri: src
    Metadata:
      BuildMethod: esbuild
      BuildProperties:
        EntryPoints: [orders/create.ts, orders/delete.ts]
`,
        ),
      };
      assert.deepEqual(deployed(files, "src/orders/create.ts"), ["template.yaml: Orders calls handler"]);
      assert.deepEqual(deployed(files, "src/orders/delete.ts"), []);
    });

    it("unless its code stands in the template", () => {
      const inline = sam("index.handler", '      InlineCode: "exports.handler = async () => 1;"\n');
      assert.deepEqual(deployed({ "template.yaml": inline }, "index.js"), []);
    });

    it("of serverless.yml", () => {
      const files = {
        "api/serverless.yml":
          "service: api\nprovider:\n  name: aws\nfunctions:\n  list:\n    handler: src/list.main\n",
      };
      assert.deepEqual(deployed(files, "api/src/list.ts"), ["api/serverless.yml: list calls main"]);
    });

    it("of CDK code, from its file and from the folder of cdk.json", () => {
      const stack = `
        import * as path from "node:path";
        import * as lambda from "aws-cdk-lib/aws-lambda";
        import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
        import { fileURLToPath } from "node:url";
        const here = path.dirname(fileURLToPath(import.meta.url));
        new NodejsFunction(this, "Beside", { entry: path.join(__dirname, "../src/beside.ts"), handler: "main" });
        new NodejsFunction(this, "Spelt", { entry: \`\${__dirname}/../src/spelt.ts\` });
        new NodejsFunction(this, "Outside", { entry: path.join(__dirname, "../../orders/app.ts") });
        new NodejsFunction(this, "FromApp", { entry: "src/app.ts" });
        new NodejsFunction(this, "ByName");
        new lambda.Function(this, "Asset", { code: new lambda.AssetCode("src/asset"), handler: "index.run" });
        new NodejsFunction(this, "Module", { entry: path.join(here, "/../src/module.ts") });
        class Stack {
          entry = path.join(__dirname + "/../src/field.ts");
          constructor() {
            new NodejsFunction(this, "Field", { entry: this.entry });
          }
        }
        new NodejsFunction(this, "Unknown", { entry: path.join(somewhere, "src/app.ts") });
        new lambda.Function(this, "Folder", { code: lambda.Code.fromAsset("src/folder"), handler: "index.run" });
      `;
      const files = { "infra/cdk.json": "{}", "infra/lib/stack.ts": stack };
      const from = (path: string) => deployed(files, path).map((one) => one.replace(/^.*: /, ""));
      assert.deepEqual(from("infra/src/beside.ts"), ["Beside calls main"]);
      assert.deepEqual(from("infra/src/spelt.ts"), ["Spelt calls handler"]);
      assert.deepEqual(from("infra/src/module.ts"), ["Module calls handler"]);
      assert.deepEqual(from("infra/src/field.ts"), ["Field calls handler"]);
      assert.deepEqual(from("infra/src/app.ts"), ["FromApp calls handler"]);
      assert.deepEqual(from("infra/src/folder/index.mjs"), ["Folder calls run"]);
      assert.deepEqual(from("infra/src/asset/index.js"), ["Asset calls run"]);
      assert.deepEqual(from("orders/app.ts"), ["Outside calls handler"]);
      assert.deepEqual(from("infra/lib/stack.ByName.ts"), ["ByName calls handler"]);
      assert.deepEqual(deployed({ "lib/stack.ts": stack }, "src/beside.ts"), []);
    });

    it("in several templates", () => {
      const files = { "a.template.yml": sam("app.handler"), "b.template.yml": sam("app.handler") };
      assert.deepEqual(deployed(files, "app.js"), [
        "a.template.yml: Orders calls handler",
        "b.template.yml: Orders calls handler",
      ]);
    });

    it("with what the template says of each", () => {
      const service = new Service(new FilesInMemory({ "template.yml": sam("app.handler") }));
      const { runtime } = service.deploymentsOf("app.js")[0]!.function;
      assert.ok(isStated(runtime));
      assert.equal(runtime.value, "nodejs22.x");
    });
  });

  it("takes no file for deployed whose path cannot be told, or leads out of the repository", () => {
    for (const template of [
      sam("../app.handler"),
      sam("../../etc/app.handler"),
      sam("/app.handler"),
      sam("!Ref Handler"),
      sam("app.handler", "      CodeUri: s3://bucket/app"),
      sam("app.handler", "      CodeUri: build.zip"),
      sam("app.handler", "      CodeUri: !Ref Code"),
      sam("app"),
    ])
      assert.deepEqual(deployed({ "template.yml": template }, "app.js"), []);
  });

  it("takes an archive for the only folder of its name that has the module", () => {
    const template = `
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Code: { S3Bucket: !Ref Bucket, S3Key: !Sub "\${Version}/ordersLambda.zip" }
`;
    const files = { "cfn/template.yml": template, "functions/ordersLambda/index.js": "" };
    const path = "functions/ordersLambda/index.js";
    assert.deepEqual(deployed(files, path), ["cfn/template.yml: Orders calls handler"]);
    assert.deepEqual(deployed({ ...files, "old/ordersLambda/index.js": "" }, path), []);
    const versioned = template.replace("ordersLambda.zip", "ordersLambda-${Version}.zip");
    assert.deepEqual(deployed({ ...files, "cfn/template.yml": versioned }, path), []);
  });

  it("says which path leads out of the repository, and where it stands", () => {
    const failed = (template: string) =>
      new Service(new FilesInMemory({ "a/template.yml": template }))
        .templates()
        .failed.map(({ path, message }) => `${path}: ${message}`);
    assert.deepEqual(failed(sam("../../app.handler")), [
      "a/template.yml: Line 7: `../../app.handler` leads out of the repository, where nothing is read.",
    ]);
    assert.deepEqual(failed(sam("app.handler", "      CodeUri: ../../orders")), [
      "a/template.yml: Line 9: `../../orders` leads out of the repository, where nothing is read.",
    ]);
    for (const inside of [
      sam("../app.handler"),
      sam("/app.handler"),
      sam("app.handler", "      CodeUri: ../o.zip"),
    ])
      assert.deepEqual(failed(inside), []);
  });

  it("leaves out what was installed or built", () => {
    for (const folder of ["node_modules/x", "cdk.out", ".aws-sam/build", ".serverless", "dist"])
      assert.deepEqual(deployed({ [`${folder}/template.yml`]: sam("app.handler") }, `${folder}/app.js`), []);
  });

  it("says what could not be read, and reads the rest", () => {
    const files = {
      "a/template.yml": "Resources:\n  A: [\n",
      "b/template.yml": sam("app.handler"),
      "large/template.yml": `Resources: ${" ".repeat(2_000_001)}`,
    };
    const { read, failed, isCut } = new Service(new FilesInMemory(files)).templates();
    assert.deepEqual([read, isCut], [["b/template.yml"], false]);
    assert.deepEqual(
      failed.map(({ path }) => path),
      ["a/template.yml", "large/template.yml"],
    );
    assert.match(failed[0]!.message, /^Line \d+: /);
  });

  it("stops at a number of folders or templates, and says so", () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`s${index}/template.yml`, sam("app.handler")]),
    );
    const read = (limits: object) => {
      const found = new Service(new FilesInMemory(files), { ...usualLimits, ...limits }).templates();
      return [found.read.length, found.isCut];
    };
    assert.deepEqual(read({}), [20, false]);
    assert.deepEqual(read({ folders: 11 }), [10, true]);
    assert.deepEqual(read({ templates: 5 }), [5, true]);
    assert.deepEqual(read({ characters: 5 * sam("app.handler").length - 1 }), [5, true]);
  });

  it("counts what it reads, whether that deploys something or not", () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`lib/${index}.ts`, `export const name = ${index};`]),
    );
    const isCut = (limits: object) =>
      new Service(new FilesInMemory({ "cdk.json": "{}", ...files }), {
        ...usualLimits,
        ...limits,
      }).templates().isCut;
    const characters = Object.values(files).join("").length;
    assert.deepEqual([{ templates: 10 }, { templates: 9 }].map(isCut), [false, true]);
    assert.deepEqual([{ characters }, { characters: characters / 2 }].map(isCut), [false, true]);
  });

  it("follows a `cdk.json` that comes nearer to the code", () => {
    const stack = `
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Orders", { entry: "src/app.ts" });
    `;
    const files = new FilesInMemory({ "cdk.json": "{}", "infra/stack.ts": stack });
    const service = new Service(files);
    assert.equal(service.deploymentsOf("src/app.ts").length, 1);
    files.write("infra/cdk.json", "{}");
    service.refresh();
    assert.equal(service.deploymentsOf("src/app.ts").length, 0);
    assert.equal(service.deploymentsOf("infra/src/app.ts").length, 1);
  });

  describe("takes a package that has the CDK for an app of it", () => {
    const stack = `
      import * as path from "node:path";
      import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
      new NodejsFunction(this, "Beside", { entry: path.join(__dirname, "src/beside.ts") });
      new NodejsFunction(this, "FromApp", { entry: "src/app.ts" });
    `;
    const withCdk = `{ "devDependencies": { "aws-cdk-lib": "^2.0.0" } }`;
    const linked = (files: Record<string, string>) => {
      const service = new Service(new FilesInMemory({ ...files, "infra/lib/stack.ts": stack }));
      return ["infra/lib/src/beside.ts", "infra/src/app.ts", "src/app.ts"].filter(
        (path) => service.deploymentsOf(path).length > 0,
      );
    };

    it("where no `cdk.json` says so", () => {
      assert.deepEqual(linked({ "infra/package.json": withCdk }), [
        "infra/lib/src/beside.ts",
        "infra/src/app.ts",
      ]);
      const ofFirst = `{ "dependencies": { "@aws-cdk/core" : "1.2.3" } }`;
      assert.deepEqual(linked({ "package.json": ofFirst }), ["infra/lib/src/beside.ts", "src/app.ts"]);
    });

    it("unless a `cdk.json` around it says where paths start", () => {
      assert.deepEqual(linked({ "cdk.json": "{}", "infra/package.json": withCdk }), [
        "infra/lib/src/beside.ts",
        "src/app.ts",
      ]);
      assert.deepEqual(linked({ "package.json": withCdk, "infra/cdk.json": "{}" }), [
        "infra/lib/src/beside.ts",
        "infra/src/app.ts",
      ]);
    });

    it("with paths from the nearest package, whose scripts run there", () => {
      for (const inner of [withCdk, "{}"])
        assert.deepEqual(linked({ "package.json": withCdk, "infra/package.json": inner }), [
          "infra/lib/src/beside.ts",
          "infra/src/app.ts",
        ]);
    });

    it("but no package that only speaks of it", () => {
      assert.deepEqual(linked({ "package.json": `{ "description": "For aws-cdk-lib" }` }), []);
      assert.deepEqual(linked({ "node_modules/x/package.json": withCdk }), []);
    });

    it("from when it has it", () => {
      const files = new FilesInMemory({
        "package.json": "{}",
        "infra/package.json": "{}",
        "infra/lib/stack.ts": stack,
      });
      const service = new Service(files);
      const isLinked = (path: string) => {
        service.refresh();
        return service.deploymentsOf(path).length > 0;
      };
      assert.ok(!isLinked("infra/src/app.ts"));
      files.write("infra/package.json", withCdk);
      assert.ok(isLinked("infra/src/app.ts"));
      files.write("infra/package.json", "{}");
      assert.ok(!isLinked("infra/lib/src/beside.ts"));
      files.write("package.json", withCdk);
      assert.ok(isLinked("infra/src/app.ts"));
      files.remove("infra/package.json");
      assert.ok(isLinked("src/app.ts"));
    });
  });

  it("names templates in the same order, whichever was asked for first", () => {
    const files = new FilesInMemory({
      "a/template.yml": sam("b/app.handler", "      CodeUri: ../a\n"),
      "a/b/template.yml": sam("app.handler"),
    });
    const [one, other] = [new Service(files), new Service(files)];
    other.deploymentsOf("app.js");
    const templates = (service: Service) =>
      service.deploymentsOf("a/b/app.js").map(({ template }) => template);
    assert.deepEqual(templates(one), ["a/template.yml", "a/b/template.yml"]);
    assert.deepEqual(templates(other), templates(one));
  });

  it("tells code that is deployed to another cloud", () => {
    const google = "service: site\nprovider:\n  # where\n  name: google\n  runtime: nodejs20\n";
    const files = {
      "google/serverless.yml": google,
      "azure/serverless.yml": "service: site\nprovider: azure\n",
      "aws/serverless.yml": "service: site\nprovider:\n  name: aws\nfunctions: {}\n",
      "google/aws/template.yml": sam("app.handler"),
    };
    const service = new Service(new FilesInMemory(files));
    assert.ok(service.isForeign("google/src/index.js"));
    assert.ok(service.isForeign("azure/index.js"));
    assert.ok(!service.isForeign("aws/index.js"));
    assert.ok(!service.isForeign("google/aws/app.js"));
    assert.ok(!service.isForeign("index.js"));
  });

  it("takes code for that of AWS where its folder is deployed there as well, whichever was found first", () => {
    const google = "service: site\nprovider: google\n";
    const files = new FilesInMemory({ "serverless.yaml": sam("app.handler") });
    const service = new Service(files);
    assert.equal(service.deploymentsOf("app.js").length, 1);
    files.write("serverless.yml", google);
    service.refresh();
    assert.ok(!service.isForeign("other.js"));
    assert.ok(!new Service(files).isForeign("other.js"));
  });
});
