/** A value as JSON that commands nothing in a terminal or a pipeline's log, whatever its texts hold. The texts stay what they are. */
export const asJson = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2)
    .replace(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, escaped)
    .replace(/#(?=#\w*\[)/g, escaped)}\n`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
