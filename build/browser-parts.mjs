import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * What a browser gets in place of what only Node has: `thread.browser.ts` for `thread.ts`, wherever there is such a file, and
 * for Node's own modules the little that is used of them.
 */
export const browserParts = {
  name: "browser-parts",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const own = join(resolveDir, path.replace(/\.ts$/, ".browser.ts"));
      return existsSync(own) ? { path: own } : undefined;
    });
    build.onResolve({ filter: /^node:/ }, ({ path }) =>
      path in modules ? { path, namespace, sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /^node:/, namespace }, ({ path }) => ({ contents: modules[path] }));
  },
};

const namespace = "browser-parts";

const modules = {
  // ESLint takes the names of files apart.
  "node:path": `
    export const sep = "/";
    export const extname = (path) => /[^/](\\.[^./]*)$/.exec(path)?.[1] ?? "";
    export const join = (...parts) => parts.join("/");
  `,
  // Reports paint for the terminal; what the editor takes from beside that does not.
  "node:util": "export const styleText = undefined;",
};
