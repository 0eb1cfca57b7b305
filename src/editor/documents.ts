import * as vscode from "vscode";
import { matchesGlob } from "../../rules/kit/paths.ts";
import { isSkipped } from "../../rules/service/skipped.ts";
import type { ReviewOptions } from "../review/finding.ts";
import { mayBeTemplate, startOfTemplate, startsLikeTemplate } from "../review/languages.ts";
import { maximumSize } from "../review/size.ts";
import { isKnownLanguage, isLanguageOfTemplates, withEnding } from "./languages.ts";
import { settingsFor } from "./settings.ts";

/** Whether the rules look at a document. */
export const isReviewed = (document: vscode.TextDocument): boolean => standingOf(document) === "reviewed";

/**
 * How the rules stand to a document: they look at what is of our languages, the user's own, and not excluded by a
 * setting. A cell of a notebook and a setting of the editor are not of the folder, nor is what Git shows of a file, but
 * for what somebody compares with an older state.
 */
export function standingOf(document: vscode.TextDocument): "reviewed" | "too large" | "none of ours" {
  if (!isKnownLanguage(document.languageId)) return "none of ours";
  if (!isUsersOwn(document.uri) && !isRightSide(document.uri)) return "none of ours";

  if (!settingsFor(document).isEnabled || exclusionOf(document) !== undefined) return "none of ours";
  if (isLanguageOfTemplates(document.languageId) && !looksLikeTemplate(document)) return "none of ours";
  return lengthOf(document) > maximumSize ? "too large" : "reviewed";
}

/** Whether a file is somebody's own, and not what another program shows of it, as Git does of its past. */
const isUsersOwn = (uri: vscode.Uri): boolean =>
  ["file", "untitled"].includes(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;

/** Whether somebody looks at a text on the right side of a comparison, which is not one of our own. */
function isRightSide(uri: vscode.Uri): boolean {
  if (uri.scheme.startsWith("effective-lambda-")) return false;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some((tab) => rightSideOf(tab)?.toString() === uri.toString());
}

const rightSideOf = ({ input }: vscode.Tab): vscode.Uri | undefined =>
  input instanceof vscode.TabInputTextDiff ? input.modified : undefined;

/** Tells of each document that is no user's own and comes to the right side of a comparison, or leaves it. */
export const onDidCompare = (listener: (document: vscode.TextDocument) => void): vscode.Disposable =>
  vscode.window.tabGroups.onDidChangeTabs(({ opened, closed }) => {
    const compared = [...opened, ...closed].flatMap((tab) => rightSideOf(tab) ?? []).map(String);
    for (const document of vscode.workspace.textDocuments)
      if (!isUsersOwn(document.uri) && compared.includes(document.uri.toString())) listener(document);
  });

/** The glob of the setting that has a file left alone, open or not: globs mean what they do in `.effective-lambda.json`. */
export function exclusionOf({ uri }: Pick<vscode.TextDocument, "uri">): string | undefined {
  // Of a file outside of all folders, Windows has it with its own separators.
  const path = vscode.workspace.asRelativePath(uri, false).replaceAll("\\", "/");
  return settingsFor(uri).excluded.find((glob) => matchesGlob(path, glob));
}

/** Most YAML and JSON is about something else, and costs no more than this look. */
function looksLikeTemplate(document: vscode.TextDocument): boolean {
  const path = reviewedPath(document);
  if (!mayBeTemplate(path.slice(path.lastIndexOf("/") + 1))) return false;
  const end = document.positionAt(startOfTemplate);
  return startsLikeTemplate(document.getText(new vscode.Range(new vscode.Position(0, 0), end)));
}

/** The length of a text, which is not put together for it. */
const lengthOf = (document: vscode.TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);

/** The path the rules see: relative to the workspace, with an ending that tells the language. */
export const reviewedPath = (document: vscode.TextDocument): string =>
  withEnding(vscode.workspace.asRelativePath(document.uri, false), document.languageId);

/** Documents with the one first that somebody is looking at. */
export function activeFirst(documents: readonly vscode.TextDocument[]): vscode.TextDocument[] {
  const active = documents.filter((document) => document === vscode.window.activeTextEditor?.document);
  return [...active, ...documents.filter((document) => !active.includes(document))];
}

/** Whether a file lies where nobody reads anything, as what is installed or built does. */
export function liesApart(uri: vscode.Uri): boolean {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return false;
  return vscode.workspace.asRelativePath(uri, false).split("/").some(isSkipped);
}

/** Where the rules take a file or a folder to lie: on the disk, or below a name that no disk has. */
export const placeOnDisk = (uri: vscode.Uri): string =>
  uri.scheme === "file" ? uri.fsPath : `/${uri.scheme}:/${uri.authority}${uri.path}`.replace(/\/$/, "");

/** The file at such a place, in the folder of a document. */
export function uriAt(place: string, { uri }: vscode.TextDocument): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder || folder.scheme === "file") return vscode.Uri.file(place);
  return vscode.Uri.joinPath(folder, place.slice(placeOnDisk(folder).length));
}

/** How a document is reviewed now. A file that is opened without a folder around it is known by its text alone. */
export function reviewOptionsFor({ uri }: Pick<vscode.TextDocument, "uri">): ReviewOptions {
  const { preset, scope, handlers, rules } = settingsFor(uri);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return {
    preset,
    scope,
    handlers,
    rules,
    ...(folder && { root: placeOnDisk(folder.uri) }),
  };
}
