import { fixOf } from "./edits.ts";
import type { Hoist } from "./hoist.ts";
import type { SourceCode } from "./rule.ts";

/** The titles of what is offered where something can be built once. How moving it is called depends on the thing. */
export const titlesOfOffers = (move: string) => ({
  move,
  share: "Use `{{name}}`, which the module already has",
  lazy: "Create it lazily at module scope (`{{name}} ??= …`)",
});

/**
 * The suggestions for something that can be built once, in the order in which people should see them.
 *
 * @param thing what the title of `move` says of the thing
 */
export const offersFor = (
  { move, share, lazy }: Hoist,
  thing: Record<string, string>,
  sourceCode: SourceCode,
) =>
  [
    move && { messageId: "move" as const, data: thing, fix: fixOf(move.edits, sourceCode) },
    share && { messageId: "share" as const, data: { name: share.name }, fix: fixOf(share.edits, sourceCode) },
    lazy && { messageId: "lazy" as const, data: { name: lazy.name }, fix: fixOf(lazy.edits, sourceCode) },
  ].filter((offer) => offer !== undefined);
