import type { TSESTree } from "@typescript-eslint/utils";
import { awaited, bare, isNullish, memberName, stringValue, type Node } from "../../kit/ast.ts";
import { objectWith, type Edit } from "../../kit/edits.ts";
import { importedAs } from "../../kit/imports.ts";
import { oncePerFile } from "../../kit/once.ts";
import { folderOf, joinedPath } from "../../kit/paths.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { variablesOfModule } from "../../kit/scopes.ts";
import { valueBehind, type Field } from "../../kit/values.ts";
import { homeOf, pathAround } from "../around.ts";
import type { Setting, Stated } from "../deployment.ts";
import { ofCdk, type Made } from "./constructs.ts";
import { fieldPassed } from "./passed.ts";
import { Overrides } from "./overrides.ts";
import { besideFile, fromRoot, pathOf } from "./paths.ts";
import { runtimeIdentifier } from "./runtimes.ts";

/** The properties that something is given when it is made, read as settings. */
export class Props {
  readonly #made: Made;
  readonly #position: number;
  readonly #sourceCode: SourceCode;
  readonly #overrides: Overrides;

  /** @param position which argument they are */
  constructor(made: Made, position: number, sourceCode: SourceCode) {
    this.#made = made;
    this.#position = position;
    this.#sourceCode = sourceCode;
    this.#overrides = new Overrides(made, sourceCode);
  }

  field(name: string): Field {
    const field = this.#written(name);
    return typeof field !== "string" && isNullish(field) ? "absent" : field;
  }

  /** A property as it is written, be it as `undefined`. */
  #written(name: string): Field {
    const { arguments: given } = this.#made;
    const isHidden = this.#overrides.has(name) || given.some(({ type }) => type === "SpreadElement");
    const field = isHidden
      ? "unknown"
      : fieldPassed(given[this.#position], name, this.#made, this.#sourceCode);
    // What is assigned later may be assigned again, or under a condition.
    const isLater = typeof field !== "string" && field.parent?.type === "AssignmentExpression";
    return isLater ? "unknown" : field;
  }

  number(name: string): Setting<number> {
    return this.#read(this.field(name), numberOf);
  }

  /** A number in an object that is a property: `deadLetterQueue: { maxReceiveCount: 5 }`. */
  numberIn(outer: string, name: string): Setting<number> {
    return this.#read(this.#fieldIn(outer, name), numberOf);
  }

  boolean(name: string): Setting<boolean> {
    return this.#read(this.field(name), (value) =>
      value.type === "Literal" && typeof value.value === "boolean" ? value.value : undefined,
    );
  }

  text(name: string): Setting<string> {
    return this.#read(this.field(name), (value) => stringValue(value));
  }

  path(name: string): Setting<string> {
    return this.#read(this.field(name), (value) => this.pathAt(value));
  }

