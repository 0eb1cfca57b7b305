import { painted } from "../report/terminal.ts";
import { indented } from "../report/words.ts";
import { clock, stepsOf } from "../teaching/lifecycle.ts";
import { prose } from "./prose.ts";
import { narrower, type Sheet } from "./sheet.ts";

/** What the picture of an environment's life plays elsewhere: the one story with a start of either kind. */
export function lifeOfEnvironments(sheet: Sheet): string {
  const [outside, inside] = [stepsOf("burst", "outside"), stepsOf("burst", "inside")];
  const steps = outside.map(({ state, time, text }, index) => {
    const lines = prose(`**${state}**, at ${clock(time)}. ${text}`, narrower(sheet, 3));
    return `${index + 1}. ${indented(lines, "   ").trimStart()}`;
  });
  const [few, more] = [outside, inside].map((story) =>
    painted(String(story.at(-1)!.clients), "bold", sheet.terminal),
  );
  return [
    prose("Three requests come at once, then one more. The client is created outside the handler.", sheet),
    ...steps,
    `Clients created: ${few}. Were it created inside the handler: ${more}.`,
  ].join("\n");
}
