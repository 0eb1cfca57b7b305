import assert from "node:assert/strict";
import { FilesInMemory } from "../../../rules/service/files.ts";
import { templateOf } from "../../kit/deployed.ts";
import { handler, modulesOf, namesReachedIn, reachedIn, wayOf } from "./reached.ts";

/** What is known of the first function that handlers in other files call in `orders.ts`. */
const knownOf = (files: Record<string, string>) =>
  [...reachedIn(files)].find(([name]) => name.startsWith("orders.ts"))?.[1];

const orders = "export const create = async (order, other) => { await table.put(order); };";
const imports = `import { create } from "./orders";`;

describe("What runs when a handler in another file does", () => {
  it("is what it calls, and what that calls, through any number of files and functions", () => {
    const files = {
      "api.ts": handler(
        `import { create } from "./use-case";`,
        "const run = () => create(event); await run();",
      ),
      "use-case.ts": `import { save } from "./orders"; export const create = (order) => inner(order); function inner(order) { return save(order); }`,
      "orders.ts": `import { put } from "./table"; export const save = (order) => put(order); export const other = () => put();`,
      "table.ts": "export const put = async (item) => {};",
    };
    assert.deepEqual(namesReachedIn(files), ["use-case.ts create", "orders.ts save", "table.ts put"]);
  });

  it("is nothing that runs once, when the environment starts", () => {
    const atStart = (code: string, body = "") =>
      assert.deepEqual(
        namesReachedIn({ "api.ts": handler(`${imports} ${code}`, body), "orders.ts": orders }),
        [],
        code,
      );
    atStart("const order = create();");
    atStart("const order = await create();");
    atStart("let order = create();", "order = next;");
    atStart("const load = () => create(); const order = load();");
    atStart("class Orders { static order = create(); }");
    atStart("export const other = async () => create();");
  });

  it("is nothing that is remembered from one invocation to the next", () => {
    const remembered = (code: string, body: string) =>
      assert.deepEqual(
        namesReachedIn({ "api.ts": handler(`${imports} ${code}`, body), "orders.ts": orders }),
        [],
        body,
      );
    remembered("let order;", "order ??= create();");
    remembered("let order;", "if (!order) order = await create();");
    remembered("let order;", "if (order) return order; order = await create(); return order;");
    remembered("const load = once(create);", "await load();");
    remembered("const load = once(() => create());", "await load();");
    remembered("const load = memoize(create);", "await load();");
    remembered("const cache = new Map();", "if (!cache.has(1)) cache.set(1, create());");
    remembered("let order; const load = () => (order ??= create());", "await load();");
  });

  it("is nothing that another file remembers", () => {
    const remembered = (client: string) =>
      assert.deepEqual(
        namesReachedIn({
          "api.ts": handler(`import { load } from "./client";`, "await load();"),
          "client.ts": `${imports} ${client}`,
          "orders.ts": orders,
        }).filter((name) => name.startsWith("orders.ts")),
        [],
        client,
      );
    remembered("let order; export const load = async () => (order ??= await create());");
    remembered(
      "let order; export async function load() { if (!order) order = await create(); return order; }",
    );
    remembered("export const load = once(create);");
    remembered("export const load = memoize(async () => create());");
    remembered("export const load = cached(create);");
    remembered("const order = create(); export const load = () => order;");
  });

  it("is what a handler calls that shows by a comment, or by its wrapper", () => {
    for (const code of [
      `/** @type {import("aws-lambda").SQSHandler} */ export const main = async ({ Records }) => { await create(Records); };`,
      `/** Saves. */ /** @param {SQSEvent} input */ // Now.\nexport async function main(input) { await create(input); }`,
      `import middy from "@middy/core"; export const main = middy(async (input) => { await create(input); });`,
    ])
      assert.deepEqual(
        namesReachedIn({ "api.ts": `${imports} /* from "aws-lambda" */ ${code}`, "orders.ts": orders }),
        ["orders.ts create"],
        code,
      );
  });

  it("is nothing of a test, or of what somebody runs from a shell", () => {
    const calls = `${imports} export const handler = async (event) => { await create(event); };`;
    for (const code of [
      `import type { SQSEvent } from "aws-lambda"; import { it } from "vitest"; ${calls}`,
      `#!/usr/bin/env node\n${calls}`,
      `${calls} if (require.main === module) handler(process.argv);`,
    ])
      assert.deepEqual(namesReachedIn({ "api.ts": code, "orders.ts": orders }), [], code);
    assert.deepEqual(
      namesReachedIn({ "api.test.ts": handler(imports, "create(event);"), "orders.ts": orders }),
      [],
    );
    assert.deepEqual(
      namesReachedIn({ "test/api.ts": handler(imports, "create(event);"), "orders.ts": orders }),
      [],
    );
  });

  it("is a handler by its name, by each way to export it", () => {
    const does = "async (event) => { for (const { body } of event.Records) await create(body); }";
    for (const exporting of [
      `import { create } from "./create"; export const handler = ${does};`,
      `import { create } from "./create"; const handler = ${does}; export { handler };`,
      `import { create } from "./create"; const main = ${does}; export { main as handler };`,
      `const { create } = require("./create"); exports.handler = ${does};`,
      `const { create } = require("./create"); const handler = ${does}; module.exports = { handler };`,
      `const { create } = require("./create"); module.exports = { handler: ${does} };`,
      `const { create } = require("./create"); module.exports.handler = ${does};`,
    ])
      assert.deepEqual(
        namesReachedIn({ "index.js": exporting, "create.js": "exports.create = async (input) => {};" }),
        ["create.js create"],
        exporting,
      );
  });

  it("is a handler itself, where its own file only passes it on", () => {
    const deployed = {
      "template.yml": templateOf("Handler: src/index.handler"),
      "src/create.ts": "export const create = async (input) => {};",
    };
    for (const passing of [
      `export { create as handler } from "./create";`,
      `import { create } from "./create"; export const handler = create;`,
      `import { create } from "./create"; export { create as handler };`,
      `import middy from "@middy/core"; import { create } from "./create"; export const handler = middy(create).use(parser());`,
      `import { withLogging } from "./logging"; import { create } from "./create"; export const handler = withLogging(create);`,
      `import { withLogging } from "./logging"; import { create } from "./create"; export const handler = withLogging({ level: "info" })(create);`,
      `import { create } from "./create"; export const handler = (event) => create(event);`,
      `import { create } from "./create"; export const handler = create.bind(undefined);`,
      `const { create } = require("./create"); exports.handler = create;`,
      `exports.handler = require("./create").create;`,
    ])
      assert.deepEqual(
        namesReachedIn({ ...deployed, "src/index.ts": passing }),
        ["src/create.ts create"],
        passing,
      );
  });

  it("is a default that its own file passes on by a name", () => {
    for (const passing of [
      `export { default as handler } from "./create";`,
      `import create from "./create"; export { create as handler };`,
      `export const handler = require("./create");`,
      `const create = require("./create"); exports.handler = wrapped(create);`,
    ])
      assert.deepEqual(
        namesReachedIn({
          "template.yml": templateOf("Handler: index.handler"),
          "index.ts": passing,
          "create.ts": "export default async (input) => {};",
        }),
        ["create.ts default"],
        passing,
      );
  });

  it("is what another file makes a handler of, with what it is given by its type", () => {
    const reached = (factory: string, made = "createHandler(createContainer())") =>
      namesReachedIn({
        "template.yml": templateOf("Handler: index.handler"),
        "index.ts": `import { createHandler } from "./factory"; import { createContainer } from "./container"; export const handler = ${made};`,
        "factory.ts": factory,
        "container.ts": `import { Orders } from "./orders"; export const createContainer = () => ({ orders: new Orders() });
          export type Container = ReturnType<typeof createContainer>; export interface Deps { orders: Orders }`,
        "orders.ts": "export class Orders { async save(order) { await table.put(order); } }",
      });
    const closing = (parameter: string, call: string) =>
      `import type { Orders } from "./orders"; import type { Container, Deps } from "./container";
       interface Own { orders: Orders }
       export const createHandler = (${parameter}) => async (event) => { await ${call}(event); };`;
    for (const factory of [
      closing("{ orders }: { orders: Orders }", "orders.save"),
      closing("{ orders }: Own", "orders.save"),
      closing("container: Container", "container.orders.save"),
      closing("deps: Readonly<Deps>", "deps.orders.save"),
    ])
      assert.deepEqual(reached(factory), ["factory.ts createHandler()", "orders.ts Orders#save"], factory);
    assert.deepEqual(reached(closing("{ orders }", "orders.save")), ["factory.ts createHandler()"]);
    assert.deepEqual(
      reached(closing("orders: Orders", "orders.save"), "once(createHandler(createContainer()))"),
      [],
    );
  });

  it("is what another file wraps around a handler", () => {
    const files = {
      "api.ts": `import { withLogging } from "./logging"; import type { SQSEvent } from "aws-lambda";
        export const handler = withLogging(async (event: SQSEvent) => {});`,
      "logging.ts": `import { log } from "./log"; export const withLogging = (run) => async (event) => { log(event); return run(event); };`,
      "log.ts": "export const log = (event) => {};",
    };
    assert.deepEqual(namesReachedIn(files), ["logging.ts withLogging()", "log.ts log"]);
  });
});

