import type { TSESTree } from "@typescript-eslint/utils";
import { bare, memberName, stringValue, type Node } from "../kit/ast.ts";
import { placesOf } from "../kit/binding.ts";
import { variableOf, type Variable } from "../kit/bindings.ts";
import { importedAs } from "../kit/imports.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, valueBehind, type Field } from "../kit/values.ts";
import type { Guard } from "./powertools-guards.ts";

/** An `IdempotencyConfig` whose settings are in sight; without one, Powertools takes its defaults. */
export interface Config {
  /** `new IdempotencyConfig({ … })` */
  built?: TSESTree.NewExpression;
  /** The settings it is built with. */
  settings: Node | undefined;
  /** The name it goes by. */
  variable?: Variable | undefined;
}

/** The configuration of a guard, where it is in sight. */
export function configOf({ options }: Guard, sourceCode: SourceCode): Config | undefined {
  const field = options ? fieldOf(options, "config", sourceCode) : "absent";
  if (field === "absent") return { settings: undefined };
  if (field === "unknown") return undefined;
  const built = valueBehind(field, sourceCode);
  if (built.type !== "NewExpression") return undefined;
  if (importedAs(built.callee, sourceCode)?.name !== "IdempotencyConfig") return undefined;
  return { built, settings: built.arguments[0], variable: variableOf(bare(field), sourceCode) };
}

/** A setting of a configuration. */
export const settingOf = ({ settings }: Config, name: string, sourceCode: SourceCode): Field =>
  fieldOf(settings, name, sourceCode);

/** The JMESPath expression that finds the key: empty where there is none, `undefined` where it cannot be told. */
export function keyPathOf(config: Config, sourceCode: SourceCode): string | undefined {
  const field = settingOf(config, "eventKeyJmesPath", sourceCode);
  if (field === "absent") return "";
  return field === "unknown" ? undefined : stringValue(valueBehind(field, sourceCode));
}

/**
 * Settings that a store takes from the first configuration it meets, with their defaults.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/#using-multiple-idempotent-operations
 */
const kept: Record<string, unknown> = {
  eventKeyJmesPath: "",
  payloadValidationJmesPath: "",
  throwOnNoIdempotencyKey: false,
  expiresAfterSeconds: 3600,
  useLocalCache: false,
  hashFunction: "md5",
};

/** Whether two configurations certainly differ in something that a store can have only once. */
export const differ = (one: Config, other: Config, sourceCode: SourceCode): boolean =>
  Object.keys(kept).some((name) => {
    const values = [one, other].map((config) => valueOfSetting(config, name, sourceCode));
    return values.every((value) => value !== undefined) && values[0] !== values[1];
  });

function valueOfSetting(config: Config, name: string, sourceCode: SourceCode): unknown {
  const field = settingOf(config, name, sourceCode);
  if (field === "absent") return kept[name];
  if (field === "unknown") return undefined;
  const value = valueBehind(field, sourceCode);
  return value.type === "Literal" ? value.value : stringValue(value);
}

/** The variable of the store that a guard remembers results in. */
export function storeOf({ options }: Guard, sourceCode: SourceCode): Variable | undefined {
  const field = fieldOf(options, "persistenceStore", sourceCode);
  return typeof field === "object" ? variableOf(bare(field), sourceCode) : undefined;
}

/** Whether a configuration is told the context, or may be, where it is given away. */
export function mayKnowContext(config: Config, sourceCode: SourceCode): boolean {
  if (settingOf(config, "lambdaContext", sourceCode) !== "absent") return true;
  if (!config.variable) return false;
  if (isExported(config.variable)) return true;
  return placesOf(config.variable).some(({ parent }) => {
    if (parent?.type === "Property") return false;
    return parent?.type !== "MemberExpression" || memberName(parent) === "registerLambdaContext";
  });
}

/** `export const config = …`: another module may tell it. */
const isExported = ({ defs: [definition] }: Variable): boolean =>
  (definition?.node as Node | undefined)?.parent?.parent?.type === "ExportNamedDeclaration";
