import { rowOf, type Row } from "../row.ts";
import { started } from "./extension.ts";

/** What VS Code waits for: the bundle, and `activate()`. The first run is apart, since it compiles. */
export function start(): Row[] {
  const runs = Array.from({ length: 21 }, () => {
    const run = started();
    run.dispose();
    return run;
  });
  const [first, ...others] = runs;
  const times = (what: "load" | "activate") => others.map((run) => run[what]);
  return [
    rowOf("extension.cjs loads, for the first time", [first!.load], "ms"),
    rowOf("extension.cjs loads", times("load"), "ms"),
    rowOf("activate(), for the first time", [first!.activate], "ms", 20),
    rowOf("activate()", times("activate"), "ms", 20),
  ];
}
