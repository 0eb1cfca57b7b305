import { bare, type Node } from "../kit/ast.ts";
import type { Variable } from "../kit/bindings.ts";
import type { Edit } from "../kit/edits.ts";
import type { SourceCode } from "../kit/rule.ts";
import { fieldOf } from "../kit/values.ts";
import { sourceNamed, type SourceName } from "./event-sources.ts";
import { changingPartOf, mayFindNothing, stepIntoText } from "./guard-keys.ts";
import { namingRecord, readingJson, refusingNoKey, registeringContext } from "./guard-offers.ts";
import { passesContext, payloadOf, type Payload } from "./guarded-payload.ts";
import {
  configOf,
  differ,
  keyPathOf,
  mayKnowContext,
  settingOf,
  storeOf,
  type Config,
} from "./idempotency-config.ts";
import type { Lambda } from "./model.ts";
import { guardsIn, type Guard } from "./powertools-guards.ts";

/** Why a guard of Powertools does not stop repeats, or stops more than these. */
export interface GuardFault {
  kind: "wholeEvent" | "textPath" | "sharedStore" | "timeLeft" | "missingKey";
  node: Node;
  /** What the message names. */
  data: Record<string, string>;
  /** What mends it. */
  edits?: Edit[] | undefined;
}

/** A guard whose configuration is in sight. */
interface Configured {
  guard: Guard;
  config: Config;
}

/** The faults of the guards in a file, guard by guard. */
export function guardFaultsIn(lambda: Lambda, sourceCode: SourceCode): GuardFault[] {
  const guards = guardsIn(lambda, sourceCode).flatMap((guard): Configured[] => {
    const config = configOf(guard, sourceCode);
    return config ? [{ guard, config }] : [];
  });
  const firstOf = firstWithItsStore(guards, sourceCode);
  return guards.flatMap((one) => {
    const payload = payloadOf(one.guard, lambda, sourceCode);
    const faults = [
      payload && faultOfKey(one, payload, sourceCode),
      faultOfStore(one, firstOf(one), sourceCode),
      payload && faultOfTime(one, payload, lambda, sourceCode),
    ];
    return faults.filter((fault) => fault !== undefined);
  });
}

/** Finds the first guard that a handler has with the store of another. */
function firstWithItsStore(guards: readonly Configured[], sourceCode: SourceCode) {
  const first = new Map<Variable, Configured[]>();
  const storeAt = ({ guard }: Configured) => storeOf(guard, sourceCode);
  const among = ({ guard }: Configured, others: readonly Configured[]) =>
    others.find((other) => other.guard.handler === guard.handler);
  for (const one of guards) {
    const store = storeAt(one);
    const others = (store && first.get(store)) ?? [];
    if (store && !among(one, others)) first.set(store, [...others, one]);
  }
  return (one: Configured): Configured | undefined => among(one, first.get(storeAt(one)!) ?? []);
}

function faultOfKey(
  { guard, config }: Configured,
  payload: Payload,
  sourceCode: SourceCode,
): GuardFault | undefined {
  const path = keyPathOf(config, sourceCode);
  if (path === undefined) return undefined;
  const node = settingOf(config, "eventKeyJmesPath", sourceCode);
  if (path === "" || typeof node !== "object") {
    const part = changingPartOf(payload);
    if (part === undefined) return undefined;
    const edits = namingRecord(guard, config, payload, sourceCode);
    return { kind: "wholeEvent", node: guard.call.callee, data: { part }, edits };
  }
  const step = stepIntoText(path, payload);
  if (step) {
    const edits = readingJson(config, step, sourceCode);
    return { kind: "textPath", node, data: { field: step.field }, edits };
  }
  const isRequired = settingOf(config, "throwOnNoIdempotencyKey", sourceCode) !== "absent";
  if (isRequired || !mayFindNothing(path, payload)) return undefined;
  return { kind: "missingKey", node, data: {}, edits: refusingNoKey(config, sourceCode) };
}

function faultOfStore(
  { guard, config }: Configured,
  first: Configured | undefined,
  sourceCode: SourceCode,
): GuardFault | undefined {
  if (!first || first.guard === guard || !differ(first.config, config, sourceCode)) return undefined;
  const node = bare(fieldOf(guard.options, "persistenceStore", sourceCode) as Node);
  return { kind: "sharedStore", node, data: { store: storeOf(guard, sourceCode)!.name } };
}

/** Sources whose events are lost once they are refused a few times, long before a record expires. */
const givesUp = (source: SourceName): boolean => source === "sqs" || sourceNamed(source).delivery === "async";

/**
 * A record of work that a timeout cut off says how long it holds only where Powertools knew the time left. Without it,
 * it refuses all repeats until it expires.
 * https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/#lambda-timeouts
 */
function faultOfTime(
  { guard, config }: Configured,
  { sources }: Payload,
  lambda: Lambda,
  sourceCode: SourceCode,
): GuardFault | undefined {
  if (guard.isHandler || !sources.every(givesUp) || mayKnowContext(config, sourceCode)) return undefined;
  if (guard.uses.some((use) => passesContext(use, lambda, sourceCode))) return undefined;
  const register = registeringContext(guard, config, sourceCode);
  const data = { code: register?.code ?? "" };
  return { kind: "timeLeft", node: guard.call.callee, data, edits: register?.edits };
}
