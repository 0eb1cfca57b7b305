import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./kit/files.ts";
import { manifestInEnglish } from "./kit/manifest.ts";
import { root } from "./kit/root.ts";

interface Step {
  title: string;
  description: string;
  media: { svg: string; altText: string };
  completionEvents: string[];
}

const { commands, walkthroughs } = manifestInEnglish().contributes as {
  commands: { command: string }[];
  walkthroughs: { title: string; steps: Step[] }[];
};
const read = (file: string) => readFileSync(join(root, file), "utf8");

describe("the walkthrough", () => {
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);

  it("is one, of six steps at most, that nobody but VS Code opens", () => {
    assert.equal(walkthroughs.length, 1);
    assert.ok(steps.length <= 6);
    for (const file of [...filesBelow("src", /\.ts$/), "package.json"])
      assert.doesNotMatch(read(file), /openWalkthrough|workbench\.action\.openWalkthrough/, file);
  });

  it("shows pictures of its own, and no others lie beside them", () => {
    assert.deepEqual(steps.map(({ media }) => media.svg).sort(), filesBelow("media/walkthrough", /./).sort());
  });

  for (const { title, description, media, completionEvents } of steps) {
    it(`${title}: is done with a command that its text offers`, () => {
      const offered = [...description.matchAll(/\]\((?:command:(?:toSide:)?(\S+)|(https:\S+))\)/g)];
      const events = offered.map(([, command, link]) =>
        command ? `onCommand:${command}` : `onLink:${link}`,
      );
      assert.deepEqual(completionEvents, events);
      const known = commands.map(({ command }) => `onCommand:${command}`);
      for (const event of events) assert.ok(known.includes(event) || event.startsWith("onLink:"), event);
    });

    it(`${title}: has a picture that follows the theme, and words for it`, () => {
      const svg = read(media.svg);
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour!);
      for (const colour of colours)
        assert.match(colour, /^(none|var\(--vscode-[\w-]+, (none|currentcolor)\))$/);
      // VS Code shows it in a page that takes neither styles nor scripts, nor anything from elsewhere.
      assert.doesNotMatch(svg, /<style|style=|<script|href=|<image/);
      assert.match(svg, /^<svg [^>]*viewBox="0 0 520 300" role="img"/);
      assert.match(media.altText, /^[A-Z].{20,}\.$/);
    });
  }
});
