import type { TSESTree } from "@typescript-eslint/utils";
import { bare, type Node } from "../kit/ast.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldValue, textOf, valueBehind } from "../kit/values.ts";
import { isTally } from "./counts.ts";
import type { Effect } from "./effect.ts";
import { unstableValueIn } from "./unstable-values.ts";

/** Statements that do nothing, or the same, the second time. */
const upsert =
  /\bON\s+CONFLICT\b|\bON\s+DUPLICATE\s+KEY\b|\bINSERT\s+(OR\s+)?IGNORE\b|\bMERGE\s+INTO\b|\bNOT\s+EXISTS\b/i;

/** Statements that insert only what is not there yet, so that a row can stand for an event that was taken. */
export const insertsOnce =
  /\bON\s+CONFLICT\b[\s\S]*\bDO\s+NOTHING\b|\bINSERT\s+(OR\s+)?IGNORE\b|\bNOT\s+EXISTS\b/i;

/** Conditions that no longer hold once the statement was run. */
const stateCondition = /\bWHERE\b[\s\S]*\b(status|state|version|\w*processed\w*|last_\w+)\b/i;

/** `SET n = n + 1`, `SET n = COALESCE(t.n, 0) - $1` */
const counting =
  /\bSET\b[\s\S]*?["`]?\b(\w+)["`]?\s*=\s*(?:COALESCE\s*\(\s*)?(?:\w+\.)?["`]?\1\b["`]?(?:\s*,\s*\d+\s*\))?\s*[+-]/i;

/** A table's name, its columns, and the values for one row. */
const inserting = /^\s*INSERT\s+INTO\s+[\w."`?]+\s*\(([^)]*)\)\s*VALUES\s*\(((?:[^()]|\([^()]*\))*)\)/i;

const keyColumn = /^(id|uuid|guid|pk|key|\w+_id|\w+Id|\w+_uuid)$/;

/** The effect of an SQL statement that a second delivery repeats. */
export function repeatableStatement(node: Node, sourceCode: SourceCode): Effect | undefined {
  const statement = statementAt(node, sourceCode);
  if (!statement || upsert.test(statement.text)) return undefined;
  const { text, name, values } = statement;

  const [, counter] = /^\s*UPDATE\b/i.test(text) ? (counting.exec(text) ?? []) : [];
  if (counter && !isTally(counter) && !stateCondition.test(text))
    return { kind: "counter", node: name, name: counter };

  const key = keyGiven(text, values);
  const fresh = key && unstableValueIn(key, sourceCode);
  if (!fresh) return undefined;
  return { kind: "insert", node: name, name: sourceCode.getText(fresh.node as TSESTree.Node) };
}

interface Statement {
  /** The text, with `?` for what is computed. */
  text: string;
  /** What is underlined. */
  name: Node;
  /** What the placeholders stand for, in their order. */
  values: readonly (Node | null)[];
}

/** Methods that run SQL. */
export const runningSql =
  /^(query|execute|executeStatement|run|raw|exec|none|one|oneOrNone|any|unsafe|\$executeRaw\w*|\$queryRaw\w*)$/;

/** Whether a file holds SQL that writes at all, judged by its text alone. */
export const mayWriteSql = ({ text }: SourceCode): boolean => /\b(INSERT|UPDATE)\b/i.test(text);

/** `db.query("…", values)`, `` sql`…` ``, `new ExecuteStatementCommand({ sql })`. */
function statementAt(node: Node, sourceCode: SourceCode): Statement | undefined {
  if (node.type === "TaggedTemplateExpression") {
    const { quasi } = node;
    return {
      text: quasi.quasis.map(({ value }) => value.raw).join("?"),
      name: node.tag,
      values: quasi.expressions,
    };
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const callee = bare(node.callee);
  const [first, second] = node.arguments;
  if (!first || callee.type === "Super") return undefined;
  if (node.type === "NewExpression")
    return given(fieldValue(first, "sql", sourceCode), undefined, callee, sourceCode);
  const method =
    callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : "";
  if (method === "executeStatement")
    return given(fieldValue(first, "sql", sourceCode), undefined, callee, sourceCode);
  if (!runningSql.test(method)) return undefined;
  const object = valueBehind(first, sourceCode);
  if (object.type !== "ObjectExpression") return given(first, second, callee, sourceCode);
  const text = fieldValue(object, "text", sourceCode) ?? fieldValue(object, "sql", sourceCode);
  return given(text, fieldValue(object, "values", sourceCode), callee, sourceCode);
}

function given(
  text: Node | undefined,
  values: Node | undefined,
  name: Node,
  sourceCode: SourceCode,
): Statement | undefined {
  const sql = text && textOf(text, sourceCode);
  if (sql === undefined) return undefined;
  const template = valueBehind(text!, sourceCode);
  const list = values && valueBehind(values, sourceCode);
  const elements =
    list?.type === "ArrayExpression"
      ? list.elements
      : template.type === "TemplateLiteral"
        ? template.expressions
        : [];
  return { text: sql, name, values: elements };
}

/** What an INSERT writes into its first column that is a key. */
function keyGiven(text: string, values: readonly (Node | null)[]): Node | undefined {
  const [, columnList, row] = inserting.exec(text) ?? [];
  if (columnList === undefined || row === undefined) return undefined;
  const columns = columnList.split(",").map((column) => column.trim().replace(/["`]/g, ""));
  const index = columns.findIndex((column) => keyColumn.test(column));
  const cells = row.split(",").map((cell) => cell.trim());
  const cell = index >= 0 ? cells[index] : undefined;
  if (cell === undefined) return undefined;
  const [, number] = /^\$(\d+)/.exec(cell) ?? [];
  const position = number
    ? Number(number) - 1
    : cells.slice(0, index).filter((one) => one.includes("?")).length;
  return (number || cell.includes("?") ? values[position] : undefined) ?? undefined;
}
