import { partsOf, type Part } from "./parts.ts";

/** The mistake and its mending, as a rule's page shows them. */
export interface Examples {
  /** The language of both, as the page's blocks have it: `ts`, `js` or `yaml`. */
  language: string;
  bad: string;
  good: string;
}

/** The page without its title, which is the rule's name, and without its link to the slide, which each place gives as its own. */
export const pageParts = (page: string): Part[] =>
  partsOf(page.replaceAll("\r\n", "\n").replace(/^# .+\n/, "")).filter(({ heading }) => heading !== "Slide");

/** The first block of the mistake and of its mending: of templates where that is asked for and shown, or else of code. */
export function examplesOn(page: string, ofTemplates = false): Examples | undefined {
  const parts = pageParts(page);
  const blocksIn = (heading: string) => {
    const text = parts.find((part) => part.heading === heading)?.text ?? "";
    const blocks = [...text.matchAll(/^```(\w+)\n(.*?)\n```$/gms)];
    return blocks.map(([, language, code]) => ({ language: language!, code: code! }));
  };
  const [allBad, allGood] = [blocksIn("Bad"), blocksIn("Good")];
  const isWanted = ({ language }: { language: string }) => (language === "yaml") === ofTemplates;
  const bad = allBad.find(isWanted) ?? allBad[0];
  const good = allGood.find(({ language }) => language === bad?.language);
  return bad && good && { language: bad.language, bad: bad.code, good: good.code };
}
