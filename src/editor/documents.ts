import * as vscode from "vscode";
import type { ReviewOptions } from "../review/finding.ts";
import { settingsFor } from "./settings.ts";

/** The languages a handler is written in, each with the ending that tells the parser. */
const endings = {
  javascript: ".js",
  javascriptreact: ".jsx",
  typescript: ".ts",
  typescriptreact: ".tsx",
};

export const languages = Object.keys(endings);

/** Whether the rules look at a document: of our languages, the user's own, and not excluded by a setting. */
export function isReviewed(document: vscode.TextDocument): boolean {
  if (!(document.languageId in endings)) return false;
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder && document.uri.scheme !== "file" && document.uri.scheme !== "untitled") return false;

  const { isEnabled, excluded } = settingsFor(document);
  const matches = (glob: string) => {
    const pattern = folder ? new vscode.RelativePattern(folder, glob) : glob;
    return vscode.languages.match({ pattern }, document) > 0;
  };
  return isEnabled && !excluded.some(matches);
}

/** The path the rules see: relative to the workspace, with an ending that tells the language. */
export function reviewedPath(document: vscode.TextDocument): string {
  const path = vscode.workspace.asRelativePath(document.uri, false);
  if (/\.([cm]?[jt]s|[jt]sx)$/.test(path)) return path;
  return path + endings[document.languageId as keyof typeof endings];
}

/** How a document is reviewed now. A file that is opened without a folder around it is known by its text alone. */
export function reviewOptionsFor(document: vscode.TextDocument): ReviewOptions {
  const { preset, scope, handlers, rules } = settingsFor(document);
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return {
    preset,
    scope,
    handlers,
    rules,
    ...(folder?.uri.scheme === "file" && { root: folder.uri.fsPath }),
  };
}
