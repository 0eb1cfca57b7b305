import manifest from "../../rules/package.json" with { type: "json" };
import type { Topic } from "../../rules/slides.ts";

/** Where a slide stands on the web. */
export const slidePage = (topic: Topic): string => `${manifest.homepage}/blob/main/media/slides/${topic}.md`;
