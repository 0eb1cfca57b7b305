/// <reference lib="dom" />

import { button, element, refill, sentence } from "./elements.ts";
import type { Listed, OwnCode, Wish } from "./messages.ts";

/** Lists what is found of a slide in the user's code, beside it. */
export function showRail({ findings, isAnyOpen }: OwnCode, tell: (wish: Wish) => void): void {
  const rail = document.querySelector<HTMLElement>(".rail")!;
  rail.hidden = !document.querySelector('.current :is([data-tab="Your code"], .quiz)');
  const count = rail.querySelector(".count")!;
  const text = countOf(findings.length, isAnyOpen);
  // A text that is set anew is read out anew.
  if (count.textContent !== text) count.textContent = text;
  refill(rail.querySelector("ul")!, ...findings.map((finding) => item(finding, tell)));
}

function countOf(found: number, isAnyOpen: boolean): string {
  if (!isAnyOpen) return "No handler is open, nor a template. Open one to have it checked.";
  if (found === 0) return "The files that are open have no finding of this slide.";
  return `${found} ${found === 1 ? "finding" : "findings"} of this slide in the files that are open.`;
}

function item({ place, file, line, message, code, changes, isYours }: Listed, tell: (wish: Wish) => void) {
  const name = `${file}:${line}`;
  const go = button("Go", `go ${name}`, () => tell({ go: place }));
  go.setAttribute("aria-label", `Go to ${name}`);
  const preview = button("Preview fix", `preview ${name}`, () => tell({ preview: place, change: 0 }));
  preview.setAttribute("aria-label", `Preview fix of ${name}`);
  const made = element(
    "li",
    {},
    element("p", { className: "where" }, name),
    element("p", { className: "found" }, element("code", {}, code)),
    element("p", {}, ...sentence(message)),
    element("p", { className: "buttons" }, go, ...(changes > 0 ? [" ", preview] : [])),
  );
  if (isYours) made.setAttribute("aria-current", "true");
  return made;
}
