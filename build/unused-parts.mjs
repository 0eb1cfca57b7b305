import { basename } from "node:path";

/**
 * Parts of our dependencies that we never use, and would load all the same. Empty ones stand in their place: the bundle is
 * half as large, and reaches the first finding in nine tenths of the time.
 *
 * - ESLint's linter knows about 290 rules of its own. We run none of them.
 * - ESLint's own parser is for those who name none. We always name ours.
 * - ESLint follows all ways through the code of every file, for rules that listen to these. None of ours does.
 * - ESLint has the context of a file be the prototype of that of each rule. V8 keeps what is a prototype, and so the tree of
 *   the file, until it next collects all of its garbage, which costs more than to copy the few properties.
 * - ESLint and its parts tell how they work to whoever sets DEBUG. Nobody does so to a bundle.
 * - The scope manager knows the names that a browser has, for those who ask for the library "dom". A parser of ours never does.
 */
export const withoutUnusedParts = {
  name: "without-unused-parts",
  setup(build) {
    const replace = (filter, contentsOf) =>
      build.onLoad({ filter }, ({ path }) => ({ contents: contentsOf(path) }));

    replace(/[\\/]eslint[\\/]lib[\\/]rules[\\/]index\.js$/, () => "module.exports = new Map();");
    replace(/[\\/]node_modules[\\/]espree[\\/]/, () => "module.exports = {};");
    replace(/[\\/]code-path-analysis[\\/]code-path-analyzer\.js$/, () => {
      return "module.exports = class { constructor(events) { return events; } };";
    });
    replace(/[\\/]eslint[\\/]lib[\\/]linter[\\/]file-context\.js$/, () => {
      return `exports.FileContext = class {
        constructor(file) { Object.assign(this, file); }
        extend(rule) { return Object.freeze({ ...this, ...rule }); }
      };`;
    });
    replace(/[\\/]node_modules[\\/]debug[\\/]src[\\/](index|browser)\.js$/, () => {
      return "module.exports = () => Object.assign(() => {}, { enabled: false });";
    });
    replace(/[\\/]scope-manager[\\/]dist[\\/]lib[\\/](dom|webworker)(\.\w+)?\.js$/, (path) => {
      const name = basename(path, ".js").replaceAll(".", "_");
      return `exports.${name} = { libs: [], variables: [] };`;
    });
  },
};
