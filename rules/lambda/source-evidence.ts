import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, propertyOf } from "../kit/ast.ts";
import { importedAs, importedModules } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import { answersOf } from "./answers.ts";
import type { EventPaths } from "./event-paths.ts";
import type { EventSource } from "./event-source.ts";
import { eventSources, type SourceName } from "./event-sources.ts";
import { isEventType, isHandlerType, sourceOfType } from "./event-types.ts";
import { returnsObjectWith } from "./evidence.ts";
import type { Flow } from "./flow.ts";
import type { Handler } from "./handlers.ts";

/** What invokes each of some handlers, where types or the properties it reads make that certain. A handler can have several. */
export function sourcesByHandler(
  handlers: readonly Handler[],
  flow: Flow,
  paths: EventPaths,
  sourceCode: SourceCode,
): Map<Handler, Set<SourceName>> {
  const declared = sourcesOfLibraries(sourceCode);
  const found = new Map(
    handlers.map((handler) => {
      // What a handler takes says who calls it; what it answers only where nothing else does.
      const taken = handler.types.filter((type) => isEventType(type) || isHandlerType(type));
      const types = taken.some((type) => sourceOfType(type)) ? taken : handler.types;
      const typed = types.map(sourceOfType).filter((source) => source !== undefined);
      return [handler, new Set([...declared, ...typed])];
    }),
  );

  const namesSources = /["'`]aws[:.]/.test(sourceCode.text);
  const marksRead = new Map<Handler, Set<string>>(handlers.map((handler) => [handler, new Set()]));
  for (const root of flow.roots) {
    const handler = flow.handlerOf(root)!;
    const marks = marksRead.get(handler);
    if (!marks) continue;
    for (const literal of namesSources ? nodesIn(root, ["Literal"], sourceCode) : []) {
      const named = sourceNamedBy(literal);
      if (named) found.get(handler)!.add(named);
    }
    for (const node of nodesIn(root, ["MemberExpression", "Property"], sourceCode)) {
      const path = stepNames.has(memberName(node) ?? "") ? pathRead(node, paths) : undefined;
      if (path !== undefined) marks.add(path);
    }
  }

  for (const [handler, sources] of found) {
    const answers = (property: string) =>
      returnsObjectWith(property, handler.function, sourceCode) ||
      answersOf(handler, sourceCode).some(({ object }) => propertyOf(object, property));
    for (const source of sourcesWithMarks(marksRead.get(handler)!, answers)) sources.add(source);
    for (const source of [...sources]) sources.delete(table[source].insteadOf as SourceName);
  }
  return found;
}

const table: Record<SourceName, EventSource> = eventSources;
const entries = Object.entries(table) as [SourceName, EventSource][];

/** The sources that have a mark, by the mark. */
const sourcesByMark = new Map<string, SourceName[]>();
for (const [name, { marks }] of entries)
  for (const mark of marks) sourcesByMark.set(mark, [...(sourcesByMark.get(mark) ?? []), name]);

const stepNames = new Set([...sourcesByMark.keys()].map((mark) => mark.split(".").at(-1)!));
const arnNames = new Map(entries.map(([name, { arnName }]) => [arnName, name]));

/** The event's path that a node reads: `event.body`, or a name in `const { body, headers } = event`. */
function pathRead(
  node: TSESTree.MemberExpression | TSESTree.Property,
  paths: EventPaths,
): string | undefined {
  if (node.type === "MemberExpression") return paths.pathOf(node);
  if (node.parent.type !== "ObjectPattern") return undefined;
  const bound = node.value.type === "AssignmentPattern" ? node.value.left : node.value;
  return bound.type === "Identifier" ? paths.pathOf(bound) : undefined;
}

/** The sources whose marks, weighed by their steps, make them certain; what the handler answers adds to them. */
function sourcesWithMarks(
  read: ReadonlySet<string>,
  answers: (property: string) => boolean,
): readonly SourceName[] {
  const weights = new Map<SourceName, number>();
  for (const mark of read)
    for (const source of sourcesByMark.get(mark) ?? [])
      weights.set(source, (weights.get(source) ?? 0) + mark.split(".").length);
  const isCertain = ([source, { answer }]: [SourceName, EventSource]): boolean => {
    const weight = weights.get(source) ?? 0;
    return weight >= 2 || (weight === 1 && answer !== undefined && answers(answer));
  };
  return weights.size > 0 ? entries.filter(isCertain).map(([source]) => source) : [];
}

/** `record.eventSource === "aws:sqs"` and the like: the code names the source itself. */
const sourceNamedBy = ({ value }: TSESTree.Literal): SourceName | undefined =>
  typeof value === "string" && value.startsWith("aws") ? arnNames.get(value) : undefined;

/** What libraries are told, or made for: Powertools' batch processors and schemas, middy's partial batches, CloudFormation's answers. */
const libraries: { module: RegExp; names: Record<string, SourceName> }[] = [
  {
    module: /^@aws-lambda-powertools\/batch$/,
    names: {
      "EventType.SQS": "sqs",
      "EventType.KinesisDataStreams": "kinesis",
      "EventType.DynamoDBStreams": "dynamodb",
      SqsFifoPartialProcessor: "sqs",
      SqsFifoPartialProcessorAsync: "sqs",
    },
  },
  { module: /^@middy\/sqs-partial-batch-failure$/, names: { "*": "sqs" } },
  { module: /^cfn-response(-\w+)?$/, names: { "*": "custom-resource" } },
];

function sourcesOfLibraries(sourceCode: SourceCode): SourceName[] {
  const imported = importedModules(sourceCode);
  const used = libraries.filter(({ module }) => imported.some((name) => module.test(name)));
  if (used.length === 0) return [];

  const found: SourceName[] = [];
  for (const node of nodesIn(sourceCode.ast, ["MemberExpression", "Identifier"], sourceCode)) {
    const origin = importedAs(node, sourceCode);
    const names = origin && used.find(({ module }) => module.test(origin.module))?.names;
    if (names && Object.hasOwn(names, origin.name)) found.push(names[origin.name]!);
  }
  return found;
}
