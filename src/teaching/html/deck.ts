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

/** What a place has of its own. */
export interface Own {
  /** Its keys, or what they do there. */
  keys: [keys: string, what: string][];
  /** What stands beside every slide. */
  beside?: string;
  /** Its buttons. */
  buttons?: string;
}

/**
 * The slides, the buttons that turn them, and what lies above them on demand; `media/shared/deck.ts` shows one at a
 * time.
 */
export const deckBody = (slides: readonly Slide[], materials: Materials, own: Own): string =>
  `<main id="main" class="deck">
${progressLine(slides)}
${slides.map((slide) => slideSection(slide, materials)).join("\n")}${own.beside ?? ""}
</main>
<nav class="bar" aria-label="Slides">
<button type="button" id="back">Back</button>
<button type="button" id="next">Next</button>
<button type="button" id="quiz">Quiz</button>${own.buttons ?? ""}
<button type="button" id="all">All slides</button>
<button type="button" id="help">Keys</button>
</nav>
${overview(slides)}
<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<dl>${[...keys, ...own.keys].map(([key, what]) => `<div><dt>${key}</dt><dd>${what}</dd></div>`).join("")}</dl>
<form method="dialog"><button>Close</button></form>
</dialog>
<dialog id="go" aria-labelledby="go-title">
<h2 id="go-title">Go to a slide</h2>
<form method="dialog"><label for="number">Number, 1 to ${slides.length}</label> <input id="number" type="number" min="1" max="${slides.length}" required> <button value="go">Go</button></form>
</dialog>`;

/** Where one is: a number, and a dot for each slide in its section. To those who see no dots the overview says the same. */
function progressLine(slides: readonly Slide[]): string {
  const groups = sectionsOf(slides).map(({ slides }) => {
    const dots = slides.map(
      ({ topic, title }) => `<a href="#${topic}" tabindex="-1" title="${escaped(title)}"></a>`,
    );
    return `<span>${dots.join("")}</span>`;
  });
  return `<div class="progress">
<p id="place" role="status"></p>
<div class="dots" aria-hidden="true">${groups.join("\n")}</div>
</div>`;
}

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
