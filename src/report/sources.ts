import { sourceNamed, type SourceName } from "../../rules/lambda/event-sources.ts";

/** `SQS, API`; empty where none is known. */
export const sourcesIn = (sources: readonly string[]): string =>
  sources.map((source) => sourceNamed(source as SourceName).title).join(", ");
