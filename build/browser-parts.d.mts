import type { Plugin } from "esbuild";

export const browserParts: Plugin;
