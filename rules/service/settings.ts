import { isDay } from "../kit/today.ts";
import type { LintedFile } from "../lambda/deployed.ts";
import { eventSources } from "../lambda/event-sources.ts";
import type { HandlerSetting, Settings } from "./word.ts";

type Unchecked = Record<string, unknown>;

/** Whether a value is what a setting takes, and what that is in words. */
type Kind = [isRight: (value: unknown) => boolean, inWords: string];

const text: Kind = [(value) => typeof value === "string", "text"];

const kinds: Record<keyof Settings, Kind> = {
  handlers: [Array.isArray, "a list"],
  templates: [(value) => typeof value === "boolean", "true or false"],
  scope: [(value) => value === "file" || value === "service", '"file" or "service"'],
  today: [isDay, 'a day such as "2026-11-24"'],
};

const kindsOfHandler: Record<keyof HandlerSetting, Kind> = {
  files: text,
  export: text,
  source: [
    (value) => typeof value === "string" && Object.hasOwn(eventSources, value),
    `one of ${Object.keys(eventSources).join(", ")}`,
  ],
  batchSize: [Number.isInteger, "a whole number"],
  runtime: text,
};

const known = new WeakMap<object, Settings>();

/** What a configuration of ESLint says under our name, as far as it is right. What is not, is told once, and does not count. */
export function settingsOf({ settings }: Pick<LintedFile, "settings">): Settings {
  const given = settings?.["effective-lambda"];
  if (given === undefined) return {};
  const name = 'settings["effective-lambda"]';
  if (!isObject(given)) {
    tell(`${name} has to be an object.`);
    return {};
  }
  const before = known.get(given);
  if (before) return before;
  const right: Settings = rightOf(given, kinds, name);
  if (right.handlers)
    right.handlers = right.handlers.flatMap((handler: unknown, index) =>
      handlerIn(handler, `${name}.handlers[${index}]`),
    );
  known.set(given, right);
  return right;
}

/** An entry of the list, whole or not at all: without what is wrong, it could be about other handlers. */
function handlerIn(handler: unknown, name: string): HandlerSetting[] {
  if (!isObject(handler)) {
    tell(`${name} has to be an object.`);
    return [];
  }
  const right: Partial<HandlerSetting> = rightOf(handler, kindsOfHandler, name);
  if (handler.files === undefined) tell(`${name} has to name its files.`);
  const isWhole = Object.keys(handler).length === Object.keys(right).length;
  return isWhole && right.files !== undefined ? [right as HandlerSetting] : [];
}

function rightOf(given: Unchecked, kinds: Record<string, Kind>, name: string): Unchecked {
  const entries = Object.entries(given).filter(([key, value]) => {
    if (value === undefined) return true;
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (!kind) tell(`${name} has no setting "${key}". It can have ${Object.keys(kinds).join(", ")}.`);
    else if (!kind[0](value)) tell(`${name}.${key} has to be ${kind[1]}.`);
    return kind?.[0](value) ?? false;
  });
  return Object.fromEntries(entries);
}

const isObject = (value: unknown): value is Unchecked =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const told = new Set<string>();

/** A lint run goes on, with the sentence on standard error, as with ESLint's own warnings. */
function tell(mistake: string): void {
  if (told.has(mistake)) return;
  told.add(mistake);
  // Browsers have nobody to tell.
  globalThis.process?.emitWarning?.(`${mistake} It does not count.`, "EffectiveLambdaWarning");
}
