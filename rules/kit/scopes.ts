import type { Scope, Variable } from "./bindings.ts";
import { oncePerFile } from "./once.ts";

/**
 * The scopes of what a file declares. Where a module has one of its own, nothing of the file is global, and the hundreds
 * of names in the global scope are the platform's.
 */
export const scopesOf = oncePerFile(({ scopeManager }): readonly Scope[] => {
  const scopes = scopeManager?.scopes ?? [];
  const [global] = scopes;
  const isOfPlatform = global?.type === "global" && global.childScopes[0]?.block === global.block;
  return isOfPlatform ? scopes.slice(1) : scopes;
});

/** The variables of the module: what it imports and what it declares outside of all functions and blocks. */
export const variablesOfModule = oncePerFile((sourceCode): readonly Variable[] =>
  scopesOf(sourceCode)
    .filter(({ block }) => block.type === "Program")
    .flatMap(({ variables }) => variables),
);
