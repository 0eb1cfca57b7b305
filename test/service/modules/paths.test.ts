import assert from "node:assert/strict";
import { handler, namesReachedIn } from "./reached.ts";

const orders = "export const create = async (order) => { await table.put(order); };";

/** The file in which a handler finds `create`, imported by some name. */
const fileOf = (module: string, files: Record<string, string>, from = "src/api.ts") =>
  namesReachedIn({ ...files, [from]: handler(`import { create } from "${module}";`, "await create(event);") })
    .map((name) => name.replace(/ create$/, ""))
    .join(", ");

describe("Where an import leads", () => {
  it("is the file of that name, with an ending or without, or the index of a folder", () => {
    for (const [module, path] of [
      ["./orders", "src/orders.ts"],
      ["./orders.ts", "src/orders.ts"],
      ["./orders", "src/orders.js"],
      ["./orders", "src/orders.mjs"],
      ["./orders", "src/orders/index.ts"],
      ["./orders/", "src/orders/index.js"],
      ["./orders/index", "src/orders/index.ts"],
      ["./orders.service", "src/orders.service.ts"],
      ["../lib/orders", "lib/orders.cts"],
      [".", "src/index.ts"],
      ["..", "index.ts"],
      ["./../src/./orders", "src/orders.tsx"],
    ] as const)
      assert.equal(fileOf(module, { [path]: orders }), path, module);
  });

  it("is TypeScript where JavaScript is named that it is compiled to", () => {
    for (const [module, path] of [
      ["./orders.js", "src/orders.ts"],
      ["./orders.mjs", "src/orders.mts"],
      ["./orders.cjs", "src/orders.cts"],
      ["./orders.js", "src/orders.tsx"],
      ["./orders/index.js", "src/orders/index.ts"],
      ["./orders.js", "src/orders.js"],
    ] as const)
      assert.equal(fileOf(module, { [path]: orders }), path, module);
  });

  it("prefers a file to the index of a folder", () => {
    assert.equal(
      fileOf("./orders", { "src/orders.ts": orders, "src/orders/index.ts": orders }),
      "src/orders.ts",
    );
  });

  it("is what the paths of the nearest tsconfig.json say", () => {
    const at = (compilerOptions: object, module: string, path: string, config = "tsconfig.json") =>
      assert.equal(
        fileOf(module, { [config]: JSON.stringify({ compilerOptions }), [path]: orders }),
        path,
        module,
      );
    at({ paths: { "@/*": ["./src/*"] } }, "@/orders", "src/orders.ts");
    at({ paths: { "@/*": ["src/*"] } }, "@/orders.js", "src/orders.ts");
    at({ baseUrl: "src", paths: { "@app/*": ["app/*"] } }, "@app/orders", "src/app/orders.ts");
    at({ baseUrl: "./src" }, "app/orders", "src/app/orders.ts");
    at({ baseUrl: "." }, "src/orders", "src/orders.ts");
    at({ paths: { "@orders": ["src/orders/index.ts"] } }, "@orders", "src/orders/index.ts");
    at({ paths: { "*": ["gone/*", "src/lib/*"] } }, "orders", "src/lib/orders.ts");
    at({ paths: { "@lib/*/model": ["src/lib/*/model"] } }, "@lib/orders/model", "src/lib/orders/model.ts");
    at({ paths: { "~/*": ["./*"] } }, "~/orders", "src/orders.ts", "src/tsconfig.json");
  });

  it("takes the most exact of several paths", () => {
    const paths = { "@app/*": ["src/all/*"], "@app/domain/*": ["src/domain/*"] };
    const files = {
      "tsconfig.json": JSON.stringify({ compilerOptions: { paths } }),
      "src/domain/orders.ts": orders,
      "src/all/domain/orders.ts": orders,
    };
    assert.equal(fileOf("@app/domain/orders", files), "src/domain/orders.ts");
  });

  it("is what a tsconfig.json extends, with comments and commas", () => {
    const base = `{ /* shared */ "compilerOptions": { "paths": { "@/*": ["./src/*"], }, }, }`;
    const extending = (extended: unknown) => ({
      "tsconfig.base.json": base,
      "src/orders.ts": orders,
      "src/tsconfig.json": JSON.stringify({ extends: extended, compilerOptions: { strict: true } }),
    });
    assert.equal(fileOf("@/orders", extending("../tsconfig.base.json")), "src/orders.ts");
    assert.equal(fileOf("@/orders", extending("../tsconfig.base")), "src/orders.ts");
    assert.equal(
      fileOf("@/orders", extending(["../tsconfig.gone.json", "../tsconfig.base.json"])),
      "src/orders.ts",
    );
    assert.equal(fileOf("@/orders", extending("@tsconfig/node22/tsconfig.json")), "");
    assert.equal(fileOf("@/orders", { ...extending("./tsconfig.json") }), "");
  });

  it("is the package of the repository that is called so", () => {
    const at = (manifest: object, module: string, path: string) =>
      assert.equal(
        fileOf(
          module,
          { "packages/orders/package.json": JSON.stringify(manifest), [path]: orders },
          "packages/api/src/api.ts",
        ),
        path,
        JSON.stringify(manifest),
      );
    const name = "@shop/orders";
    at({ name }, name, "packages/orders/src/index.ts");
    at({ name }, name, "packages/orders/index.js");
    at({ name, main: "dist/main.js" }, name, "packages/orders/src/main.ts");
    at({ name, main: "./lib/main.js" }, name, "packages/orders/lib/main.js");
    at({ name, main: "dist/index.js", types: "dist/index.d.ts" }, name, "packages/orders/src/index.ts");
    at({ name, main: "src/main.ts" }, name, "packages/orders/src/main.ts");
    at({ name, main: "main" }, name, "packages/orders/main.ts");
    at({ name, exports: "./src/main.ts" }, name, "packages/orders/src/main.ts");
    at({ name, exports: { ".": "./src/main.ts" } }, name, "packages/orders/src/main.ts");
    at({ name, exports: { import: "./dist/main.mjs" } }, name, "packages/orders/src/main.mts");
    at(
      { name, exports: { ".": { types: "./dist/main.d.ts", import: "./dist/main.js" } } },
      name,
      "packages/orders/src/main.ts",
    );
    at(
      { name, exports: { ".": { import: { types: "./dist/main.d.ts", default: "./dist/main.js" } } } },
      name,
      "packages/orders/src/main.ts",
    );
    at({ name, exports: { ".": { node: "./dist/main.js" } } }, name, "packages/orders/src/main.ts");
    at(
      { name, exports: { "./create": "./src/create.ts" } },
      `${name}/create`,
      "packages/orders/src/create.ts",
    );
    at({ name, exports: { "./*": "./src/*.ts" } }, `${name}/create`, "packages/orders/src/create.ts");
    at(
      { name, exports: { "./*": { import: "./dist/*.js" } } },
      `${name}/domain/create`,
      "packages/orders/src/domain/create.ts",
    );
    at({ name }, `${name}/src/create`, "packages/orders/src/create.ts");
    at({ name }, `${name}/create`, "packages/orders/src/create.ts");
    at(
      { name: "orders", types: "src/index.ts", main: "build/src/index.js" },
      "orders",
      "packages/orders/src/index.ts",
    );
  });

  it("takes the most exact of what a package exports", () => {
    const exports = {
      "./*": "./src/*/index.ts",
      "./orders": "./src/api/orders.ts",
      "./lib/*": "./src/lib/*.ts",
    };
    const files = {
      "packages/shop/package.json": JSON.stringify({ name: "shop", exports }),
      "packages/shop/src/orders/index.ts": orders,
      "packages/shop/src/api/orders.ts": orders,
      "packages/shop/src/lib/orders/index.ts": orders,
      "packages/shop/src/lib/orders.ts": orders,
    };
    assert.equal(fileOf("shop/orders", files), "packages/shop/src/api/orders.ts");
    assert.equal(fileOf("shop/lib/orders", files), "packages/shop/src/lib/orders.ts");
  });

  it("is the file that a package calls by its own name, or by one that starts with #", () => {
    const manifest = { name: "shop", imports: { "#orders": "./src/orders.ts", "#lib/*": "./src/lib/*.ts" } };
    const files = { "package.json": JSON.stringify(manifest) };
    assert.equal(fileOf("#orders", { ...files, "src/orders.ts": orders }), "src/orders.ts");
    assert.equal(fileOf("#lib/orders", { ...files, "src/lib/orders.ts": orders }), "src/lib/orders.ts");
    assert.equal(fileOf("shop/src/orders", { ...files, "src/orders.ts": orders }), "src/orders.ts");
  });

  it("is nothing that is installed, built, or outside", () => {
    assert.equal(
      fileOf("orders", {
        "node_modules/orders/index.js": orders,
        "node_modules/orders/package.json": `{ "name": "orders" }`,
      }),
      "",
    );
    assert.equal(fileOf("../node_modules/orders/index.js", { "node_modules/orders/index.js": orders }), "");
    assert.equal(fileOf("../../orders", { "orders.ts": orders }), "");
    assert.equal(fileOf("/src/orders", { "src/orders.ts": orders }), "");
    assert.equal(fileOf("https://orders.example/src/orders.ts", { "src/orders.ts": orders }), "");
    assert.equal(fileOf("./orders.json", { "src/orders.json": "{}" }), "");
    assert.equal(fileOf("./orders", { "src/orders.d.ts": orders }), "");
    const installed = { "tsconfig.json": `{ "compilerOptions": { "baseUrl": "node_modules" } }` };
    assert.equal(fileOf("orders", { ...installed, "node_modules/orders.js": orders }), "");
  });

  it("survives configurations that are no such", () => {
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      `{ "compilerOptions": 1 }`,
      `{ "compilerOptions": { "paths": { "@/*": "src/*" } } }`,
      `{ "compilerOptions": { "paths": { "@/*": [1] } } }`,
    ])
      assert.equal(
        fileOf("@/orders", { "tsconfig.json": text, "package.json": text, "src/orders.ts": orders }),
        "",
        text,
      );
  });
});
