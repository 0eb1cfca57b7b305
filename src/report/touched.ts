import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";
import type { Reason, ReviewedChange, Touched } from "./change.ts";
import { painted, tamed, type Terminal } from "./terminal.ts";
import { allOf, counted, indented, maximumProse, wrapped } from "./words.ts";

const margin = "  ";

/** What a change is about, for people: the handlers that it touches, each with why, and what it mends. */
export function changeForPeople(change: ReviewedChange, terminal: Terminal): string {
  const { base, commit, touched, fixed, unchecked } = change;
  const prose = (text: string) =>
    indented(wrapped(tamed(text), Math.min(terminal.columns, maximumProse) - margin.length), margin);
  const since = `Since ${base} (${commit.slice(0, 12)})`;
  const title =
    touched.length > 0
      ? `${since}, ${counted(touched.length, "handler")} touched`
      : `${since}, no handler was touched.`;
  return [
    painted(tamed(title), "bold", terminal),
    ...touched.map(
      (one) =>
        `${margin}${tamed(`${one.file}:${one.line}  ${one.name}`)}\n${indented(prose(reasonsOf(one)), margin)}`,
    ),
    ...(fixed.length > 0 ? [`Fixed since then (${fixed.length})`] : []),
    ...fixed.map(({ file, line, rule, message }) => prose(`${file}:${line} ${rule}: ${message}`)),
    ...(unchecked.length > 0 ? ["Not checked"] : []),
    ...unchecked.map(({ file, reason }) => prose(`${file}: ${reason}`)),
  ].join("\n");
}

/** `SQS; changed in its code (src/orders.ts:12) and how it is deployed (template.yaml:4)` */
function reasonsOf({ kind, file, sources, state, because }: Touched): string {
  const how = {
    new: "new",
    gone: `gone; it was in ${file}`,
    changed: `changed in ${touchedIn(because, (place) => place)}`,
  }[state];
  const known = sources.map((source) => sourceNamed(source as SourceName).title).join(", ");
  const what = kind === "function" ? outOfSight : "";
  return [known, how, what].filter(Boolean).join("; ");
}

/** What is said of a function that only its deployment shows. */
export const outOfSight = "its code is not in sight";

/** More places of a kind are counted. */
const mostPlaces = 3;

/** What of a handler a change touches: `its code (src/orders.ts:12) and how it is deployed (template.yaml:4)`. */
export function touchedIn(because: readonly Reason[], shown: (place: string) => string): string {
  const kinds = (["code", "called", "used", "deployment"] as const).flatMap((kind) => {
    const places = because
      .filter(({ what }) => what === kind)
      .map(({ file, line }) => shown(`${file}:${line}`));
    const left = places.length - mostPlaces;
    const named = left > 0 ? [...places.slice(0, mostPlaces), `${left} more`] : places;
    return named.length > 0 ? [`${words[kind]} (${named.join(", ")})`] : [];
  });
  return allOf.format(kinds);
}

const words: Readonly<Record<Reason["what"], string>> = {
  code: "its code",
  called: "what it calls",
  used: "what it imports",
  deployment: "how it is deployed",
};
