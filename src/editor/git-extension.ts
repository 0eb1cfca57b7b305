import * as vscode from "vscode";

/** What of VS Code's own extension for Git is of use here. */
interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): { git: { path: string } };
}

/** Whether Git can be run at all. In a browser, `git-extension.browser.ts` takes the place of this file. */
export const canRunGit = (): boolean => true;

/**
 * The Git that VS Code uses, which on Windows may be found nowhere else; `undefined` where its extension is off, as it is
 * in Restricted Mode.
 */
export async function gitOfEditor(): Promise<string | undefined> {
  const git = await vscode.extensions.getExtension<GitExtension>("vscode.git")?.activate();
  return git?.enabled ? git.getAPI(1).git.path : undefined;
}
