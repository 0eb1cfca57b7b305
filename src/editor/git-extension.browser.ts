import type * as node from "./git-extension.ts";

export const canRunGit: typeof node.canRunGit = () => false;

export const gitOfEditor: typeof node.gitOfEditor = async () => undefined;
