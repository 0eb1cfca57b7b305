import assert from "node:assert/strict";
import { handler, namesReachedIn } from "./reached.ts";

const save = "async save(order) { await table.put(order); }";

/** Asserts which functions of `orders.ts` a handler gets to. */
function follows(
  names: string[],
  imports: string,
  call: string,
  orders: string,
  more: Record<string, string> = {},
) {
  const files = { "api.ts": handler(imports, call), "orders.ts": orders, ...more };
  assert.deepEqual(
    namesReachedIn(files).filter((name) => name.startsWith("orders.ts")),
    names.map((name) => `orders.ts ${name}`),
    Object.values(files).join("\n"),
  );
}

describe("Following from a handler to a class of another file", () => {
  const imports = `import { Orders } from "./orders";`;
  const orders = `export class Orders { ${save} }`;

  it("takes `this` for the instance in methods and arrows, and for nothing in a function of its own", () => {
    const service = (body: string) => ({
      "service.ts": `${imports} export class Service { orders = new Orders(); ${body} }`,
    });
    const run = (body: string, names: string[]) =>
      follows(
        names,
        `import { Service } from "./service"; const service = new Service();`,
        "service.run(event);",
        orders,
        service(body),
      );
    run("run(event) { event.Records.map((record) => this.orders.save(record)); }", ["Orders#save"]);
    run("run = function (event) { this.orders.save(event); };", ["Orders#save"]);
    run("run(event) { event.Records.map(function (record) { this.orders.save(record); }); }", []);
  });

  it("takes a method of an instance, wherever that was made", () => {
    for (const [made, call] of [
      ["const orders = new Orders();", "await orders.save(event);"],
      ["", "const orders = new Orders(); await orders.save(event);"],
      ["", "await new Orders().save(event);"],
      ["let orders: Orders;", "orders ??= new Orders(); await orders.save(event);"],
      ["let orders: Orders | undefined;", "orders ??= new Orders(); await orders!.save(event);"],
      ["let orders;", "if (!orders) orders = new Orders(); await orders.save(event);"],
      ["const orders = new Orders();", "event.Records.map((record) => orders.save(record));"],
      ["const orders = new Orders();", "await Promise.all(event.Records.map(orders.save));"],
      ["const made = new Orders(); const orders = made as Orders;", "await orders.save(event);"],
    ] as const)
      follows(["Orders#save"], `${imports} ${made}`, call, orders);
  });

  it("takes a class by each way to import and export it", () => {
    const all = (name: string, imports: string, made: string, orders: string) =>
      follows([name], imports, `await ${made}.save(event);`, orders);
    all(
      "default#save",
      `import Orders from "./orders";`,
      "new Orders()",
      `export default class Orders { ${save} }`,
    );
    all(
      "default#save",
      `const Orders = require("./orders");`,
      "new Orders()",
      `module.exports = class { ${save} };`,
    );
    all(
      "Orders#save",
      `const { Orders } = require("./orders");`,
      "new Orders()",
      `class Orders { ${save} } module.exports = { Orders };`,
    );
    all("Orders#save", `import * as all from "./orders";`, "new all.Orders()", orders);
    all("Orders#save", imports, "new Orders()", `export const Orders = class { ${save} };`);
    all(
      "Orders#save",
      imports,
      "new Orders()",
      `export class Orders { save = async (order) => { await table.put(order); }; }`,
    );
  });

  it("takes an instance that another file exports", () => {
    for (const [name, imported, exported] of [
      [
        "orders.save",
        `import { orders } from "./orders";`,
        `class Orders { ${save} } export const orders = new Orders();`,
      ],
      ["save", `import orders from "./orders";`, `class Orders { ${save} } export default new Orders();`],
      [
        "save",
        `const orders = require("./orders");`,
        `class Orders { ${save} } module.exports = new Orders();`,
      ],
    ] as const)
      follows([name], imported, "await orders.save(event);", exported);
  });

  it("takes an instance that a third file makes of it", () => {
    const container = { "container.ts": `${imports} export const orders = new Orders();` };
    follows(
      ["Orders#save"],
      `import { orders } from "./container";`,
      "await orders.save(event);",
      orders,
      container,
    );
    const several = { "container.ts": `${imports} export const container = { orders: new Orders() };` };
    follows(
      ["Orders#save"],
      `import { container } from "./container";`,
      "await container.orders.save(event);",
      orders,
      several,
    );
  });

  it("takes what runs when an instance is made for each invocation", () => {
    const made = "new Orders();";
    follows(
      ["Orders#constructor"],
      imports,
      made,
      "export class Orders { constructor() { this.client = new Client(); } }",
    );
    follows(["Orders#constructor"], imports, made, "export class Orders { client = new Client(); }");
    follows([], imports, made, "export class Orders { static client = new Client(); }");
    follows([], imports, made, orders);
    follows(
      [],
      `${imports} const orders = new Orders();`,
      "",
      "export class Orders { client = new Client(); }",
    );
  });

  it("takes a method of what a class is given, by the type of the parameter or of the field", () => {
    const useCase = (members: string) => ({
      "use-case.ts": `${imports} export class Create { ${members} }`,
    });
    for (const members of [
      "constructor(private readonly orders: Orders) {} async run(order) { await this.orders.save(order); }",
      "constructor(private orders: Orders = new Orders()) {} async run(order) { await this.orders.save(order); }",
      "private orders: Orders; constructor(orders: Orders) { this.orders = orders; } async run(order) { await this.orders.save(order); }",
      "orders = new Orders(); async run(order) { await this.orders.save(order); }",
      "readonly #orders = new Orders(); async run(order) { await this.#orders.save(order); }",
      "readonly #orders: Orders; constructor(orders: Orders) { this.#orders = orders; } async run(order) { await this.#orders.save(order); }",
      "constructor() { this.orders = new Orders(); } async run(order) { await this.orders.save(order); }",
      "constructor(private orders: Orders) {} async run(order) { const { orders } = this; await orders.save(order); }",
      "async run(order, orders: Orders) { await orders.save(order); }",
      "constructor(private orders: Orders) {} async run(order) { await this.#own(order); } async #own(order) { await this.orders.save(order); }",
      "constructor(private orders: Orders) {} run = async (order) => { await this.orders.save(order); };",
      "orders; async run(order) { this.orders ??= new Orders(); await this.orders.save(order); }",
      "orders?: Orders = new Orders(); close() { this.orders = undefined; } async run(order) { await this.orders.save(order); }",
    ])
      follows(
        ["Orders#save"],
        `import { Create } from "./use-case"; import { Orders } from "./orders"; const create = new Create(new Orders());`,
        "await create.run(event);",
        orders,
        useCase(members),
      );
  });

  it("takes no method of what a class is given in one place of several", () => {
    for (const members of [
      "orders = new Orders(); use(orders) { this.orders = orders; }",
      "constructor() { this.orders = new Orders(); if (local) { this.orders = new FakeOrders(); } }",
      "constructor() { this.orders = undefined; } open() { this.orders = new Orders(); }",
    ])
      follows(
        [],
        `import { Create } from "./create"; const create = new Create();`,
        "await create.run(event);",
        orders,
        {
          "create.ts": `${imports} export class Create { ${members} async run(order) { await this.orders.save(order); } }`,
        },
      );
  });

  it("takes a class that is imported for its type alone, and no interface", () => {
    const create = {
      "create.ts": `import type { Orders } from "./orders"; export const create = async (order, orders: Orders) => { await orders.save(order); };`,
    };
    const called = ["import { create } from './create';", "await create(event, orders);"] as const;
    follows(["Orders#save"], ...called, orders, create);
    follows([], ...called, "export interface Orders { save(order): Promise<void>; }", create);
    follows([], ...called, "export abstract class Orders { abstract save(order): Promise<void>; }", create);
  });

  it("takes an inherited method", () => {
    follows(
      ["Orders#save"],
      imports,
      "await new Orders().save(event);",
      `class Base { ${save} } export class Orders extends Base {}`,
    );
    follows(
      ["Base#save"],
      `import { Orders } from "./own";`,
      "await new Orders().save(event);",
      `export class Base { ${save} }`,
      {
        "own.ts": `import { Base } from "./orders"; export class Orders extends Base {}`,
      },
    );
    follows(
      ["Base#constructor"],
      `import { Orders } from "./own";`,
      "new Orders();",
      "export class Base { client = new Client(); }",
      {
        "own.ts": `import { Base } from "./orders"; export class Orders extends Base { constructor() { super(); } }`,
      },
    );
    follows(
      ["Base#save"],
      `import { Orders } from "./own"; const orders = new Orders();`,
      "await orders.run(event);",
      `export class Base { ${save} }`,
      {
        "own.ts": `import { Base } from "./orders"; export class Orders extends Base { async run(order) { await this.save(order); await super.save(order); } }`,
      },
    );
  });

  it("takes what a factory of another file makes", () => {
    const factory = (body: string) => ({ "factory.ts": `${imports} ${body}` });
    const used = [
      "import { make } from './factory'; const made = make();",
      "await made.save(event);",
    ] as const;
    follows(["Orders#save"], ...used, orders, factory("export const make = () => new Orders();"));
    follows(["Orders#save"], ...used, orders, factory("export function make(): Orders { return create(); }"));
    const closing = [
      "import { make } from './factory'; const run = make(new Orders()); import { Orders } from './orders';",
      "await run(event);",
    ] as const;
    follows(
      ["Orders#save"],
      ...closing,
      orders,
      factory("export const make = (orders: Orders) => async (event) => { await orders.save(event); };"),
    );
  });

  it("takes no method of an instance that cannot be told", () => {
    follows(
      [],
      imports,
      "const orders = pick(event) ? new Orders() : other; await orders.save(event);",
      orders,
    );
    follows([], `${imports} let orders = new Orders(); orders = other;`, "await orders.save(event);", orders);
    follows([], imports, "await orders.save(event);", orders);
    follows([], `${imports} const orders = new Orders();`, "await orders[event.name](event);", orders);
    follows([], `${imports} const orders = new Orders();`, "await orders.remove(event);", orders);
  });
});
