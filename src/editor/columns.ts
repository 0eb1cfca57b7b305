import * as vscode from "vscode";

/** By this VS Code tells the slides from other web views, with a prefix of its own. */
export const typeOfSlides = "effectiveLambda.deck";

export const showsSlides = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith(typeOfSlides);

/** Where a document is to be shown so that the slides stay in sight: where it is already, else where other code is. */
export function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn {
  const isOf = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const own = activeFirst().filter(({ tabs }) => tabs.some(isOf));
  const shown = own.find(({ activeTab }) => activeTab && isOf(activeTab));
  const behind = own.find(({ activeTab }) => activeTab && !showsSlides(activeTab));
  return (shown ?? behind)?.viewColumn ?? columnForCode(showsSlides);
}

/** Where new code is to be shown so that it hides neither the slides nor a walkthrough. */
export const columnOfSample = (): vscode.ViewColumn =>
  columnForCode((tab) => showsSlides(tab) || mayBeWalkthrough(tab));

/**
 * Where the slides are to be shown so that they hide nothing that led to them: what somebody is at, a walkthrough, and the
 * file of a finding.
 */
export function columnOfSlides(file: string | undefined): vscode.ViewColumn {
  const { activeTabGroup: active } = vscode.window.tabGroups;
  const isRead = (tab: vscode.Tab) =>
    mayBeWalkthrough(tab) || (tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === file);
  if (!active.activeTab) return active.viewColumn;
  const free = groups().filter((group) => group !== active && !(group.activeTab && isRead(group.activeTab)));
  const right = free.find(({ viewColumn }) => viewColumn > active.viewColumn);
  return (right ?? free[0])?.viewColumn ?? newColumn();
}

/** A column that shows code, or else one in which something else may be hidden. */
function columnForCode(isKept: (tab: vscode.Tab) => boolean): vscode.ViewColumn {
  const all = activeFirst();
  const withCode = all.find(({ activeTab }) => activeTab && showsCode(activeTab));
  const free = all.find(({ activeTab }) => !activeTab || !isKept(activeTab));
  return (withCode ?? free)?.viewColumn ?? newColumn();
}

const showsCode = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputText || input instanceof vscode.TabInputTextDiff;

/** Of a walkthrough's tab, VS Code does not say what it is. */
const mayBeWalkthrough = ({ input }: vscode.Tab): boolean => input === undefined;

const groups = (): readonly vscode.TabGroup[] => vscode.window.tabGroups.all;

const activeFirst = (): vscode.TabGroup[] =>
  groups().toSorted((one, other) => Number(other.isActive) - Number(one.isActive));

/** VS Code has nine at most. */
const newColumn = (): vscode.ViewColumn => Math.min(groups().length + 1, vscode.ViewColumn.Nine);
