import * as vscode from "vscode";

/** Where a document is to be shown so that the slides stay in sight: where it is already, else where other code is. */
export function columnOf({ uri }: vscode.TextDocument): vscode.ViewColumn {
  const groups = vscode.window.tabGroups.all;
  const isOf = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const own = groups.find(({ tabs }) => tabs.some(isOf));
  const withCode = groups.find(({ activeTab }) => activeTab?.input instanceof vscode.TabInputText);
  return (own ?? withCode)?.viewColumn ?? vscode.ViewColumn.One;
}
