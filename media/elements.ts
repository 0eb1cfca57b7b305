/// <reference lib="dom" />

import type { CodeLine } from "./messages.ts";

/** An element with what it holds; texts become text, whatever they contain. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

/** A button. Its key tells it from others when what it stands in is made anew. */
export function button(text: string, key: string, act: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", onclick: act }, text);
  made.dataset["key"] = key;
  return made;
}

/** A sentence with its names in `backticks` as code. */
export const sentence = (text: string): (Node | string)[] =>
  text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));

/** Lines of code with their numbers and marks. */
export function codeBlock(label: string, hunks: readonly CodeLine[][]): HTMLPreElement {
  const lines = hunks.flatMap((hunk, index) => [
    ...(index > 0 ? [element("span", { className: "gap" }, "⋯")] : []),
    ...hunk.map(codeLine),
  ]);
  const block = element("pre", { className: "lines", tabIndex: 0 }, element("code", {}, ...lines));
  block.setAttribute("role", "group");
  block.setAttribute("aria-label", label);
  return block;
}

const names = { " ": "line", ">": "line found", "-": "line less", "+": "line more" };

const codeLine = ({ number, mark, pieces }: CodeLine): HTMLElement =>
  element(
    "span",
    { className: names[mark] },
    element("span", { className: "number" }, String(number)),
    element("span", { className: "mark" }, mark),
    ...pieces.map(({ text, kind }) => (kind ? element("span", { className: kind }, text) : text)),
  );

/** Puts something new in place of what an element holds. The focus stays on what has the same key, or else on the element. */
export function refill(place: HTMLElement, ...content: Node[]): void {
  const focused = document.activeElement;
  const hadFocus = place.contains(focused);
  const key = focused instanceof HTMLElement ? focused.dataset["key"] : undefined;
  place.replaceChildren(...content);
  if (!hadFocus) return;
  const same = [...place.querySelectorAll<HTMLElement>("[data-key]")].find(
    ({ dataset }) => dataset["key"] === key,
  );
  (same ?? place).focus();
}
