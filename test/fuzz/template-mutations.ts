import type { Choices } from "./choices.ts";
import { mutations, tokensOf, type Mutation } from "./mutations.ts";

const indentOf = (line: string): number => /^ */.exec(line)![0].length;

/** A line with all that is indented below it. */
function blockAt(lines: readonly string[], first: number): [first: number, end: number] {
  const own = indentOf(lines[first] ?? "");
  let end = first + 1;
  while (end < lines.length && (lines[end]!.trim() === "" || indentOf(lines[end]!) > own)) end += 1;
  return [first, end];
}

/** Replaces an entry, with all that it holds, by other lines. */
const withBlock =
  (replacement: (block: string[], choices: Choices, others: readonly string[]) => string[]): Mutation =>
  (text, choices, others) => {
    const lines = text.split("\n");
    const [first, end] = blockAt(lines, choices.below(lines.length));
    const block = lines.slice(first, end);
    return lines.toSpliced(first, end - first, ...replacement(block, choices, others)).join("\n");
  };

/** Lines as deep as another line. */
function indentedLike(lines: readonly string[], like: string): string[] {
  const moved = indentOf(like) - indentOf(lines[0] ?? "");
  return lines.map((line) =>
    moved > 0 ? " ".repeat(moved) + line : line.slice(Math.min(-moved, indentOf(line))),
  );
}

const blockOf = (text: string, choices: Choices): string[] => {
  const lines = text.split("\n");
  return lines.slice(...blockAt(lines, choices.below(lines.length)));
};

