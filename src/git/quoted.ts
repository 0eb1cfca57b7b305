const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
};

/** A path as Git prints it, in quotation marks where it holds more than plain characters; `latin1`, a character a byte. */
export function pathIn(printed: string): string {
  const [, quoted] = /^"(.*)"$/s.exec(printed) ?? [];
  const bytes = (quoted ?? printed).replace(
    /\\(?:([0-7]{3})|(.))/gs,
    quoted === undefined
      ? (whole) => whole
      : (_whole, octal?: string, letter = "") =>
          octal === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(parseInt(octal, 8)),
  );
  return Buffer.from(bytes, "latin1").toString();
}
