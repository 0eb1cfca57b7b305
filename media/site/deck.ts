/// <reference lib="dom" />

import { answerQuizzes, choose } from "./quiz.ts";

const slides = [...document.querySelectorAll<HTMLElement>(".slide")];
const byId = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const [back, next] = [byId<HTMLButtonElement>("back"), byId<HTMLButtonElement>("next")];
const quiz = byId<HTMLButtonElement>("quiz");
const [overview, keys, go] = ["overview", "keys", "go"].map((id) => byId<HTMLDialogElement>(id)) as [
  HTMLDialogElement,
  HTMLDialogElement,
  HTMLDialogElement,
];

let current = -1;
const shown = () => slides[current]!;

function show(index: number): void {
  const slide = slides[index];
  if (!slide || index === current) return;
  const hasTurned = current >= 0;
  current = index;
  for (const each of slides) each.classList.toggle("current", each === slide);
  back.disabled = index === 0;
  next.disabled = index === slides.length - 1;
  quiz.disabled = !tabOf("Quiz");
  byId("place").textContent = `${index + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${slide.id}`);
  window.scrollTo(0, 0);
  if (hasTurned) slide.querySelector<HTMLElement>("h1")!.focus({ preventScroll: true });
}

/** The slide that the address names, or the first. */
function showNamed(): void {
  const named = slides.findIndex(({ id }) => `#${id}` === location.hash);
  if (named >= 0 || current < 0) show(Math.max(named, 0));
}

const tabOf = (name: string) => shown().querySelector<HTMLInputElement>(`input[data-tab="${name}"]`);

function openTab(name: string): void {
  const tab = tabOf(name);
  if (!tab) return;
  tab.checked = true;
  tab.focus();
}

/** The first slide of a section, counted from 0. */
function sectionStart(index: number): number {
  const names = slides.map((slide) => slide.querySelector(".part")!.textContent);
  return names.indexOf([...new Set(names)][index] ?? "");
}

function open(dialog: HTMLDialogElement): void {
  dialog.returnValue = "";
  dialog.showModal();
  dialog
    .querySelector<HTMLElement>(dialog === overview ? `a[href="#${shown().id}"]` : "input, button")!
    .focus();
}

const actions: Record<string, () => void> = {
  ArrowRight: () => show(current + 1),
  PageDown: () => show(current + 1),
  " ": () => show(current + 1),
  ArrowLeft: () => show(current - 1),
  "Shift+ ": () => show(current - 1),
  PageUp: () => show(current - 1),
  Home: () => show(0),
  End: () => show(slides.length - 1),
  f: () => openTab("Fix it"),
  q: () => openTab("Quiz"),
  g: () => open(go),
  o: () => open(overview),
  "?": () => open(keys),
};

/** What the focused element does with a key itself stays with it: Space presses a button, arrows scroll wide code. */
const uses: [elements: string, keys: RegExp][] = [
  ["input[type=number], dialog[open]", /./],
  ["button, summary", /^( |Enter)$/],
  ["a", /^Enter$/],
  ["input[type=radio]", /^( |Enter|Arrow.*)$/],
  ["pre, .picture", /^(Arrow.*| |Page.*|Home|End)$/],
];

const isTaken = ({ key, target }: KeyboardEvent): boolean =>
  target instanceof Element && uses.some(([elements, keys]) => target.closest(elements) && keys.test(key));

/** On the tab of a quiz, and on a slide that is one, 1 to 4 and A to D are answers. */
function answers(key: string): boolean {
  const form = shown().querySelector<HTMLElement>("form.quiz");
  return form !== null && form.offsetParent !== null && choose(form, key);
}

document.addEventListener("keydown", (pressed) => {
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || isTaken(pressed)) return;
  const { key, shiftKey } = pressed;
  const name = key.length === 1 && key !== " " ? key.toLowerCase() : shiftKey ? `Shift+${key}` : key;
  if (!answers(key)) {
    const action = /^[1-9]$/.test(key) ? () => show(sectionStart(Number(key) - 1)) : actions[name];
    if (!action) return;
    action();
  }
  pressed.preventDefault();
});

back.addEventListener("click", () => show(current - 1));
next.addEventListener("click", () => show(current + 1));
quiz.addEventListener("click", () => openTab("Quiz"));
byId("all").addEventListener("click", () => open(overview));
byId("help").addEventListener("click", () => open(keys));
overview.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLAnchorElement) overview.close();
});
// Only then has the focus come back from the dialog, and may go on to the slide.
go.addEventListener("close", () => {
  if (go.returnValue) show(byId<HTMLInputElement>("number").valueAsNumber - 1);
});
window.addEventListener("hashchange", showNamed);

/** A finger that moves far to one side turns the slide, unless it scrolls something wide. */
let touched: Touch | undefined;
document.addEventListener("touchstart", ({ touches, target }) => {
  const scrolls = target instanceof Element && target.closest("pre, .picture, dialog");
  touched = touches.length === 1 && !scrolls ? touches[0] : undefined;
});
document.addEventListener("touchend", ({ changedTouches: [left] }) => {
  if (!touched || !left) return;
  const [x, y] = [left.clientX - touched.clientX, left.clientY - touched.clientY];
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) show(current + (x < 0 ? 1 : -1));
});

answerQuizzes();
showNamed();