describe("The way to a function", () => {
  it("leads from the handler to the function itself", () => {
    const known = knownOf({
      "api.ts": handler(`import { make } from "./use-case";`, "await make(event);"),
      "use-case.ts": `${imports}\nexport const make = (order) => create(order);`,
      "orders.ts": `\n\n${orders}`,
    });
    assert.equal(wayOf(known!), "handler (api.ts:3) → make (use-case.ts:2) → create (orders.ts:3)");
  });

  it("names methods and constructors as code does", () => {
    const files = (body: string) => ({
      "api.ts": handler(`import { Orders } from "./orders";`, body),
      "orders.ts": "export class Orders { constructor() { connect(); }\n async save(order) {} }",
    });
    assert.equal(wayOf(knownOf(files("new Orders();"))!), "handler (api.ts:3) → new Orders (orders.ts:1)");
    const saves = [...reachedIn(files("new Orders().save(event);"))].map(([, reach]) => wayOf(reach));
    assert.deepEqual(saves, [
      "handler (api.ts:3) → Orders.save (orders.ts:2)",
      "handler (api.ts:3) → new Orders (orders.ts:1)",
    ]);
    const made = {
      ...files("new Orders();"),
      "orders.ts": "export default class Orders { client = new Client(); }",
    };
    assert.equal(
      wayOf(knownOf({ ...made, "api.ts": made["api.ts"].replace("{ Orders }", "Orders") })!),
      "handler (api.ts:3) → new Orders (orders.ts:1)",
    );
  });

  it("is the shortest of several, whoever is read first", () => {
    const files = {
      "a.ts": handler(`import { one } from "./one";`, "await one(event);"),
      "one.ts": `import { two } from "./two"; export const one = (order) => two(order);`,
      "two.ts": `${imports} export const two = (order) => create(order);`,
      "z.ts": handler(imports, "await create(event);"),
      "orders.ts": orders,
    };
    assert.equal(wayOf(knownOf(files)!), "handler (z.ts:3) → create (orders.ts:1)");
  });

  it("comes before longer ones to others in its file, whichever file was asked for first", () => {
    const calling = (module: string) => handler(`import { run } from "./${module}";`, "await run(event);");
    const passing = (name: string) =>
      `import { ${name} } from "./orders"; export const run = async (order) => { await ${name}(order); };`;
    const files = {
      "a.ts": calling("creation"),
      "b.ts": calling("removal"),
      "c.ts": handler(`import { list } from "./orders";`, "await list(event);"),
      "creation.ts": passing("create"),
      "removal.ts": passing("remove"),
      "orders.ts": `export const create = async (order) => {};
export const remove = async (order) => {};
export const list = async (order) => {};
`,
    };
    for (const first of Object.keys(files)) {
      const modules = modulesOf(new FilesInMemory(files));
      modules.reachedIn(first);
      const reached = modules.reachedIn("orders.ts").map(({ name }) => name);
      assert.deepEqual(reached, ["list", "create", "remove"], first);
    }
  });

  it("ends where files and functions lead back to themselves", () => {
    const files = {
      "api.ts": handler(imports, "await create(event);"),
      "orders.ts": `import { next } from "./next"; export const create = (order) => next(order);`,
      "next.ts": `import { create } from "./orders"; export const next = (order) => { create(order.rest); next(order.rest); };`,
      "loop.ts": `export * from "./loop"; export * from "./back";`,
      "back.ts": `export * from "./loop"; export { gone } from "./loop";`,
    };
    assert.deepEqual(namesReachedIn(files), ["orders.ts create", "next.ts next"]);
    const looped = { ...files, "api.ts": handler(`import { gone } from "./loop";`, "await gone(event);") };
    assert.deepEqual(namesReachedIn(looped), []);
  });

  it("has so many steps at most", () => {
    const steps = Array.from({ length: 20 }, (_, index) => [
      `step${index}.ts`,
      `import { step as next } from "./step${index + 1}"; export const step = (order) => next(order);`,
    ]);
    const files = {
      "api.ts": handler(`import { step } from "./step0";`, "await step(event);"),
      ...Object.fromEntries(steps),
    };
    assert.equal(namesReachedIn(files).length, 11);
  });
});