/** Changes what stands behind the colon of a line. */
const withValue =
  (replacement: (value: string, choices: Choices) => string): Mutation =>
  (text, choices) => {
    const lines = text.split("\n");
    const places = lines.flatMap((line, index) =>
      /^[ -]*["']?[\w:-]+["']?: +[^\s#]/.test(line) ? [index] : [],
    );
    if (places.length === 0) return text;
    const place = choices.of(places);
    const [, key = "", value = ""] = /^([ -]*["']?[\w:-]+["']?: +)(.*)$/.exec(lines[place]!) ?? [];
    return lines.with(place, `${key}${replacement(value, choices)}`).join("\n");
  };

/** Changes a key, in block or in flow style. */
const withKey =
  (replacement: (key: string, choices: Choices) => string): Mutation =>
  (text, choices) => {
    const keys = [...text.matchAll(/(?<![\w:"'])["']?[A-Za-z][\w-]*["']?(?=:(?:\s|$))/gm)];
    if (keys.length === 0) return text;
    const { 0: key, index } = choices.of(keys);
    return text.slice(0, index) + replacement(key, choices) + text.slice(index + key.length);
  };

const oddValues = [
  "!Ref Timeout",
  "!If [IsLive, 1, 2]",
  "${self:custom.timeout}",
  "${self:custom.timeout, 30}",
  "${file(x.yml):a.b}",
  "${opt:stage, 'dev'}",
  "!Sub '${Orders.Arn}'",
  "{ Fn::If: [IsLive, 1, !Ref AWS::NoValue] }",
  "null",
  "~",
  "''",
  '""',
  "[]",
  "{}",
  "[ReportBatchItemFailures]",
  "*shared",
  "&shared 30",
  "&shared { a: 1 }",
  "!Unknown x",
  "!!str 30",
  "!!int '30'",
  "|\n      30",
  ">-\n      orders",
  '"30"',
  "'30'",
  "30 # kept",
  "-1",
  "1e3",
  "0x1F",
  "0o17",
  "1_000",
  "01",
  ".5",
  ".inf",
  "999999999999999999999",
  "yes",
  "True",
  "2026-11-24",
  "a: b",
  "? a",
  "- a",
  "@a",
  "%a",
  "`a`",
  "[a, b",
  "{ a: 1, <<: *shared }",
  "orders\u2028x",
  "é😀",
  "{{resolve:ssm:timeout}}",
];

const oddKeys = [
  "constructor",
  "__proto__",
  "hasOwnProperty",
  "<<",
  "Fn::If",
  "Fn::ForEach::A",
  "Ref",
  '"Timeout"',
  "'Timeout'",
  "1",
  "null",
  "? Timeout\n",
  "*shared ",
  "&key Timeout",
  "!Tag Timeout",
  "Type",
  "Properties",
  "Resources",
  "events",
  "",
  "[a]",
  "Timeout # kept\n",
];

/** Changes that leave a template looking like one, at a place that the choices pick. */
export const templateMutations: Record<string, Mutation> = {
  "drops an entry": withBlock(() => []),
  "keeps only the key of an entry": withBlock((block) => block.slice(0, 1)),
  "repeats an entry": withBlock((block) => [...block, ...block]),
  "repeats an entry under other names": withBlock((block, choices) => {
    const times = choices.of([2, 5, 20, 60]);
    return Array.from({ length: times }, (_, index) => [
      block[0]!.replace(/([\w-]+)(?=["']?:(?:\s|$))/, `$1${index}`),
      ...block.slice(1),
    ]).flat();
  }),
  "moves an entry": (text, choices) => {
    const lines = text.split("\n");
    const [first, end] = blockAt(lines, choices.below(lines.length));
    const moved = lines.splice(first, end - first);
    const place = choices.below(lines.length + 1);
    return lines.toSpliced(place, 0, ...indentedLike(moved, lines[place] ?? "")).join("\n");
  },
  "takes an entry from another template": withBlock((block, choices, others) => [
    ...block,
    ...indentedLike(blockOf(choices.of(others), choices), block[0] ?? ""),
  ]),
  "puts an entry of another template in place": withBlock((block, choices, others) =>
    indentedLike(blockOf(choices.of(others), choices), block[0] ?? ""),
  ),
  "nests an entry": withBlock((block, choices) => {
    const depth = choices.of([1, 5, 40]);
    const indent = " ".repeat(indentOf(block[0] ?? ""));
    return [
      ...Array.from({ length: depth }, (_, index) => `${indent}${"  ".repeat(index)}In${index}:`),
      ...block.map((line) => "  ".repeat(depth) + line),
    ];
  }),
  "gives an odd value": withValue((_, choices) => choices.of(oddValues)),
  "gives an odd value once more": withValue((_, choices) => choices.of(oddValues)),
  "names a value, and repeats it": (text, choices) => {
    const named = withValue((value) => `&shared ${value}`)(text, choices, []);
    return withValue(() => "*shared")(named, choices, []);
  },
  "names an entry, and repeats it": (text, choices) => {
    const named = text.replace(/^( *[\w-]+:)$/gm, (line) =>
      choices.below(4) === 1 ? `${line} &shared` : line,
    );
    return withValue(() => "*shared")(named, choices, []);
  },
  "merges what has a name": (text, choices) => {
    const [named, ...rest] = text.split(/(?<=^ *[\w-]+:)$/m);
    if (rest.length === 0) return text;
    return withBlock((block) => [`${" ".repeat(indentOf(block[0] ?? ""))}<<: *shared`, ...block])(
      `${named} &shared${rest.join("")}`,
      choices,
      [],
    );
  },
  "tags a value": withValue(
    (value, choices) => `${choices.of(["!Ref", "!Sub", "!Odd", "!!str", "!<x>"])} ${value}`,
  ),
  "gives an odd key": withKey((_, choices) => choices.of(oddKeys)),
  "quotes a key": withKey((key, choices) => choices.of([`"${key}"`, `'${key}'`])),
  "writes a key as a question": (text, choices) => {
    const lines = text.split("\n");
    const place = choices.below(lines.length);
    return lines.with(place, lines[place]!.replace(/^( *)([\w-]+):(.*)$/, "$1? $2\n$1:$3")).join("\n");
  },
  "swaps two tokens": mutations["swaps two tokens"]!,
  "leaves something unfinished": (text, choices) => {
    const place = choices.below(text.length + 1);
    return (
      text.slice(0, place) +
      choices.of(["{", "[", "'", '"', ":", ": ", "- ", "&", "*", "!", "#", " #", "|", "\t", ",", "}", "]"]) +
      text.slice(place)
    );
  },
  "leaves a token out": (text, choices) => {
    const tokens = tokensOf(text);
    return tokens.toSpliced(choices.below(tokens.length), 1).join("");
  },
  "stops early": mutations["stops early"]!,
  "adds a comment": (text, choices) => {
    const lines = text.split("\n");
    const place = choices.below(lines.length);
    const comment = `# kept ${choices.below(1_000)}`;
    return choices.below(2) === 0
      ? lines.with(place, `${lines[place]} ${comment}`).join("\n")
      : lines
          .toSpliced(place, 0, " ".repeat(choices.of([0, 2, 4, indentOf(lines[place]!)])) + comment)
          .join("\n");
  },
  "comments every line": (text) =>
    text
      .split("\n")
      .map((line, index) => (line.trim() === "" ? line : `${line} # line ${index}`))
      .join("\n"),
  "comments between lines": (text) =>
    text
      .split("\n")
      .map((line, index) => `${line}\n${" ".repeat(indentOf(line))}# line ${index}`)
      .join("\n"),
  "adds empty lines": (text, choices) => text.replace(/\n/g, () => choices.of(["\n", "\n\n", "\n   \n"])),
  "puts spaces behind lines": (text) => text.replace(/$/gm, "  "),
  "indents by four": (text) => text.replace(/^ +/gm, (indent) => indent + indent),
  "indents with tabs": mutations["indents with tabs"]!,
  "indents all": (text) => text.replace(/^(?=.)/gm, "  "),
  "puts spaces into brackets": (text) => text.replace(/(?<=[{[])(?=[^\s{}[\]])|(?=[}\]])/g, " "),
  "breaks lines in brackets": (text, choices) =>
    text.replace(/[{,] /g, (all) => (choices.below(3) === 1 ? `${all}\n          ` : all)),
  "ends lists with a comma": (text) => text.replace(/(?<=[\w"'])(?= ?[}\]])/g, ","),
  "ends lines as Windows does": mutations["ends lines as Windows does"]!,
  "ends lines in every way": (text, choices) =>
    text.replace(/\n/g, () => choices.of(["\n", "\n", "\r\n", "\r"])),
  "starts with a byte order mark": mutations["starts with a byte order mark"]!,
  "starts with a directive": (text) => `%YAML 1.2\n---\n${text}`,
  "is one of several documents": (text, choices) =>
    choices.of([
      `---\n${text}`,
      `a: 1\n---\n${text}`,
      `${text}\n---\nResources: {}\n`,
      `${text}\n...\n# end\n`,
    ]),
  "has no line end": (text) => text.trimEnd(),
  "is nested deeply": (text, choices) => {
    const depth = choices.of([5, 60, 400]);
    return `Deep: ${"[".repeat(depth)}${"]".repeat(depth)}\n${text}`;
  },
  "has a huge text": withValue((_, choices) => `"${choices.of(["x", "${a}", "{{", "é"]).repeat(3_000)}"`),
};
