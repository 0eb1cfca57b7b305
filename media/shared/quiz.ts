/// <reference lib="dom" />

/** Makes the questions of a page answer: the chosen option shows its own explanation, then all are there to read. */
export function answerQuizzes(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.quiz")) {
    const verdict = form.querySelector<HTMLElement>(".verdict")!;
    const details = form.querySelector("details")!;
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      check(form);
    });
    form.addEventListener("reset", () => {
      verdict.textContent = "";
      details.open = false;
      form.querySelector("input")!.focus();
    });
    form.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Enter" || !(pressed.target instanceof HTMLInputElement)) return;
      pressed.preventDefault();
      check(form);
    });
  }
}

function check(form: HTMLFormElement): void {
  const verdict = form.querySelector<HTMLElement>(".verdict")!;
  const chosen = form.querySelector<HTMLInputElement>("input:checked");
  if (!chosen) {
    verdict.textContent = "Choose an answer first.";
    return;
  }
  const explained = form.querySelectorAll("details li")[Number(chosen.value)]!;
  verdict.replaceChildren(...[...explained.childNodes].map((node) => node.cloneNode(true)));
  form.querySelector("details")!.open = true;
}

/** Chooses an option by 1 to 4 or A to D. */
export function choose(form: Element, key: string): boolean {
  const index = /^[1-4]$/.test(key) ? Number(key) - 1 : "abcd".indexOf(key.toLowerCase());
  const option = key.length === 1 && form.querySelectorAll<HTMLInputElement>("input")[index];
  if (!option) return false;
  option.checked = true;
  option.focus();
  return true;
}
