/// <reference lib="dom" />

import { button, codeBlock, element, refill, sentence } from "./elements.ts";
import type { ChangedFile, OwnCode, Wish, Yours } from "./messages.ts";

/** Which change is shown, of which finding. */
let chosen = { finding: "", change: 0 };

/** Shows the user's own lines on the tab Your code, with what a change makes of them; without any, the slide's example is there. */
export function showYourCode({ yours }: OwnCode, tell: (wish: Wish) => void): void {
  const panel = document.querySelector('.current .panel[data-tab="Your code"]');
  if (!panel) return;
  const [own, example] = [".own", ".example"].map((part) => panel.querySelector<HTMLElement>(part)!);
  const hadFocus = own!.contains(document.activeElement);
  example!.hidden = yours !== undefined;
  refill(own!, ...(yours ? contentOf(yours, own!, tell) : []));
  own!.hidden = yours === undefined;
  if (hadFocus && own!.hidden) panel.closest(".tabs")!.querySelector<HTMLElement>(":checked")!.focus();
}

function contentOf(yours: Yours, own: HTMLElement, tell: (wish: Wish) => void): HTMLElement[] {
  const { place, file, line, message, before, changes } = yours;
  const name = `${file}:${line}`;
  const finding = `${file} ${message}`;
  // Of what is typed there may be fewer changes to choose from than there were.
  if (chosen.finding !== finding || !changes[chosen.change]) chosen = { finding, change: 0 };
  const { change } = chosen;
  const shown = changes[change];

  const now = element(
    "div",
    { className: "before" },
    element("h2", {}, "Before"),
    codeBlock("Your code", [before]),
  );
  const then = element("div", { className: "after" }, element("h2", {}, "After"));
  if (shown) {
    then.append(titleOf(yours, shown.title, own, tell), ...codeOf(shown.files));
    const show = button("Show diff in editor", `show ${name}`, () => tell({ preview: place, change }));
    const apply = button("Apply", `apply ${name}`, () => tell({ apply: place, change }));
    then.append(element("p", { className: "buttons" }, apply, " ", show));
  } else
    then.append(element("p", {}, "This one takes a person: the tab Fix it shows what good code looks like."));

  return [
    element("p", {}, element("b", { className: "where" }, name), " ", ...sentence(message)),
    element("div", { className: "sides" }, now, then),
  ];
}

/** The changed lines; where they are of several files, each under its name. */
const codeOf = (files: readonly ChangedFile[]): HTMLElement[] =>
  files.flatMap(({ file, hunks }) =>
    files.length === 1
      ? [codeBlock("Your code after the change", hunks)]
      : [element("p", { className: "where" }, file), codeBlock(`${file} after the change`, hunks)],
  );

/** What the change does, to choose from where there are several. */
function titleOf(yours: Yours, title: string, own: HTMLElement, tell: (wish: Wish) => void): HTMLElement {
  if (yours.changes.length === 1) return element("p", {}, ...sentence(title));
  const choice = element(
    "select",
    {
      onchange() {
        chosen.change = choice.selectedIndex;
        refill(own, ...contentOf(yours, own, tell));
      },
    },
    ...yours.changes.map((change) => element("option", {}, change.title)),
  );
  choice.selectedIndex = chosen.change;
  choice.dataset["key"] = "change";
  return element("p", {}, element("label", {}, "Change ", choice));
}
