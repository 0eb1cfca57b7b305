import { basename } from "node:path";

/**
 * VS Code waits for the extension's bundle whenever a window with code opens, and most who open one ask for no slide that
 * day. What the extension imports only once it is needed, `import("./deck-page.ts")`, is a file of its own beside it.
 */
export const partsBeside = {
  name: "parts-beside",
  setup(build) {
    build.onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: `./${basename(path, ".ts")}.cjs`, external: true } : undefined,
    );
  },
};
