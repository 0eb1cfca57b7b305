import { clock, places, presets, stepsOf, type Place, type Preset } from "../lifecycle.ts";
import { escaped } from "../markdown.ts";

/** One choice of several, which the style follows without a script. */
function choice(legend: string, name: string, options: Readonly<Record<string, string>>): string {
  const labels = Object.entries(options).map(
    ([value, label], index) =>
      `<label><input type="radio" name="lifecycle-${name}" value="${value}"${index === 0 ? " checked" : ""}> ${label}</label>`,
  );
  return `<fieldset><legend>${legend}</legend> ${labels.join(" ")}</fieldset>`;
}

/** What stands below the picture of an environment's life; `media/shared/lifecycle.ts` moves it. */
export const lifecycleControls = `
<div class="choices">
${choice("Start", "preset", presets)}
${choice("Client", "place", places)}
</div>
<div class="controls">
<button type="button" class="play" aria-keyshortcuts="D">Play</button>
<button type="button" class="step">Step</button>
<label>Example time <input type="range" min="1" max="1" value="1"></label>
</div>
<div class="now" role="status"></div>`;

/** The same in words: of all stories, the style shows the one that is chosen. */
export const lifecycleStories = (Object.keys(presets) as Preset[])
  .flatMap((preset) => (Object.keys(places) as Place[]).map((place) => storyOf(preset, place)))
  .join("\n");

function storyOf(preset: Preset, place: Place): string {
  const items = stepsOf(preset, place).map(
    ({ time, state, text, clients }) =>
      `<li><b>${state}</b>, at ${clock(time)}. ${escaped(text)} <span class="count">Clients created: <b>${clients}</b></span></li>`,
  );
  return `<ol data-preset="${preset}" data-place="${place}">
${items.join("\n")}
</ol>`;
}
