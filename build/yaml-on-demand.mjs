/**
 * Most who load a bundle review no template, and to start the YAML parser takes a twelfth of the way to the first
 * finding. It stays in the bundle, and starts with the first template: ESLint does not wait for a parser, so that it
 * cannot be imported then.
 */
export const yamlOnDemand = {
  name: "yaml-on-demand",
  setup(build) {
    const file = /[\\/]rules[\\/]parser[\\/]template-tree\.ts$/;
    build.onLoad({ filter: file }, ({ path, suffix }) => {
      if (suffix) return undefined;
      const whole = JSON.stringify(path + eager);
      return {
        contents: `export const templateTreeOf = (...given) => require(${whole}).templateTreeOf(...given);`,
      };
    });
    build.onResolve({ filter: /\?eager$/ }, ({ path }) => ({
      path: path.slice(0, -eager.length),
      suffix: eager,
    }));
  },
};

/** What marks the file itself, in place of what stands for it. */
const eager = "?eager";
