/** What a picture shows, in words. */
export const descriptionIn = (svg: string): string => /<desc[^>]*>([^<]*)<\/desc>/.exec(svg)?.[1] ?? "";
