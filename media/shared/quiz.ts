/// <reference lib="dom" />

/** Hears which option of a slide's question somebody takes for the answer. */
export type TellAnswer = (topic: string, option: number) => void;

/** Makes the questions of a page answer: the chosen option shows its own explanation, then all are there to read. */
export function answerQuizzes(tellAnswer?: TellAnswer): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form.quiz")) {
    const verdict = form.querySelector<HTMLElement>(".verdict")!;
    const details = form.querySelector("details")!;
    const checkNow = () => {
      const option = check(form);
      if (option !== undefined) tellAnswer?.(form.closest(".slide")!.id, option);
    };
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      checkNow();
    });
    form.addEventListener("reset", () => {
      verdict.textContent = "";
      details.open = false;
    });
    form
      .querySelector("button[type=reset]")!
      .addEventListener("click", () => form.querySelector("input")!.focus());
    form.addEventListener("keydown", (pressed) => {
      if (pressed.key !== "Enter" || !(pressed.target instanceof HTMLInputElement)) return;
      pressed.preventDefault();
      checkNow();
    });
  }
}

/** Answers a question as it was answered before, or not at all. */
export function answerAgain(form: HTMLFormElement, option: number | undefined): void {
  form.reset();
  const chosen = form.querySelectorAll("input")[option ?? -1];
  if (!chosen) return;
  chosen.checked = true;
  check(form);
}

/** Explains the chosen option; which one that is. */
function check(form: HTMLFormElement): number | undefined {
  const verdict = form.querySelector<HTMLElement>(".verdict")!;
  const chosen = form.querySelector<HTMLInputElement>("input:checked");
  if (!chosen) {
    verdict.textContent = "Choose an answer first.";
    return undefined;
  }
  const option = Number(chosen.value);
  const explained = form.querySelectorAll("details li")[option]!;
  verdict.replaceChildren(...[...explained.childNodes].map((node) => node.cloneNode(true)));
  form.querySelector("details")!.open = true;
  return option;
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
