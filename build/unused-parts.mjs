import { basename } from "node:path";

/**
 * Parts of our dependencies that we never use, and would load all the same. Empty ones stand in their place: the bundle is
 * half as large, and reaches the first finding in nine tenths of the time.
 *
 * - ESLint's linter knows about 290 rules of its own. We run none of them.
 * - ESLint's own parser is for those who name none. We always name ours.
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
    replace(/[\\/]node_modules[\\/]debug[\\/]src[\\/](index|browser)\.js$/, () => {
      return "module.exports = () => Object.assign(() => {}, { enabled: false });";
    });
    replace(/[\\/]scope-manager[\\/]dist[\\/]lib[\\/](dom|webworker)(\.\w+)?\.js$/, (path) => {
      const name = basename(path, ".js").replaceAll(".", "_");
      return `exports.${name} = { libs: [], variables: [] };`;
    });
  },
};
