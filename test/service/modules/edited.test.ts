import assert from "node:assert/strict";
import { FilesInMemory } from "../../../rules/service/files.ts";
import { Modules } from "../../../rules/service/modules/modules.ts";
import { Service } from "../../../rules/service/service.ts";
import { modulesOf, reachedIn } from "./reached.ts";

const layers = 5;
const width = 4;

/** Numbers that are the same in each run. */
function drawnFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A module that calls functions of others, directly or by a file that passes them on, and sometimes of layers before it. */
function moduleAt(layer: number, draw: (below: number) => number): string {
  const others = Array.from({ length: 3 }, () => {
    const file = `m${draw(6) === 0 ? draw(layers) : Math.min(layer + 1, layers - 1)}_${draw(width)}`;
    const part = ["event", "event.a", "event.b", "1"][draw(4)];
    return { file, from: draw(3) === 0 ? "all" : file, call: `${file}.run(${part})` };
  });
  const imports = [...new Map(others.map((one) => [one.file, one.from]))].map(([file, from]) =>
    from === "all" ? `import { ${file} } from "./all";` : `import * as ${file} from "./${file}";`,
  );
  const calls = others.slice(draw(3)).map(({ call }, index) => {
    if (draw(5) === 0) return `try { await ${call}; } catch {}`;
    return index % 2 === 0 ? `await ${call};` : `if (event.b) await ${call};`;
  });
  const body = `async (event) => { ${calls.join(" ")} };`;
  return [
    ...imports,
    ...Array.from({ length: draw(3) }, () => "// one more line"),
    layer === 0 ? `export const handler = ${body}` : `export const run = ${body}`,
  ].join("\n");
}

describe("A repository that is edited", () => {
  it("has the same reach as one that was always so, with the same ways", () => {
    const draw = drawnFrom(5);
    const paths = Array.from({ length: layers * width }, (_, index) => ({
      layer: Math.floor(index / width),
      path: `m${Math.floor(index / width)}_${index % width}.js`,
    }));
    const all = paths.map(({ path }) => path.slice(0, -3));
    const files: Record<string, string> = {
      "all.js": all.map((name) => `export * as ${name} from "./${name}";`).join("\n"),
    };
    for (const { path, layer } of paths) files[path] = moduleAt(layer, draw);
    const changing = new FilesInMemory(files);
    const service = new Service(changing);
    const modules = new Modules(service);
    for (let edit = 0; edit < 25; edit++) {
      const { path, layer } = paths[draw(paths.length)]!;
      const text = files[path]!;
      files[path] = draw(3) === 0 ? moduleAt(layer, draw) : edited(text, draw);
      changing.write(path, files[path]);
      service.refresh();
      modules.refresh();
      const fresh = modulesOf(new FilesInMemory(files));
      assert.deepEqual(reachedIn(files, modules), reachedIn(files, fresh), `${edit}: ${path}`);
      for (const { path: one } of paths)
        assert.deepEqual(modules.waysTo(one, "run"), fresh.waysTo(one, "run"), `${edit}: ${path} for ${one}`);
    }
  });
});

/** What somebody types who imports nothing new: a line, another argument, a call less, or nothing that matters. */
function edited(text: string, draw: (below: number) => number): string {
  const edits = [
    () => `// a line\n${text}`,
    () => text.replace(/\.run\(.*?\)/, ".run(event.c)"),
    () => text.replace(/await m\w+\.run\(.*?\);/, ""),
    () => text.replace("=> { ", "=> { log(); "),
  ];
  return edits[draw(edits.length)]!();
}