describe("What invokes a function of another file", () => {
  const sourcesOf = (files: Record<string, string>) => {
    const known = knownOf(files);
    return known && [...known.sources].sort().join(" and ");
  };
  const typed = (type: string, body: string) => handler(imports, body).replaceAll("SQSEvent", type);

  it("is what invokes the handler, as its code or its deployment says", () => {
    assert.equal(
      sourcesOf({ "api.ts": typed("SQSEvent", "await create(event);"), "orders.ts": orders }),
      "sqs",
    );
    const deployed = (...lines: string[]) => ({
      "template.yml": templateOf("Handler: api.handler", ...lines),
      "api.ts": `${imports} export const handler = async (input) => { await create(input); };`,
      "orders.ts": orders,
    });
    assert.equal(sourcesOf(deployed("Events: { Q: { Type: SQS, Properties: { Queue: arn } } }")), "sqs");
    assert.equal(sourcesOf(deployed()), "");
  });

  it("is that of all handlers together, and nothing known where it is not of one", () => {
    const files = {
      "queue.ts": typed("SQSEvent", "await create(event);"),
      "topic.ts": typed("SNSEvent", "await create(event);"),
      "orders.ts": orders,
    };
    assert.equal(sourcesOf(files), "sns and sqs");
    const unknown = `${imports} export const handler = async (input, context) => { await create(input); };`;
    assert.equal(sourcesOf({ ...files, "unknown.ts": unknown }), "");
    assert.equal(sourcesOf({ "a.ts": unknown, ...files }), "");
  });

  it("is that of a handler found late, in what was reached before", () => {
    const files = {
      "a.ts": handler(`import { one } from "./one";`, "await one(event);"),
      "b.ts": typed("SNSEvent", "await one(event);")
        .replace(imports, `import { two } from "./two";`)
        .replace("one(event)", "two(event)"),
      "one.ts": `${imports} export const one = (order) => create(order);`,
      "two.ts": `import { one } from "./one"; export const two = (order) => one(order);`,
      "orders.ts": orders,
    };
    assert.equal(sourcesOf(files), "sns and sqs");
  });

  it("is what the code around the call leaves of it", () => {
    const both = (body: string) => ({
      "api.ts": `import type { SQSEvent, APIGatewayProxyEvent } from "aws-lambda"; ${imports}
        export const handler = async (event: SQSEvent | APIGatewayProxyEvent) => { ${body} };`,
      "orders.ts": orders,
    });
    assert.equal(sourcesOf(both("await create(event);")), "api and sqs");
    assert.equal(sourcesOf(both(`if ("Records" in event) await create(event);`)), "sqs");
    assert.equal(sourcesOf(both(`if ("Records" in event) return; await create(event);`)), "api");
  });
});

