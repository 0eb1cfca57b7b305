import { withScrolling } from "../teaching/html/slide.ts";
import { escaped, markdown } from "../teaching/markdown.ts";
import type { Part } from "../teaching/parts.ts";

/** The parts of a page, each under its heading, with links as the site has them. */
export const sectionsOf = (parts: readonly Part[], linked: (html: string) => string): string =>
  parts
    .map(({ heading, text }) => {
      const anchor = heading.toLowerCase().replaceAll(" ", "-");
      const title = heading ? `<h2 id="${anchor}">${escaped(heading)}</h2>\n` : "";
      return title + withScrolling(linked(markdown.render(text)));
    })
    .join("\n");
