import { stringValue, type Node } from "../kit/ast.ts";
import { lineBreakOf, rangeWithComments, type Edit } from "../kit/edits.ts";
import { importing } from "../kit/importing.ts";
import { isOfModule } from "../kit/module-scope.ts";
import { withLastProperty } from "../kit/objects.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf, valueBehind } from "../kit/values.ts";
import type { StepIntoText } from "./guard-keys.ts";
import type { Payload } from "./guarded-payload.ts";
import { contextOf } from "./handlers.ts";
import { settingOf, type Config } from "./idempotency-config.ts";
import type { Guard } from "./powertools-guards.ts";

/** Reads text as JSON, where the expression is spelt out and its functions are Powertools' own. */
export function readingJson(
  config: Config,
  { field, index }: StepIntoText,
  sourceCode: SourceCode,
): Edit[] | undefined {
  const setting = settingOf(config, "eventKeyJmesPath", sourceCode);
  const literal = typeof setting === "object" ? valueBehind(setting, sourceCode) : undefined;
  const isPlain = settingOf(config, "jmesPathOptions", sourceCode) === "absent";
  if (!literal || !isPlain || !isSpeltAsIs(literal, sourceCode)) return undefined;
  const start = literal.range[0] + 1 + index;
  return [{ range: [start, start + field.length], text: `powertools_json(${field})` }];
}

/** Whether a literal holds no escapes, so that its text is its value. */
const isSpeltAsIs = (literal: Node, sourceCode: SourceCode): boolean =>
  sourceCode.text.slice(literal.range[0] + 1, literal.range[1] - 1) === stringValue(literal);

/** Makes the key of a record from its id; what the key of a request is, only its maker knows. */
export function namingRecord(
  guard: Guard,
  config: Config,
  payload: Payload,
  sourceCode: SourceCode,
): Edit[] | undefined {
  if (payload.path !== "Records[]") return undefined;
  const setting = 'eventKeyJmesPath: "messageId"';
  if (config.built) {
    const settings = settingsIn(config);
    // An empty path is a setting already.
    const isAbsent = settingOf(config, "eventKeyJmesPath", sourceCode) === "absent";
    const edit = settings && isAbsent ? withLastProperty(settings, setting, sourceCode) : undefined;
    return edit && [edit];
  }
  const { options } = guard;
  if (options?.type !== "ObjectExpression" || fieldOf(options, "config", sourceCode) !== "absent")
    return undefined;
  const wanted = { module: "@aws-lambda-powertools/idempotency", name: "IdempotencyConfig" };
  const imported = importing(wanted, options, sourceCode);
  const edit =
    imported && withLastProperty(options, `config: new ${imported.code}({ ${setting} })`, sourceCode);
  return edit && [edit, ...imported.edits];
}

/** Makes requests without a key fail. */
export function refusingNoKey(config: Config, sourceCode: SourceCode): Edit[] | undefined {
  const settings = settingsIn(config);
  const edit = settings && withLastProperty(settings, "throwOnNoIdempotencyKey: true", sourceCode);
  return edit && [edit];
}

/** The literal that holds all settings of a configuration. */
const settingsIn = ({ settings }: Config) => (settings?.type === "ObjectExpression" ? settings : undefined);

/** Tells a configuration of the module how much time is left, as the first thing a handler does. */
export function registeringContext(
  { handler }: Guard,
  { variable }: Config,
  sourceCode: SourceCode,
): { code: string; edits: Edit[] } | undefined {
  const { function: fn } = handler;
  const context = contextOf(handler);
  const [first] = fn.body?.type === "BlockStatement" ? fn.body.body : [];
  if (!variable || !isOfModule(variable) || context?.type !== "Identifier" || !first) return undefined;
  const code = `${variable.name}.registerLambdaContext(${context.name})`;
  const [indent] = /^\s*/.exec(sourceCode.lines[first.loc.start.line - 1]!)!;
  const [start] = rangeWithComments(first, sourceCode);
  return { code, edits: [{ range: [start, start], text: `${code};${lineBreakOf(sourceCode)}${indent}` }] };
}
