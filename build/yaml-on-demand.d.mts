import type { Plugin } from "esbuild";

export declare const yamlOnDemand: Plugin;
