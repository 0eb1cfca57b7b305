import { serviceFor } from "../../rules/service/service-for.ts";
import { trees } from "../../rules/service/trees.ts";

/** How much code is kept parsed at most, in characters: a tree is some hundred times as large. */
const mostParsed = 200_000;

/** How much is parsed at once to follow handlers: the next file, so that few trees live long enough to cost more than their making. */
const ahead = 1;

/** A file below a folder. */
interface Placed {
  place: string;
  root: string;
}

/**
 * Files in the order in which each is parsed once: those that import others come before these, so that what is parsed to
 * follow a handler is what is reviewed next. From now on trees are kept for that.
 *
 * @param most how much is followed at once, in characters: all, where most of it need not be parsed
 */
export function importersFirst<File extends Placed>(files: readonly File[], most = ahead): File[] {
  trees.ask(mostParsed);
  const ranks = new Map<string, ReadonlyMap<string, number>>();
  const rankOf = ({ place, root }: File): number => {
    const found = serviceFor({ filename: `${root}/${place}`, cwd: root });
    if (!found) return 0;
    if (!ranks.has(found.root)) {
      found.modules.ahead = most;
      ranks.set(found.root, new Map(found.modules.inOrder.map((path, index) => [path, index])));
    }
    // What is no module, such as a template, comes when all is known of those.
    return ranks.get(found.root)!.get(found.path) ?? Number.MAX_SAFE_INTEGER;
  };
  const ranked = files.map((file) => ({ file, rank: rankOf(file) }));
  return ranked.sort((one, other) => one.rank - other.rank).map(({ file }) => file);
}
