import manifest from "../../rules/package.json" with { type: "json" };
import type { Topic } from "../../rules/slides.ts";

/** Where all slides stand on the web. */
export const slidesPage = `${manifest.homepage}/tree/main/media/slides`;

/** Where a slide stands on the web. */
export const slidePage = (topic: Topic): string => `${manifest.homepage}/blob/main/media/slides/${topic}.md`;
