import {
  isAsynchronous,
  isDeliveredAtLeastOnce,
  isStream,
  wantsStatus,
  type SourceName,
} from "../../rules/lambda/event-sources.ts";
import type { FoundHandler } from "../review/finding.ts";
import type { Report } from "./report.ts";

/** What only a person can answer, and the handlers that it is asked of: `handler` in `src/orders.ts`. */
export interface Question {
  /** Code stands between backticks. */
  asks: string;
  handlers: { name: string; file: string }[];
}

/** What to ask of handlers that some sources invoke. */
const questions: { asks: string; of: (source: SourceName, handler: FoundHandler) => boolean }[] = [
  {
    asks: "The same event can come twice. What does the second time do, and is that all right?",
    of: (source, { keys }) => isDeliveredAtLeastOnce(source) && keys.length === 0,
  },
  {
    asks: "What becomes of a message that never succeeds? Who looks into the dead-letter queue, and sends it again?",
    of: (source) => source === "sqs",
  },
  {
    asks: "A record that fails holds up those behind it. How long may that last, and what may be lost then?",
    of: isStream,
  },
  {
    asks: "Lambda gives up after two more tries. Who notices, and can the event be sent again?",
    of: (source) => isAsynchronous(source) && source !== "custom-resource",
  },
  {
    asks: "Can what it writes invoke it again?",
    of: (source) => source === "s3" || source === "dynamodb",
  },
  {
    asks: "May a run start while the one before is still at work?",
    of: (source) => source === "schedule",
  },
  {
    asks: "What does the client see when the function runs out of time? Is it safe for it to ask again?",
    of: wantsStatus,
  },
];

/** Rules that say what is wrong with a key, so that nobody has to be asked. */
const onKeys = /^(no-unstable-idempotency-key|valid-powertools-idempotency)$/;

/** The questions that no linter can decide, each once, with the handlers it is asked of. */
export function questionsFor({ files }: Report): Question[] {
  const handlers = files.flatMap((file) =>
    file.handlers.map((handler) => ({
      handler,
      keys: file.findings.some(({ rule }) => onKeys.test(rule)) ? [] : handler.keys,
      at: { name: handler.name, file: file.name },
    })),
  );
  const allKeys = [...new Set(handlers.flatMap(({ keys }) => keys))];
  const asked = [
    ...allKeys.map((key) => ({
      asks: `Is \`${key}\` the same whenever the same business operation comes again, and another for every other?`,
      handlers: handlers.filter(({ keys }) => keys.includes(key)),
    })),
    ...questions.map(({ asks, of }) => ({
      asks,
      handlers: handlers.filter(({ handler }) =>
        handler.sources.some((source) => of(source as SourceName, handler)),
      ),
    })),
    {
      asks: "What invokes it? Neither its code nor a template says.",
      handlers: handlers.filter(({ handler }) => handler.sources.length === 0),
    },
  ];
  return asked
    .filter((question) => question.handlers.length > 0)
    .map(({ asks, handlers: some }) => ({ asks, handlers: some.map(({ at }) => at) }));
}
