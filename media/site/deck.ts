/// <reference lib="dom" />

import { startDeck } from "../shared/deck.ts";

const { show, turn } = startDeck((topic) => history.replaceState(null, "", `#${topic}`));

const showNamed = () => show(location.hash.slice(1));
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
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? 1 : -1);
});

// Without a name, or with one that no slide has, it begins at the first.
if (!showNamed()) turn(1);
