import fc from "fast-check";
import { isMap, isPair, isScalar, isSeq, parseDocument, visit, type Document } from "yaml";
import { Choices } from "./choices.ts";
import type { Source } from "./corpus.ts";
import { derive } from "./grammar/derive.ts";
import { templates } from "./grammar/templates.ts";
import type { Program } from "./programs.ts";
import { templateMutations } from "./template-mutations.ts";

const changes = [0, 1, 1, 1, 2, 2, 3, 5];
const longest = 8_000;
const all = Object.values(templateMutations);

/** Templates that are made up by a grammar, or changed from what somebody wrote. */
export function templatesFrom(corpus: readonly Source[]): fc.Arbitrary<Program> {
  const row = fc.array(fc.nat({ max: 0xffff }), { maxLength: 400, size: "max" });
  return row.map((numbers) => templateOf(new Choices(numbers), corpus));
}

export function templateOf(choices: Choices, corpus: readonly Source[]): Program {
  const { text, extension } = choices.of([madeUp, written, written])(choices, corpus);
  const others = [choices.of(corpus).text, text];
  const mutated = Array.from({ length: choices.of(changes) }, () => choices.of(all)).reduce(
    (before, mutate) => mutate(before, choices, others),
    text,
  );
  return {
    text: mutated.length > longest ? text : mutated,
    path: `template${extension}`,
    parser: choices.below(3) === 1 ? "another" : "ours",
  };
}

/** As it was written, or as somebody else would lay it out. */
function written(choices: Choices, corpus: readonly Source[]): Source {
  const source = choices.of(corpus);
  return choices.below(3) === 1 ? laidOut(source.text, choices) : source;
}

const madeUp = (choices: Choices): Source => laidOut(derive(templates, "template", choices), choices);

/** A template in block style, in flow style, in both, or in JSON. */
function laidOut(text: string, choices: Choices): Source {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return { text, extension: ".yml" };
  const isJson = choices.below(4) === 3;
  withoutDoubles(document);
  if (isJson) withLongNames(document);
  const isFlow = isJson ? () => true : choices.of([() => false, () => choices.below(4) === 1, () => true]);
  visit(document, {
    Collection(_, node) {
      node.flow = isFlow();
    },
    Scalar(_, node) {
      if (isJson && typeof node.value === "string") node.type = "QUOTE_DOUBLE";
    },
  });
  try {
    return {
      text: document.toString({
        indent: choices.of([2, 2, 4]),
        indentSeq: choices.below(2) === 0,
        lineWidth: choices.of([0, 80]),
        flowCollectionPadding: choices.below(2) === 0,
        ...(isJson && { trailingComma: false, doubleQuotedAsJSON: true }),
      }),
      extension: isJson ? ".json" : ".yml",
    };
  } catch {
    // An alias can stand before its anchor now.
    return { text, extension: ".yml" };
  }
}

/** Of two entries with one key the first stays, as YAML would have it. */
function withoutDoubles(document: Document): void {
  visit(document, {
    Map(_, node) {
      const known = new Set<string>();
      node.items = node.items.filter(({ key }) => {
        const name = String(key);
        return !known.has(name) && known.add(name);
      });
    },
  });
}

/** JSON has no tags: `!Ref Name` is `{ "Ref": "Name" }` there. */
function withLongNames(document: Document): void {
  visit(document, {
    Node(_, node) {
      if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
      const [, name] = /^!(\w+)$/.exec(node.tag ?? "") ?? [];
      if (name === undefined) return undefined;
      delete node.tag;
      return document.createNode({ [name === "Ref" ? name : `Fn::${name}`]: node });
    },
    Pair(_, pair) {
      if (isPair(pair) && isScalar(pair.key)) pair.key.type = "QUOTE_DOUBLE";
    },
  });
}