  /** A path that is spelt out, be it in the file of a class that the construct is of. */
  pathAt(node: Node): string | undefined {
    const home = homeOf(node, this.#sourceCode);
    const path = pathOf(node, home);
    if (home === this.#sourceCode || !path?.startsWith(besideFile)) return path;
    const inRepository = joinedPath(folderOf(pathAround(node) ?? ""), path.slice(besideFile.length));
    return inRepository === undefined ? undefined : fromRoot + inRepository;
  }

  /** A `Duration`, in seconds. */
  seconds(name: string): Setting<number> {
    return this.#read(this.field(name), secondsOf);
  }

  runtime(name: string): Setting<string> {
    return this.#read(this.field(name), runtimeIdentifier);
  }

  /** Whether something is given at all, when only that counts; what may be nothing is unknown. */
  given(name: string): Setting<true> {
    return this.#read(this.field(name), isSomething);
  }

  givenIn(outer: string, name: string): Setting<true> {
    return this.#read(this.#fieldIn(outer, name), isSomething);
  }

  #fieldIn(outer: string, name: string): Field {
    const field = this.field(outer);
    return typeof field === "string" ? field : fieldPassed(field, name, this.#made, this.#sourceCode);
  }

  #read<T>(field: Field, read: (value: Node, sourceCode: SourceCode) => T | undefined): Setting<T> {
    if (typeof field === "string") return field;
    const home = homeOf(field, this.#sourceCode);
    const value = read(valueBehind(field, home), home);
    return value === undefined ? "unknown" : stated(value, field);
  }

  /**
   * The edits that give properties values, spelt as code; `undefined` where one cannot be spelt, and where the properties
   * are put together elsewhere.
   */
  stating(values: readonly (readonly [name: string, code: string | undefined])[]): Edit[] | undefined {
    const { arguments: given, node: made } = this.#made;
    if (given !== made.arguments || values.some(([, code]) => code === undefined)) return undefined;
    const node = given[this.#position];
    if (!node) return this.#statingFirst(values);
    const props = bare(node);
    if (props.type !== "ObjectExpression") return undefined;

    const edits: Edit[] = [];
    const added: string[] = [];
    for (const [name, code] of values) {
      const own = props.properties.findLast((one) => one.type === "Property" && memberName(one) === name);
      const written = this.#written(name);
      if (own) {
        const isDecisive = own.type === "Property" && !own.shorthand && own.value === written;
        if (!isDecisive || this.#sourceCode.getCommentsInside(own.value).length > 0) return undefined;
        edits.push({ range: own.value.range, text: code! });
      } else if (written === "absent") added.push(`${name}: ${code}`);
      else return undefined;
    }
    return added.length > 0 ? [...edits, ...objectWith(props, added, this.#sourceCode)] : edits;
  }

  /** The edit that gives properties to what has none yet. */
  #statingFirst(values: readonly (readonly [name: string, code: string | undefined])[]): Edit[] | undefined {
    const { arguments: given, node: made } = this.#made;
    const last = given.at(-1);
    const next = last && this.#sourceCode.getTokenAfter(last);
    const isBare = next?.value === "," || next === this.#sourceCode.getLastToken(made);
    if (given.length !== this.#position || !last || !isBare) return undefined;
    const added = values.map(([name, code]) => `${name}: ${code}`).join(", ");
    return [{ range: [last.range[1], last.range[1]], text: `, { ${added} }` }];
  }

  /** A time as code, with `Duration` as the file names it; `undefined` where it does not. */
  duration(seconds: number): string | undefined {
    const name = durationName(this.#sourceCode);
    return name && `${name}.seconds(${seconds})`;
  }
}

const isSomething = (value: Node): true | undefined =>
  /^(New|Call|Object)Expression$/.test(value.type) ||
  (value.type === "ArrayExpression" && value.elements.length > 0)
    ? true
    : undefined;

export const stated = <T>(value: T, at: Node): Stated<T> => ({ value, at });

/** A number that is spelt out, be it as a product. */
function numberOf(node: Node, sourceCode: SourceCode, depth = 4): number | undefined {
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
  const [, unit = ""] = /^Duration\.(\w+)$/.exec(ofCdk(value.callee, sourceCode)?.name ?? "") ?? [];
  const [amount] = value.arguments;
  const count = amount && numberOf(amount, sourceCode);
  return count === undefined || !Object.hasOwn(secondsIn, unit) ? undefined : count * secondsIn[unit]!;
}

/** How a file names the CDK's `Duration`, where it does. */
const durationName = oncePerFile((sourceCode): string | undefined => {
  for (const { name, defs } of variablesOfModule(sourceCode)) {
    const declared = defs[0]?.name as Node | undefined;
    const imported = declared && !isTypeImport(declared) ? importedAs(declared, sourceCode) : undefined;
    if (!imported || !/^(aws-cdk-lib|@aws-cdk\/core)$/.test(imported.module)) continue;
    if (imported.name === "Duration") return name;
    if (imported.name === "*") return `${name}.Duration`;
  }
  return undefined;
});

const isTypeImport = ({ parent }: Node): boolean =>
  (parent?.type === "ImportSpecifier" && parent.importKind === "type") ||
  (parent?.parent?.type === "ImportDeclaration" && parent.parent.importKind === "type");

/** The elements of a list that can be told. */
export const elementsOf = (field: Field, sourceCode: SourceCode): TSESTree.Node[] => {
  const list = typeof field === "string" ? undefined : valueBehind(field, sourceCode);
  return list?.type === "ArrayExpression"
    ? list.elements.flatMap((element) => (element ? [awaited(element)] : []))
    : [];
};
