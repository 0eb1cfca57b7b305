import { partsOf, type Part } from "./parts.ts";

/** A rule's page shows the mistake and its mending, each in one block of code. */
export interface Examples {
  bad: string;
  good: string;
}

/** The page without its title, which is the rule's name, and without its link to the slide, which each place gives as its own. */
export const pageParts = (page: string): Part[] =>
  partsOf(page.replaceAll("\r\n", "\n").replace(/^# .+\n/, "")).filter(({ heading }) => heading !== "Slide");

export function examplesOn(page: string): Examples | undefined {
  const parts = pageParts(page);
  const firstBlock = (heading: string) =>
    /^```\w+\n(.*?)\n```$/ms.exec(parts.find((part) => part.heading === heading)?.text ?? "")?.[1];
  const [bad, good] = [firstBlock("Bad"), firstBlock("Good")];
  return bad !== undefined && good !== undefined ? { bad, good } : undefined;
}
