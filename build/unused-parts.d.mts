import type { Plugin } from "esbuild";

export declare const withoutUnusedParts: Plugin;
