/// <reference lib="dom" />

import { startLifecycle } from "../shared/lifecycle.ts";
import { answerQuizzes } from "../shared/quiz.ts";

document.documentElement.classList.add("js");
answerQuizzes();

const playOrPause = startLifecycle();
document.addEventListener("keydown", ({ key, altKey, ctrlKey, metaKey }) => {
  if (key.toLowerCase() === "d" && !altKey && !ctrlKey && !metaKey) playOrPause();
});

const filters = document.querySelector<HTMLFormElement>("#filters");
if (filters) filterRules(filters);

/** Leaves the rows that have what is chosen, and says how many there are. */
function filterRules(form: HTMLFormElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>("tbody tr")];
  const count = form.querySelector<HTMLElement>("#count")!;

  const narrow = () => {
    const chosen = [...form.querySelectorAll("select")].filter(({ value }) => value);
    for (const row of rows)
      row.hidden = !chosen.every(({ name, value }) =>
        name === "offers" ? row.dataset[name]!.split(" ").includes(value) : row.dataset[name] === value,
      );
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rules`;
  };
  form.addEventListener("change", narrow);
  // The fields are emptied after the event.
  form.addEventListener("reset", () => setTimeout(narrow));
  form.hidden = false;
  narrow();
}
