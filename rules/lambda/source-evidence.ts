import type { TSESTree } from "@typescript-eslint/utils";
import { memberName, stringValue, type Node } from "../kit/ast.ts";
import { importedAs, importedModules } from "../kit/imports.ts";
import { nodesIn } from "../kit/nodes.ts";
import type { SourceCode } from "../kit/rule.ts";
import type { EventPaths } from "./event-paths.ts";
import type { EventSource } from "./event-source.ts";
import { eventSources, type SourceName } from "./event-sources.ts";
import { isEventType, isHandlerType, sourceOfType } from "./event-types.ts";
import { returnsObjectWith } from "./evidence.ts";
import type { Flow } from "./flow.ts";
import type { Handler } from "./handlers.ts";

/** What invokes each handler, where types or the properties it reads make that certain. A handler can have several. */
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

  const marksRead = new Map<Handler, Set<string>>(handlers.map((handler) => [handler, new Set()]));
  for (const root of flow.roots) {
    const handler = flow.handlerOf(root)!;
    for (const literal of nodesIn(root, ["Literal"], sourceCode)) {
      const named = sourceNamedBy(literal);
      if (named) found.get(handler)!.add(named);
    }
    for (const node of nodesIn(root, ["MemberExpression", "Property"], sourceCode)) {
      const path = stepNames.has(memberName(node) ?? "") ? pathRead(node, paths) : undefined;
      if (path !== undefined) marksRead.get(handler)!.add(path);
    }
  }

  for (const [handler, sources] of found) {
    const answers = (property: string) => returnsObjectWith(property, handler.function, sourceCode);
    for (const source of sourcesWithMarks(marksRead.get(handler)!, answers)) sources.add(source);
    for (const source of [...sources]) sources.delete(table[source].insteadOf as SourceName);
  }
  return found;
}

const table: Record<SourceName, EventSource> = eventSources;
const entries = Object.entries(table) as [SourceName, EventSource][];
const stepNames = new Set(entries.flatMap(([, { marks }]) => marks.map((mark) => mark.split(".").at(-1)!)));

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
const sourcesWithMarks = (read: ReadonlySet<string>, answers: (property: string) => boolean): SourceName[] =>
  entries
    .filter(([, { marks, answer }]) => {
      const weight = marks.reduce((sum, mark) => sum + (read.has(mark) ? mark.split(".").length : 0), 0);
      return weight >= 2 || (weight === 1 && answer !== undefined && answers(answer));
    })
    .map(([name]) => name);

/** `record.eventSource === "aws:sqs"` and the like: the code names the source itself. */
function sourceNamedBy(node: Node): SourceName | undefined {
  if (node.type !== "Literal") return undefined;
  const text = stringValue(node);
  return text?.startsWith("aws") ? entries.find(([, { arnName }]) => arnName === text)?.[0] : undefined;
}

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
