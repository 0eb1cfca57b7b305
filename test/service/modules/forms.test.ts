import assert from "node:assert/strict";
import { handler, namesReachedIn, reachedIn, wayOf } from "./reached.ts";

const function_ = "async (order) => { await table.put(order); }";

/** Asserts that a handler gets to a function of `orders.ts`, however it is imported and exported. */
function follows(
  name: string,
  imports: string,
  call: string,
  orders: string,
  more: Record<string, string> = {},
) {
  const files = { "api.ts": handler(imports, call), "orders.ts": orders, ...more };
  assert.deepEqual(namesReachedIn(files), [`orders.ts ${name}`], Object.values(files).join("\n"));
}

/** Asserts that no function is known to be called. */
const followsNothing = (imports: string, call: string, orders: string, more: Record<string, string> = {}) =>
  assert.deepEqual(namesReachedIn({ "api.ts": handler(imports, call), "orders.ts": orders, ...more }), []);

describe("Following from a handler to what another file exports", () => {
  const create = `export const create = ${function_};`;

  it("takes a function by each way to import it", () => {
    for (const [imports, call] of [
      [`import { create } from "./orders";`, "await create(event);"],
      [`import { create as make } from "./orders";`, "await make(event);"],
      [`import { "create" as make } from "./orders";`, "await make(event);"],
      [`import * as orders from "./orders";`, "await orders.create(event);"],
      [`import * as orders from "./orders";`, `await orders["create"](event);`],
      [`import * as orders from "./orders"; const { create: make } = orders;`, "await make(event);"],
      [`const { create } = require("./orders");`, "await create(event);"],
      [`const orders = require("./orders");`, "await orders.create(event);"],
      [`const create = require("./orders").create;`, "await create(event);"],
      ["", `await require("./orders").create(event);`],
      [`import orders = require("./orders");`, "await orders.create(event);"],
      ["", `const { create } = await import("./orders"); await create(event);`],
      ["", `await (await import("./orders")).create(event);`],
      [`const loading = import("./orders");`, "const { create } = await loading; await create(event);"],
      [`import { create } from "./orders"; const make = create;`, "await make(event);"],
      [`import { create } from "./orders.js";`, "await create?.(event);"],
      [`import { create } from "./orders.ts";`, "return create(event as never)!;"],
    ] as const)
      follows("create", imports, call, create);
  });

  it("takes a function by each way to export it", () => {
    for (const orders of [
      create,
      `export async function create(order) { await table.put(order); }`,
      `const create = ${function_}; export { create };`,
      `const make = ${function_}; export { make as create };`,
      `const make = ${function_}; export { make as "create" };`,
      `const make = ${function_}; export const create = make;`,
      `exports.create = ${function_};`,
      `module.exports.create = ${function_};`,
      `const create = (exports.create = ${function_});`,
      `module.exports = { create: ${function_} };`,
      `module.exports = { async create(order) { await table.put(order); } };`,
      `const create = ${function_}; module.exports = { create };`,
      `const orders = { create: ${function_} }; module.exports = orders;`,
      `const orders = { create: ${function_} }; export = orders;`,
      `export const create = (${function_}) satisfies Create;`,
      `export function create(order: string): void; export function create(order) { table.put(order); }`,
    ])
      follows("create", `import { create } from "./orders";`, "await create(event);", orders);
  });

  it("takes a default export", () => {
    for (const orders of [
      `export default ${function_};`,
      `export default async function create(order) { await table.put(order); }`,
      `const create = ${function_}; export default create;`,
      `const create = ${function_}; export { create as default };`,
      `module.exports = ${function_};`,
      `exports.default = ${function_};`,
      `const create = ${function_}; export = create;`,
    ])
      for (const [imports, call] of [
        [`import create from "./orders";`, "await create(event);"],
        [`import { default as create } from "./orders";`, "await create(event);"],
        [`const create = require("./orders");`, "await create(event);"],
        ["", `const { default: create } = await import("./orders"); await create(event);`],
      ] as const)
        follows("default", imports, call, orders);
  });

  it("calls a default export as its own file does, and whatever only starts like one by its name", () => {
    const ways = (imports: string, orders: string) =>
      [
        ...reachedIn({ "api.ts": handler(imports, "await create(event);"), "orders.ts": orders }).values(),
      ].map(wayOf);
    const start = "handler (api.ts:3) → ";
    assert.deepEqual(
      ways(`import create from "./orders";`, "export default function $create() { table.put(); }"),
      [`${start}$create (orders.ts:1)`],
    );
    assert.deepEqual(
      ways(
        `import { defaultOrder as create } from "./orders";`,
        "export function defaultOrder() { table.put(); }",
      ),
      [`${start}defaultOrder (orders.ts:1)`],
    );
  });

  it("takes a function of an object or a class that is exported", () => {
    for (const [name, imports, call, orders] of [
      [
        "orders.create",
        `import { orders } from "./orders";`,
        "orders.create(event);",
        `export const orders = { create: ${function_} };`,
      ],
      [
        "create",
        `import orders from "./orders";`,
        "orders.create(event);",
        `export default { create: ${function_} };`,
      ],
      [
        "Orders.create",
        `import { Orders } from "./orders";`,
        "Orders.create(event);",
        `export class Orders { static async create(order) { await table.put(order); } }`,
      ],
      [
        "create",
        `import Orders from "./orders";`,
        "Orders.create(event);",
        `export default class Orders { static create = ${function_}; }`,
      ],
      [
        "orders.create",
        `import * as all from "./orders";`,
        "all.orders.create(event);",
        `export const orders = { create: ${function_} };`,
      ],
    ] as const)
      follows(name, imports, call, orders);
  });

  it("takes what other files pass on", () => {
    const index = (passing: string) => ({ "index.ts": passing });
    for (const [name, imports, call, passing] of [
      ["create", `import { create } from "./index";`, "create(event);", `export { create } from "./orders";`],
      ["create", `import { create } from ".";`, "create(event);", `export * from "./orders";`],
      ["create", `import { make } from "./";`, "make(event);", `export { create as make } from "./orders";`],
      [
        "create",
        `import make from "./index.js";`,
        "make(event);",
        `export { create as default } from "./orders";`,
      ],
      [
        "create",
        `import { orders } from ".";`,
        "orders.create(event);",
        `export * as orders from "./orders";`,
      ],
      [
        "create",
        `import { orders } from ".";`,
        "orders.create(event);",
        `import * as orders from "./orders"; export { orders };`,
      ],
      [
        "create",
        `import { create } from ".";`,
        "create(event);",
        `import { create } from "./orders"; export { create };`,
      ],
      [
        "create",
        `import { make } from ".";`,
        "make(event);",
        `import { create } from "./orders"; export const make = create;`,
      ],
      [
        "create",
        `import orders from ".";`,
        "orders.create(event);",
        `import { create } from "./orders"; export default { create };`,
      ],
      [
        "create",
        `import { create } from ".";`,
        "create(event);",
        `exports.create = require("./orders").create;`,
      ],
      ["create", `import { create } from ".";`, "create(event);", `module.exports = require("./orders");`],
      [
        "create",
        `import { orders } from ".";`,
        "orders.create(event);",
        `module.exports = { orders: require("./orders") };`,
      ],
      [
        "create",
        `import { create } from ".";`,
        "create(event);",
        `module.exports = { ...require("./orders") };`,
      ],
    ] as const)
      follows(name, imports, call, create, index(passing));
  });

  it("takes what is passed on several times, and not what a name in between hides", () => {
    const files = (between: string) => ({
      "api.ts": handler(`import { create } from "./domain";`, "create(event);"),
      "domain/index.ts": `export * from "./orders"; export * from "./customers";`,
      "domain/orders/index.ts": between,
      "domain/orders/create.ts": create,
      "domain/customers.ts": "export const greet = () => {};",
    });
    assert.deepEqual(namesReachedIn(files(`export * from "./create";`)), ["domain/orders/create.ts create"]);
    assert.deepEqual(namesReachedIn(files(`export * from "./create"; export const create = () => {};`)), [
      "domain/orders/index.ts create",
    ]);
  });

  it("takes what an index passes on of many files", () => {
    const files = Array.from({ length: 20 }, (_, index) => [`part${index}.ts`, "export const part = 1;"]);
    const passing = [...files.map(([path]) => path), "orders.ts"].map((path) => `export * from "./${path}";`);
    follows("create", `import { create } from ".";`, "create(event);", create, {
      ...(Object.fromEntries(files) as Record<string, string>),
      "index.ts": passing.join("\n"),
    });
  });

  it("takes functions that are handed over by their names", () => {
    const body = (call: string) => [`import { create } from "./orders";`, call] as const;
    for (const [imports, call] of [
      body("await Promise.all(event.Records.map(create));"),
      body("event.Records.forEach(create);"),
      body("await pMap(event.Records, create);"),
      body("await withRetry(create);"),
      body("await withRetry(create.bind(null, event));"),
      body("await withRetry(() => create(event));"),
      body("await create.call(undefined, event);"),
      body("await create.apply(undefined, [event]);"),
      [`import * as orders from "./orders";`, "event.Records.map(orders.create);"],
    ] as const)
      follows("create", imports, call, create);
  });

  it("takes a wrapped function, wherever it is wrapped", () => {
    const imports = `import { create } from "./orders"; import { withTracing } from "tracing";`;
    const wrapped = `import { withTracing } from "tracing"; export const create = withTracing(${function_});`;
    const index = `import * as orders from "./orders"; import { withTracing } from "tracing"; export const create = withTracing(orders.create);`;
    follows("create", `${imports} const make = withTracing(create);`, "await make(event);", create);
    follows("create", `import { create } from "./orders";`, "await create(event);", wrapped);
    follows("create", `import { create } from ".";`, "await create(event);", create, { "index.ts": index });
  });

  it("takes nothing of a wrapper that may remember what it was given", () => {
    const shared = `import { shared } from "anywhere"; export const create = shared(${function_});`;
    const index = `import { create as make } from "./orders"; import { shared } from "anywhere"; export const create = shared(make);`;
    followsNothing(`import { create } from "./orders";`, "await create(event);", shared);
    followsNothing(
      `import { create as make } from "./orders"; const create = shared(make);`,
      "await create(event);",
      create,
    );
    followsNothing(`import { create } from ".";`, "await create(event);", create, { "index.ts": index });
  });

  it("takes no types, nothing that is installed, and nothing that is computed", () => {
    followsNothing(
      `import type { Create } from "./orders";`,
      "const create: Create = other; create(event);",
      create,
    );
    followsNothing(`import { create } from "orders";`, "await create(event);", create);
    followsNothing(`import { create } from "node:orders";`, "await create(event);", create);
    followsNothing(`import * as orders from "./orders";`, "await orders[event.name](event);", create);
    followsNothing("", "const { create } = await import(`./${event.name}`); await create(event);", create);
    followsNothing("", "const create = () => {}; await create(event);", create);
    followsNothing(`import { create } from "./orders";`, "const make = (create) => create(event);", create);
    followsNothing(`import { remove } from "./orders";`, "await remove(event);", create);
    followsNothing(`import { create } from "../orders";`, "await create(event);", create);
    followsNothing(
      `import { create } from "./orders";`,
      "await create(event);",
      `export declare const create: () => void;`,
    );
  });
});
