import type { RuleContext } from "./rule.ts";

/**
 * The day, as `2026-11-24`. A configuration can set it, so that a build of last year says today what it said then:
 * `settings: { "effective-lambda": { today: "2025-11-24" } }`.
 */
export function todayFor({ settings }: Pick<RuleContext, "settings">): string {
  const own = settings["effective-lambda"] as { today?: unknown } | undefined;
  return isDay(own?.today) ? own.today : new Date().toISOString().slice(0, 10);
}

export const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
