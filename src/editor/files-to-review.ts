import * as vscode from "vscode";
import { isCode, isYamlOrJson, mayBeTemplate } from "../review/languages.ts";
import { exclusionOf, liesApart } from "./documents.ts";
import { settingsFor } from "./settings.ts";

/** All that may be code or a template, by its name. */
const filePattern = "**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,yml,yaml,json}";

/** The files of code, and what may be templates, in all folders, without what settings exclude in each. */
export async function filesToReview(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (await Promise.all(folders.map(({ uri }) => filesBelow(uri, token)))).flat();
}

/** The same below one folder. */
export async function filesBelow(
  folder: vscode.Uri,
  token?: vscode.CancellationToken,
): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, filePattern);
  const found = await vscode.workspace.findFiles(pattern, foldersLeftOut(folder), undefined, token);
  return found.filter(isToReview);
}

/** Whether a review of the workspace looks at a file, by its name and what settings say. */
export function isToReview(uri: vscode.Uri): boolean {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const isKnown = isYamlOrJson(name)
    ? mayBeTemplate(name)
    : isCode(name) && !/\.d\.[cm]?ts$|\.min\.[cm]?js$/.test(name);
  return isKnown && !liesApart(uri) && settingsFor(uri).isEnabled && exclusionOf({ uri }) === undefined;
}

/**
 * Folders that VS Code need not search, wherever they are: those that many have, and that hold most files. What else is
 * excluded it would understand in its own way.
 */
function foldersLeftOut(folder: vscode.Uri): string | undefined {
  const { excluded } = settingsFor(folder);
  const everywhere = excluded.filter((glob) => /^\*\*\/[\w.-]+\/\*\*$/.test(glob));
  return everywhere.length > 0 ? `{${everywhere.join(",")}}` : undefined;
}
