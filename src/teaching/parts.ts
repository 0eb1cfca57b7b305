/** A text under its heading; what stands before the first one has none. */
export interface Part {
  heading: string;
  text: string;
}

/** A slide or a page in its parts, each of which begins with `## `. */
export const partsOf = (body: string): Part[] =>
  body
    .split(/^(?=## )/m)
    .filter((part) => part.trim())
    .map((part) => {
      const heading = /^## (.+)/.exec(part)?.[1] ?? "";
      return { heading, text: part.replace(/^## .+/, "").trim() };
    });
