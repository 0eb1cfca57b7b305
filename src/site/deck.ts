import { slides as titles } from "../../rules/slides.ts";
import { deckBody } from "../teaching/html/deck.ts";
import { slideSection, type Lead, type Materials } from "../teaching/html/slide.ts";
import { escaped } from "../teaching/markdown.ts";
import { topics, type Slide } from "../teaching/slide.ts";
import { linkedDocument, wholeDocument, type Assets } from "./html.ts";

/** What the site's slides are made of besides their texts. */
type Content = Pick<Materials, "diagrams">;

/** All slides in one file. Without a script they stand one below the other. */
export const deckDocument = (slides: readonly Slide[], { diagrams }: Content, assets: Assets): string =>
  wholeDocument(
    {
      title: "Writing Effective Lambda Functions",
      description: "Slides on how to write AWS Lambda functions that are fast, cheap and right on a bad day.",
      up: "",
      body: deckBody(
        slides,
        { diagrams, leadsFrom: (slide) => leadsFrom(slide, "") },
        { keys: [["Esc", "closes what lies above the slide"]] },
      ),
    },
    { style: assets.style, script: assets.deck },
  );

/** One slide as a page of its own, with ways to its neighbours. */
export function slideDocument(slide: Slide, { diagrams }: Content): string {
  const up = "../../";
  const index = topics.indexOf(slide.topic);
  const neighbour = (rel: "prev" | "next", name: string, at: number) => {
    const topic = topics[at];
    return topic
      ? `<a rel="${rel}" href="../${topic}/index.html">${name}: ${escaped(titles[topic])}</a>`
      : "";
  };
  return linkedDocument({
    title: `${slide.title} · Effective Lambda`,
    description: `Slide ${index + 1} of "${titles.title}": ${slide.title}.`,
    up,
    body: `<main id="main">
${slideSection(slide, { diagrams, leadsFrom: (one) => leadsFrom(one, up) })}
<nav class="neighbours" aria-label="Slides">
${neighbour("prev", "Back", index - 1)}
<a href="${up}index.html#${slide.topic}">In the deck</a>
${neighbour("next", "Next", index + 1)}
</nav>
</main>`,
  });
}

/** Where a slide leads in the site: the concept behind a question, its rules, and its own page. */
function leadsFrom({ topic, about, rules }: Slide, up: string): Lead[] {
  return [
    {
      title: "This is about",
      links: about ? [{ href: `${up}slides/${about}/index.html`, text: titles[about] }] : [],
    },
    {
      title: "Rules that find it",
      links: rules.map((id) => ({ href: `${up}rules/${id}/index.html`, text: id })),
    },
    {
      title: "This slide",
      links: up ? [] : [{ href: `slides/${topic}/index.html`, text: "As a page of its own" }],
    },
  ];
}