describe("Which part of the event a function of another file gets", () => {
  const partsOf = (body: string, files: Record<string, string> = { "orders.ts": orders }) =>
    knownOf({
      "api.ts": handler(`${imports} import { make } from "./use-case";`, body),
      ...files,
    })?.parameters.map((path) => path ?? "?");

  it("is the one that the handler passes, in each position", () => {
    assert.deepEqual(partsOf("await create(event);"), [""]);
    assert.deepEqual(partsOf("await create(event.Records, 1);"), ["Records", "?"]);
    assert.deepEqual(partsOf("for (const { body } of event.Records) await create(table, body);"), [
      "?",
      "Records[].body",
    ]);
    assert.deepEqual(partsOf("await create(event.Records[0].messageId);"), ["Records[].messageId"]);
    assert.deepEqual(partsOf("await create(...event.Records);"), []);
    assert.deepEqual(partsOf("await create(clean(event));"), ["?"]);
  });

  it("is an element of the list that it is called with one by one", () => {
    assert.deepEqual(partsOf("await Promise.all(event.Records.map(create));"), ["Records[]"]);
    assert.deepEqual(partsOf("await Promise.all(event.Records.map((record) => create(record.body)));"), [
      "Records[].body",
    ]);
    assert.deepEqual(partsOf("await pMap(event.Records, create);"), ["Records[]"]);
    assert.deepEqual(partsOf("await withRetry(create);"), []);
  });

  it("is followed through two calls", () => {
    const through = (body: string, call: string, parameters = "record, more") =>
      partsOf(body, {
        "use-case.ts": `${imports} export const make = async (${parameters}) => { ${call} };`,
        "orders.ts": orders,
      });
    assert.deepEqual(through("await make(event);", "await create(record.Records);"), ["Records"]);
    assert.deepEqual(
      through("await make(event.Records);", "for (const one of record) await create(one.body);"),
      ["Records[].body"],
    );
    assert.deepEqual(through("await make(event.Records[0]);", "await create(more, record.body);"), [
      "?",
      "Records[].body",
    ]);
    assert.deepEqual(through("await make(1, event.Records);", "await Promise.all(more.map(create));"), [
      "Records[]",
    ]);
    assert.deepEqual(through("await make(event.Records[0]);", "await create(body);", "{ body }"), [
      "Records[].body",
    ]);
    assert.deepEqual(
      through("await make(event);", "for (const one of Records) await create(one);", "{ Records }"),
      ["Records[]"],
    );
    assert.deepEqual(through("await make({ body: event.Records });", "await create(record.body);"), ["?"]);
    assert.deepEqual(through("await make(table);", "await create(record);"), ["?"]);
    assert.deepEqual(through("await make();", "await create(record);"), ["?"]);
  });

  it("is not known where two callers pass different parts", () => {
    assert.deepEqual(partsOf("await create(event.Records, event); await create(event, event);"), ["?", ""]);
    assert.deepEqual(partsOf("await create(event); await create();"), ["?"]);
    assert.deepEqual(partsOf("await create(); await create(event);"), []);
    assert.deepEqual(partsOf("await create(event.Records[0]); await create(event.Records[1]);"), [
      "Records[]",
    ]);
  });

  it("is not known where a function calls itself with another part", () => {
    const itself = {
      "orders.ts": `import { back } from "./back"; export const create = (order) => back(order.rest);`,
      "back.ts": `${imports} export const back = (order) => create(order);`,
    };
    assert.deepEqual(partsOf("await create(event);", itself), ["?"]);
    assert.equal(reachedIn({ "api.ts": handler(imports, "await create(event);"), ...itself }).size, 2);
  });
});

