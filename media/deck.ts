/// <reference lib="dom" />

/** What the page tells the extension: that it can listen, and which slide it shows. */
export type FromDeck = "ready" | { shown: string };

/** What the extension tells the page. */
export interface ToDeck {
  show: string;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromDeck): void;
  setState(state: { shown: string }): void;
};

const editor = acquireVsCodeApi();
const slides = [...document.querySelectorAll<HTMLElement>("section")];
const place = document.querySelector<HTMLElement>("#place")!;
const back = document.querySelector<HTMLButtonElement>("#back")!;
const next = document.querySelector<HTMLButtonElement>("#next")!;
let current = -1;

function show(index: number): void {
  const slide = slides[index];
  if (!slide) return;
  current = index;
  for (const each of slides) each.hidden = each !== slide;
  back.disabled = index === 0;
  next.disabled = index === slides.length - 1;
  place.textContent = `${index + 1} / ${slides.length}`;
  slide.parentElement!.scrollTo(0, 0);
  slide.querySelector<HTMLElement>("h1")!.focus();
  editor.setState({ shown: slide.id });
  editor.postMessage({ shown: slide.id });
}

const steps: Record<string, () => number> = {
  ArrowRight: () => current + 1,
  PageDown: () => current + 1,
  " ": () => current + 1,
  ArrowLeft: () => current - 1,
  "Shift+ ": () => current - 1,
  PageUp: () => current - 1,
  Home: () => 0,
  End: () => slides.length - 1,
};

/** What the focused element does with a key itself stays with it: Space presses a button, arrows scroll wide code. */
const isTaken = ({ key, target }: KeyboardEvent) =>
  target instanceof Element && target.closest(key === " " ? "button, summary" : "pre") !== null;

document.addEventListener("keydown", (pressed) => {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || isTaken(pressed)) return;
  const step = steps[pressed.shiftKey ? `Shift+${pressed.key}` : pressed.key];
  if (!step) return;
  pressed.preventDefault();
  show(step());
});
back.addEventListener("click", () => show(current - 1));
next.addEventListener("click", () => show(current + 1));

window.addEventListener("message", ({ data }: MessageEvent<ToDeck>) => {
  show(slides.findIndex(({ id }) => id === data.show));
});
for (const code of document.querySelectorAll("pre")) code.tabIndex = 0;
editor.postMessage("ready");
