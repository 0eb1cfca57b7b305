import manifest from "./package.json" with { type: "json" };
import type { Topic } from "./slides.ts";

/** Where the web has the page of each rule, and each slide. */
export interface Addresses {
  page(rule: string): string;
  slide(topic: Topic): string;
  slides: string;
}

/**
 * Links lead to the repository, which shows the pages as they are written, until a website is published that
 * `effective-lambda export-site` has made: `site` in `package.json` then holds its address.
 */
export function addressesFrom({ homepage, site }: { homepage: string; site?: string }): Addresses {
  const base = site?.replace(/\/*$/, "/");
  return base === undefined
    ? {
        page: (rule) => `${homepage}/blob/main/rules/docs/${rule}.md`,
        slide: (topic) => `${homepage}/blob/main/media/slides/${topic}.md`,
        slides: `${homepage}/tree/main/media/slides`,
      }
    : {
        page: (rule) => `${base}rules/${rule}/`,
        slide: (topic) => `${base}slides/${topic}/`,
        slides: base,
      };
}

export const addresses = addressesFrom(manifest);
