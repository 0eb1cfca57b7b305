/// <reference lib="dom" />

import {
  clock,
  statesAt,
  stepsOf,
  type Place,
  type Preset,
  type State,
} from "../../src/teaching/lifecycle.ts";

/** How long a step stays, to be read, in milliseconds. */
const pace = 4_000;

/**
 * Moves the picture of an environment's life, where the page has it. What comes back plays and pauses it, as long as it
 * can be seen.
 */
export function startLifecycle(): () => void {
  const figure = document.querySelector<HTMLElement>("figure.lifecycle");
  return figure ? movedBy(figure) : () => undefined;
}

function movedBy(figure: HTMLElement): () => void {
  const part = <T extends Element>(selector: string) => figure.querySelector<T>(selector)!;
  const [play, time, now] = [
    part<HTMLElement>(".play"),
    part<HTMLInputElement>("[type=range]"),
    part(".now"),
  ];
  const box = (state: State) => part<SVGRectElement>(`#lifecycle-${state.toLowerCase()}-box`);
  const chosen = (name: string) => part<HTMLInputElement>(`[name=lifecycle-${name}]:checked`).value;

  const index = () => time.valueAsNumber - 1;
  const isLast = () => time.value === time.max;

  function show(index: number): void {
    const [preset, place] = [chosen("preset") as Preset, chosen("place") as Place];
    const steps = stepsOf(preset, place);
    const { state, time: at } = steps[index]!;
    time.max = String(steps.length);
    time.value = String(index + 1);
    time.setAttribute("aria-valuetext", `${clock(at)}, ${state}`);
    draw(statesAt(steps, index));
    bringIntoFrame(state);
    const said = part(`ol[data-preset=${preset}][data-place=${place}] > li:nth-child(${index + 1})`);
    now.replaceChildren(...[...said.childNodes].map((node) => node.cloneNode(true)));
  }

  /** Each environment's token goes to the box of its state; those of a box share its width. */
  function draw(states: Map<number, State>): void {
    const shown = [...states.values()];
    for (const state of ["INIT", "INVOKE", "FREEZE", "SHUTDOWN"] as const)
      box(state).classList.toggle("current", shown.includes(state));
    figure.querySelectorAll<SVGElement>("#lifecycle-token > g").forEach((token, place) => {
      const state = states.get(place + 1);
      token.classList.toggle("alive", state !== undefined);
      if (!state) return;
      // Not where they are drawn, since a slide that is not shown draws nothing.
      const { x, width } = box(state);
      const home = token.querySelector("circle")!.cx.baseVal.value;
      const target = x.baseVal.value + (width.baseVal.value * (place + 1)) / (states.size + 1);
      token.style.transform = `translateX(${target - home}px)`;
    });
  }

  /** Where the picture is wider than its frame, the step's box is scrolled to the middle. */
  function bringIntoFrame(state: State): void {
    const [frame, place] = [part(".picture"), box(state).getBoundingClientRect()];
    const { left, width } = frame.getBoundingClientRect();
    frame.scrollLeft += place.left + place.width / 2 - left - width / 2;
  }

  let timer: ReturnType<typeof setInterval> | undefined;

  function pause(): void {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  }

  /** Once it is at its end, it begins anew. */
  function goOn(): void {
    show(isLast() ? 0 : index() + 1);
    if (isLast()) pause();
  }

  function playOrPause(): void {
    if (timer !== undefined) return pause();
    timer = setInterval(() => (play.checkVisibility() ? goOn() : pause()), pace);
    play.textContent = "Pause";
    goOn();
  }

  play.addEventListener("click", playOrPause);
  part(".step").addEventListener("click", () => {
    pause();
    goOn();
  });
  time.addEventListener("input", () => {
    pause();
    show(index());
  });
  part(".choices").addEventListener("change", ({ target }) => {
    const isOtherStory = (target as HTMLInputElement).name === "lifecycle-preset";
    if (isOtherStory) pause();
    show(isOtherStory ? 0 : index());
  });

  /** For whoever asked for less motion, or listens, it stands still with its steps in words below. */
  const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
  function moveOrStand(): void {
    const moves =
      !lessMotion.matches && !document.body.matches(".vscode-reduce-motion, .vscode-using-screen-reader");
    if (moves === figure.classList.contains("moving")) return;
    figure.classList.toggle("moving", moves);
    part<HTMLDetailsElement>("details").open = !moves;
    if (!moves) pause();
  }
  lessMotion.addEventListener("change", moveOrStand);
  // The editor says so, and changes its mind, by classes.
  new MutationObserver(moveOrStand).observe(document.body, { attributeFilter: ["class"] });

  moveOrStand();
  show(0);
  return () => {
    // Where it is hidden, or stands still, nobody would see it move.
    if (!play.checkVisibility()) return;
    figure.scrollIntoView({ block: "nearest" });
    playOrPause();
  };
}
