import manifest from "../package.json" with { type: "json" };
import { templateTreeOf } from "./template-tree.ts";

/** ESLint asks for it. @public */
export const meta = { name: `${manifest.name}/template-parser`, version: manifest.version };

/** Parses YAML and JSON for ESLint. */
export const parseForESLint = (text: string, options?: object): ReturnType<typeof templateTreeOf> =>
  templateTreeOf(text, options);
