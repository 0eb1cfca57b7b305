/// <reference lib="dom" />

import { button, element, sentence } from "./elements.ts";
import { toDeck, type FromDeck, type OwnCode, type Wish } from "./messages.ts";
import { showRail } from "./rail.ts";
import { startDeck } from "./shared/deck.ts";
import { showYourCode } from "./your-code.ts";

/** What the page remembers of itself while it is not there to see. */
interface State {
  shown: string;
  tab?: string | undefined;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromDeck): void;
  setState(state: State): void;
  getState(): State | undefined;
};

const editor = acquireVsCodeApi();
let before = editor.getState();
let shown = "";
let code: OwnCode | undefined;

const openTab = () => document.querySelector<HTMLElement>(".current .tabs > :checked")?.dataset["tab"];
const remember = () => editor.setState({ shown, tab: openTab() });

const { show, open, recall } = startDeck(
  (topic) => {
    shown = topic;
    remember();
    editor.postMessage({ shown });
  },
  { Escape: () => editor.postMessage("leave"), y: () => open("Your code") },
  (on, answered) => editor.postMessage({ answered, on }),
);
document.querySelector("#web")!.addEventListener("click", () => editor.postMessage("web"));

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLElement && target.dataset["tab"]) remember();
});

function tell(wish: Wish): void {
  say("");
  editor.postMessage(wish);
}

/** Says something where people look: on the tab of their code, or else beside the slide. */
function say(notice: string): void {
  for (const place of document.querySelectorAll(".notice")) place.textContent = "";
  const where = openTab() === "Your code" ? ".current .notice" : ".rail .notice";
  document.querySelector(where)!.replaceChildren(...sentence(notice));
}

/** Under each question, the way to the code that it is about. */
for (const buttons of document.querySelectorAll("form.quiz .buttons")) {
  const answer = element("p");
  answer.setAttribute("role", "status");
  const ask = button("Show me in my code", "", () => {
    const [first] = code?.findings ?? [];
    if (first) tell({ go: first.place });
    answer.textContent = first ? "" : "No file that is open has a finding of this.";
  });
  ask.className = "quiet";
  buttons.append(" ", ask);
  buttons.after(answer);
}

let known = "";
window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const message = toDeck(data);
  if (!message) return;
  if ("learnt" in message) return recall(message.learnt);
  if ("show" in message) {
    // Whoever asked for the slide is to read it from its beginning.
    if (!show(message.show)) return;
    // A page that was hidden is made anew.
    if (before?.shown === shown && before.tab) open(before.tab);
    before = undefined;
    document.querySelector<HTMLElement>(".current h1")!.focus();
    return;
  }
  code = message.code;
  if (code.topic !== shown) return;
  const { notice, ...seen } = code;
  // Each pause in typing tells it again.
  if (JSON.stringify(seen) !== known) {
    known = JSON.stringify(seen);
    showRail(code, tell);
    showYourCode(code, tell);
  }
  if (notice !== undefined) say(notice);
});
editor.postMessage("ready");
