/**
 * The plugin reads code only where a CDK app deploys the file it lints, and most who load it have a parser already. It takes
 * ours from the file that is published beside it, when the first such app is met: the plugin stays half as large.
 */
export const parserBeside = {
  name: "parser-beside",
  setup(build) {
    const reader = /[\\/]rules[\\/]service[\\/]reading\.ts$/;
    build.onResolve({ filter: /[\\/]parser\.ts$/ }, ({ importer }) =>
      reader.test(importer) ? { path: "parser", namespace } : undefined,
    );
    build.onLoad({ filter: /^parser$/, namespace }, () => ({
      contents: `export const parseForESLint = (...given) => require("${published}").parseForESLint(...given);`,
    }));
    build.onResolve({ filter: /^\.\/parser\.js$/, namespace }, () => ({ path: published, external: true }));
  },
};

const namespace = "beside";

/** As the plugin finds it. */
const published = "./parser.js";
