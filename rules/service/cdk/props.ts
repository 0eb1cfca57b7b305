import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isNullish, memberName, stringValue, type Node } from "../../kit/ast.ts";
import { objectWith, type Edit } from "../../kit/edits.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { fieldOf, valueBehind, type Field } from "../../kit/values.ts";
import type { Setting, Stated } from "../deployment.ts";
import { ofCdk, type Construct } from "./constructs.ts";
import { runtimeIdentifier } from "./runtimes.ts";

/** The properties that a construct is given, read as settings. */
export class Props {
  readonly #construct: Construct;
  readonly #position: number;
  readonly #sourceCode: SourceCode;

  /** @param position which argument they are */
  constructor(construct: Construct, position: number, sourceCode: SourceCode) {
    this.#construct = construct;
    this.#position = position;
    this.#sourceCode = sourceCode;
  }

  /** The object itself. */
  get node(): Node | undefined {
    return this.#construct.arguments[this.#position];
  }

  field(name: string): Field {
    const spread = this.#construct.arguments.some(({ type }) => type === "SpreadElement");
    const field = spread ? "unknown" : fieldOf(this.node, name, this.#sourceCode);
    return typeof field !== "string" && isNullish(field) ? "absent" : field;
  }

  number(name: string): Setting<number> {
    return this.#read(name, (value) => numberOf(value, this.#sourceCode));
  }

  boolean(name: string): Setting<boolean> {
    return this.#read(name, (value) =>
      value.type === "Literal" && typeof value.value === "boolean" ? value.value : undefined,
    );
  }

  text(name: string): Setting<string> {
    return this.#read(name, stringValue);
  }

  /** A `Duration`, in seconds. */
  seconds(name: string): Setting<number> {
    return this.#read(name, (value) => secondsOf(value, this.#sourceCode));
  }

  runtime(name: string): Setting<string> {
    return this.#read(name, (value) => runtimeIdentifier(value, this.#sourceCode));
  }

  /** Whether something is given at all, when only that counts; what a condition decides is unknown. */
  given(name: string): Setting<true> {
    return this.#read(name, (value) =>
      /^(ConditionalExpression|LogicalExpression)$/.test(value.type) || value.type === "Identifier"
        ? undefined
        : true,
    );
  }

  #read<T>(name: string, read: (value: Node) => T | undefined): Setting<T> {
    const field = this.field(name);
    if (typeof field === "string") return field;
    const value = read(valueBehind(field, this.#sourceCode));
    return value === undefined ? "unknown" : stated(value, field);
  }

  /**
   * The edits that give properties values, spelt as code; `undefined` where one cannot be spelt, and where the properties
   * are put together elsewhere.
   */
  stating(values: readonly (readonly [name: string, code: string | undefined])[]): Edit[] | undefined {
    const { arguments: given, node: made } = this.#construct;
    if (given !== made.arguments || values.some(([, code]) => code === undefined)) return undefined;
    const props = this.node && bare(this.node);
    if (!props) {
      const last = given.at(-1);
      if (given.length !== this.#position || !last) return undefined;
      const added = values.map(([name, code]) => `${name}: ${code}`).join(", ");
      return [{ range: [last.range[1], last.range[1]], text: `, { ${added} }` }];
    }
    if (props.type !== "ObjectExpression") return undefined;
    const absent = values.filter(([name]) => this.field(name) === "absent");
    const added = absent.map(([name, code]) => `${name}: ${code}`);
    const edits = added.length > 0 ? objectWith(props, added, this.#sourceCode) : [];
    for (const [name, code] of values.filter((value) => !absent.includes(value))) {
      const own = props.properties.find((one) => one.type === "Property" && memberName(one) === name);
      if (own?.type !== "Property" || own.shorthand) return undefined;
      edits.push({ range: own.value.range, text: code! });
    }
    return edits;
  }

  /** A time as code, with `Duration` as the file names it; `undefined` where it does not. */
  duration(seconds: number): string | undefined {
    const name = durationName(this.#sourceCode);
    return name && `${name}.seconds(${seconds})`;
  }
}

export const stated = <T>(value: T, at: Node): Stated<T> => ({ value, at });

/** A number that is spelt out, be it as a product. */
export function numberOf(node: Node, sourceCode: SourceCode, depth = 4): number | undefined {
  const value = valueBehind(node, sourceCode);
  if (value.type === "Literal" && typeof value.value === "number") return value.value;
  if (depth === 0) return undefined;
  if (value.type === "UnaryExpression" && value.operator === "-") {
    const negated = numberOf(value.argument, sourceCode, depth - 1);
    return negated === undefined ? undefined : -negated;
  }
  if (value.type !== "BinaryExpression") return undefined;
  const [left, right] = [value.left, value.right].map((side) => numberOf(side, sourceCode, depth - 1));
  if (left === undefined || right === undefined) return undefined;
  return value.operator === "*" ? left * right : value.operator === "+" ? left + right : undefined;
}

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Duration.html */
const secondsIn: Record<string, number> = {
  millis: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

/** `cdk.Duration.minutes(5)` in seconds. */
function secondsOf(value: Node, sourceCode: SourceCode): number | undefined {
  if (value.type !== "CallExpression") return undefined;
  const { name } = ofCdk(value.callee, sourceCode) ?? { name: "" };
  const [, unit = ""] = /^Duration\.(\w+)$/.exec(name) ?? [];
  const [amount] = value.arguments;
  const count = amount && numberOf(amount, sourceCode);
  return count === undefined || !Object.hasOwn(secondsIn, unit) ? undefined : count * secondsIn[unit]!;
}

/** How a file spells the CDK's `Duration`. */
function durationName(sourceCode: SourceCode): string | undefined {
  for (const statement of sourceCode.ast.body) {
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") continue;
    if (!/^(aws-cdk-lib|@aws-cdk\/core)$/.test(statement.source.value)) continue;
    for (const specifier of statement.specifiers) {
      const { local } = specifier;
      if (specifier.type !== "ImportSpecifier") return `${local.name}.Duration`;
      if (ofCdk(local, sourceCode)?.name === "Duration") return local.name;
    }
  }
  return undefined;
}

/** The elements of a list that can be told. */
export const elementsOf = (field: Field, sourceCode: SourceCode): TSESTree.Node[] => {
  const list = typeof field === "string" ? undefined : valueBehind(field, sourceCode);
  return list?.type === "ArrayExpression"
    ? list.elements.flatMap((element) => (element ? [awaited(element)] : []))
    : [];
};
