import assert from "node:assert/strict";
import { FilesInMemory } from "../../../rules/service/files.ts";
import { Modules } from "../../../rules/service/modules/modules.ts";
import { Service } from "../../../rules/service/service.ts";
import { templateOf } from "../../kit/deployed.ts";
import { handler, modulesOf } from "./reached.ts";

/** By function: `api.ts#handler → orders.ts#create`. */
const waysInto = (path: string, modules: Modules): [name: string, ways: string[]][] =>
  modules
    .reachedIn(path)
    .map(({ name }) => [
      name,
      modules.waysTo(path, name).map((way) => way.map((step) => `${step.path}#${step.function}`).join(" → ")),
    ]);

/** `create: api.ts#handler queue.ts#handler` */
const startsIn = (path: string, modules: Modules): string[] =>
  waysInto(path, modules).map(
    ([name, ways]) => `${name}: ${ways.map((way) => way.split(" → ")[0]).join(" ")}`,
  );

const calling = handler(`import { create } from "./orders";`, "await create(event);");
const orders = `import { put } from "./table";
export const create = async (order) => { await put(order); };
export const remove = async (order) => { await put(order); };
`;
const table = "export const put = async (item) => {};";

describe("The ways from all handlers that lead to a function", () => {
  it("start at all that do, through whatever lies between", () => {
    const modules = modulesOf(
      new FilesInMemory({
        "api.ts": calling,
        "queue.ts": calling,
        "removal.ts": handler(`import { remove } from "./orders";`, "await remove(event);"),
        "orders.ts": orders,
        "table.ts": table,
      }),
    );
    assert.deepEqual(startsIn("orders.ts", modules), [
      "create: api.ts#handler queue.ts#handler",
      "remove: removal.ts#handler",
    ]);
    assert.deepEqual(startsIn("table.ts", modules), [
      "put: api.ts#handler queue.ts#handler removal.ts#handler",
    ]);
    assert.deepEqual(startsIn("api.ts", modules), []);
  });

  it("are one for each of them, a shortest, where several calls or circles lead on", () => {
    const modules = modulesOf(
      new FilesInMemory({
        "api.ts": handler(
          `import { create, remove } from "./orders";`,
          "await create(event); await remove(event);",
        ),
        "orders.ts": orders,
        "table.ts": `import { create } from "./orders"; export const put = async (item) => { if (item.next) await create(item.next); };`,
      }),
    );
    assert.deepEqual(waysInto("table.ts", modules), [
      ["put", ["api.ts#handler → orders.ts#create → table.ts#put"]],
    ]);
    assert.deepEqual(waysInto("orders.ts", modules), [
      ["create", ["api.ts#handler → orders.ts#create"]],
      ["remove", ["api.ts#handler → orders.ts#remove"]],
    ]);
  });

  it("are called as the ways from them call them, where their own files only pass them on", () => {
    const modules = modulesOf(
      new FilesInMemory({
        "template.yml": templateOf("Handler: index.handler"),
        "index.ts": `export { create as handler } from "./orders";`,
        "orders.ts": orders,
        "table.ts": table,
      }),
    );
    const [reach] = modules.reachedIn("table.ts");
    assert.deepEqual(startsIn("table.ts", modules), ["put: orders.ts#create"]);
    assert.deepEqual([reach!.steps[0]!.path, reach!.steps[0]!.function], ["orders.ts", "create"]);
  });

  it("come and go with the calls", () => {
    const files = new FilesInMemory({
      "api.ts": calling,
      "queue.ts": calling,
      "orders.ts": orders,
      "table.ts": table,
    });
    const service = new Service(files);
    const modules = new Modules(service);
    const now = () => {
      service.refresh();
      modules.refresh();
      return startsIn("table.ts", modules);
    };
    assert.deepEqual(now(), ["put: api.ts#handler queue.ts#handler"]);
    files.write("api.ts", calling.replace("await create(event);", ""));
    assert.deepEqual(now(), ["put: queue.ts#handler"]);
    files.write("api.ts", calling);
    assert.deepEqual(now(), ["put: api.ts#handler queue.ts#handler"]);
  });
});
