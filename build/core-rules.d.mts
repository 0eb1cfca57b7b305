import type { Plugin } from "esbuild";

export declare const withoutCoreRules: Plugin;
