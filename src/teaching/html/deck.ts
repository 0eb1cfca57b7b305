import { escaped } from "../markdown.ts";
import { sectionsOf, topics, type Slide } from "../slide.ts";
import { slideSection, type Materials } from "./slide.ts";

const keys: [keys: string, what: string][] = [
  ["→, Space, Page Down", "next slide"],
  ["←, Shift+Space, Page Up", "previous slide"],
  ["Home, End", "first and last slide"],
  ["1 to 9", "a section"],
  ["G", "a slide by its number"],
  ["F", "the tab Fix it"],
  ["Q", "the tab Quiz; there 1 to 4 or A to D choose, Enter checks"],
  ["D", "plays and pauses the picture of an environment's life"],
  ["O", "all slides"],
  ["?", "these keys"],
];

/**
 * The slides, the buttons that turn them, and what lies above them on demand; `media/shared/deck.ts` shows one at a
 * time. What Esc does depends on the place.
 */
export const deckBody = (slides: readonly Slide[], materials: Materials, esc: string): string =>
  `<main id="main" class="deck">
${slides.map((slide) => slideSection(slide, materials)).join("\n")}
</main>
<nav class="bar" aria-label="Slides">
<button type="button" id="back">Back</button>
<p id="place" role="status"></p>
<button type="button" id="next">Next</button>
<button type="button" id="quiz">Quiz</button>
<button type="button" id="all">All slides</button>
<button type="button" id="help">Keys</button>
</nav>
${overview(slides)}
<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<dl>${[...keys, ["Esc", esc]].map(([key, what]) => `<div><dt>${key}</dt><dd>${what}</dd></div>`).join("")}</dl>
<form method="dialog"><button>Close</button></form>
</dialog>
<dialog id="go" aria-labelledby="go-title">
<h2 id="go-title">Go to a slide</h2>
<form method="dialog"><label for="number">Number, 1 to ${slides.length}</label> <input id="number" type="number" min="1" max="${slides.length}" required> <button value="go">Go</button></form>
</dialog>`;

function overview(slides: readonly Slide[]): string {
  const lists = sectionsOf(slides).map(({ title, slides }) => {
    const items = slides.map(({ topic, title }) => {
      const number = topics.indexOf(topic) + 1;
      return `<li value="${number}"><a href="#${topic}">${escaped(title)}</a></li>`;
    });
    return `<div><h3>${escaped(title)}</h3><ol>${items.join("")}</ol></div>`;
  });
  return `<dialog id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">All slides</h2>
<div class="sections">${lists.join("\n")}</div>
<form method="dialog"><button>Close</button></form>
</dialog>`;
}
