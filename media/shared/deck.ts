/// <reference lib="dom" />

import { startLifecycle } from "./lifecycle.ts";
import type { Memory } from "./memory.ts";
import { answerAgain, answerQuizzes, choose, type TellAnswer } from "./quiz.ts";

export interface Deck {
  /** Shows the slide of this name, if there is one; whether there is. */
  show(topic: string): boolean;
  /** Goes so many slides on, or back. */
  turn(by: number): void;
  /** Opens a tab of the slide that is shown, if it has one of this name. */
  open(tab: string): void;
  /** Marks what was seen and answered before, and nothing else. */
  recall(memory: Memory): void;
}

/**
 * Shows the slides of a page one at a time, and turns them by keys, buttons and what lies above them. A place is told of
 * each slide that is shown and each answer, and may have keys of its own.
 */
export function startDeck(
  tellShown: (topic: string) => void,
  ownActions: Actions = {},
  tellAnswer?: TellAnswer,
): Deck {
  const slides = [...document.querySelectorAll<HTMLElement>(".slide")];
  const [back, next, quiz] = [button("back"), button("next"), button("quiz")];
  const [overview, keys, go] = [dialog("overview"), dialog("keys"), dialog("go")];

  let current = -1;
  const shown = () => slides[current]!;
  /** What stands for a slide in the line of dots and in the list of all slides. */
  const signsFor = (slide: Element) =>
    document.querySelectorAll(`.progress a[href="#${slide.id}"], #overview a[href="#${slide.id}"]`);

  function show(index: number): void {
    const slide = slides[index];
    if (!slide) return;
    for (const above of [overview, keys, go]) above.close();
    if (index === current) return;
    const hasTurned = current >= 0;
    current = index;
    for (const each of slides) {
      each.classList.toggle("current", each === slide);
      for (const sign of signsFor(each)) sign.classList.toggle("shown", each === slide);
    }
    for (const sign of signsFor(slide)) sign.classList.add("seen");
    back.disabled = index === 0;
    next.disabled = index === slides.length - 1;
    quiz.disabled = !tabOf("Quiz");
    byId("place").textContent = `${index + 1} / ${slides.length}`;
    tellShown(slide.id);
    window.scrollTo(0, 0);
    if (hasTurned) slide.querySelector<HTMLElement>("h1")!.focus({ preventScroll: true });
  }

  const placeOf = (topic: string) => slides.findIndex(({ id }) => id === topic);
  const turn = (by: number) => show(current + by);
  const tabOf = (name: string) => shown().querySelector<HTMLInputElement>(`input[data-tab="${name}"]`);

  function openTab(name: string): void {
    const tab = tabOf(name);
    if (!tab) return;
    if (!tab.checked) tab.click();
    tab.focus();
  }

  /** The first slide of a section, counted from 0. */
  function sectionStart(index: number): number {
    const names = slides.map((slide) => slide.querySelector(".part")!.textContent);
    return names.indexOf([...new Set(names)][index] ?? "");
  }

  function open(dialog: HTMLDialogElement): void {
    dialog.returnValue = "";
    dialog.querySelector("form")!.reset();
    dialog.showModal();
    const first = dialog === overview ? `a[href="#${shown().id}"]` : "input, button";
    dialog.querySelector<HTMLElement>(first)!.focus();
  }

  const actions: Actions = {
    ArrowRight: () => turn(1),
    PageDown: () => turn(1),
    " ": () => turn(1),
    ArrowLeft: () => turn(-1),
    "Shift+ ": () => turn(-1),
    PageUp: () => turn(-1),
    Home: () => show(0),
    End: () => show(slides.length - 1),
    f: () => openTab("Fix it"),
    q: () => openTab("Quiz"),
    d: startLifecycle(),
    g: () => open(go),
    o: () => open(overview),
    "?": () => open(keys),
    ...ownActions,
  };

  /** On the tab of a quiz, and on a slide that is one, 1 to 4 and A to D are answers. */
  function answers(key: string): boolean {
    const form = shown().querySelector<HTMLElement>("form.quiz");
    return form !== null && form.offsetParent !== null && choose(form, key);
  }

  document.addEventListener("keydown", (pressed) => {
    if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return;
    if (document.querySelector("dialog[open]")) return;
    const { key, shiftKey } = pressed;
    const name = key.length === 1 && key !== " " ? key.toLowerCase() : shiftKey ? `Shift+${key}` : key;
    if (!answers(key)) {
      const action = /^[1-9]$/.test(key) ? () => show(sectionStart(Number(key) - 1)) : actions[name];
      if (!action || isTaken(pressed)) return;
      action();
    }
    pressed.preventDefault();
  });

  back.addEventListener("click", () => turn(-1));
  next.addEventListener("click", () => turn(1));
  quiz.addEventListener("click", () => openTab("Quiz"));
  button("all").addEventListener("click", () => open(overview));
  button("help").addEventListener("click", () => open(keys));
  // A link to a slide turns to it. VS Code, which listens above, would scroll instead.
  document.body.addEventListener("click", (clicked) => {
    const link = clicked.target instanceof Element && clicked.target.closest('a[href^="#"]');
    const index = link ? placeOf(link.getAttribute("href")!.slice(1)) : -1;
    if (index < 0) return;
    clicked.preventDefault();
    clicked.stopPropagation();
    show(index);
  });
  // Only then has the focus come back from the dialog, and may go on to the slide.
  go.addEventListener("close", () => {
    if (go.returnValue) show(byId<HTMLInputElement>("number").valueAsNumber - 1);
  });

  answerQuizzes(tellAnswer);
  return {
    show(topic) {
      const index = placeOf(topic);
      show(index);
      return index >= 0;
    },
    turn,
    open: openTab,
    recall({ seen, answers }) {
      for (const slide of slides) {
        for (const sign of signsFor(slide)) sign.classList.toggle("seen", seen.includes(slide.id));
        const form = slide.querySelector<HTMLFormElement>("form.quiz");
        if (form) answerAgain(form, answers[slide.id]);
      }
    },
  };
}

/** What keys do, by their names. */
type Actions = Record<string, () => void>;

const byId = <T extends HTMLElement>(id: string) => document.querySelector<T>(`#${id}`)!;
const button = (id: string) => byId<HTMLButtonElement>(id);
const dialog = (id: string) => byId<HTMLDialogElement>(id);

/** What the focused element does with a key itself stays with it: Space presses a button, arrows scroll wide code. */
const uses: [elements: string, keys: RegExp][] = [
  ["button, summary", /^( |Enter)$/],
  ["a", /^Enter$/],
  ["input[type=range]", /^(Arrow.*|Page.*|Home|End)$/],
  ["input[type=radio]", /^( |Enter|Arrow.*)$/],
  ["form.quiz input", /^.$/],
  ["select", /^(.|Enter|Arrow.*|Page.*|Home|End)$/],
  ["pre, .picture", /^(Arrow.*| |Page.*|Home|End)$/],
];

const isTaken = ({ key, target }: KeyboardEvent): boolean =>
  target instanceof Element && uses.some(([elements, keys]) => target.closest(elements) && keys.test(key));