describe("Whether anybody hears of an error that a function of another file keeps to itself", () => {
  const isUnheard = (body: string, more: Record<string, string> = {}) =>
    knownOf({
      "api.ts": handler(`${imports} import { make } from "./use-case";`, body),
      "orders.ts": orders,
      ...more,
    })!.isUnheard;

  it("is not where the handler takes what it returns for nothing", () => {
    assert.equal(isUnheard("await create(event);"), true);
    assert.equal(isUnheard("for (const record of event.Records) await create(record);"), true);
    assert.equal(isUnheard("await Promise.all(event.Records.map((record) => create(record)));"), true);
    assert.equal(isUnheard("await create(event); return { batchItemFailures: [] };"), true);
  });

  it("is where the handler looks at what it returns, or passes it on", () => {
    assert.equal(isUnheard("const isDone = await create(event); if (!isDone) throw new Error();"), false);
    assert.equal(isUnheard("if (!(await create(event))) throw new Error();"), false);
    assert.equal(isUnheard("return { batchItemFailures: await create(event) };"), false);
    assert.equal(
      isUnheard("const failed = []; await create(event, failed); if (failed.length) throw new Error();"),
      false,
    );
    assert.equal(isUnheard("await Promise.all(event.Records.map(create));"), false);
  });

  it("is where any other way hears of it", () => {
    const make = (body: string) => ({
      "use-case.ts": `${imports} export const make = async (order) => { ${body} };`,
    });
    assert.equal(isUnheard("await make(event);", make("await create(order);")), true);
    assert.equal(isUnheard("await make(event);", make("return create(order);")), true);
    assert.equal(
      isUnheard("if (!(await make(event))) throw new Error();", make("await create(order);")),
      false,
    );
    assert.equal(
      isUnheard("await create(event);", {
        "other.ts": handler(imports, "if (!(await create(event))) throw new Error();"),
      }),
      false,
    );
  });
});
