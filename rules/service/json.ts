/** JSON as `tsconfig.json` has it, with comments and commas that JSON itself does not have; `undefined` for anything else. */
export function looseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const plain = text
    .replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?(?:\*\/|$)/g, "$1")
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, "$1");
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
