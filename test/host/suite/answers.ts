import * as vscode from "vscode";

/** What a person says when the extension asks. */
interface Answers {
  /** What is typed. It is taken only where the extension has nothing to say against it. */
  types?: string;
  /** The labels that are chosen, one list after the other, by how they start. */
  chooses?: string[];
}

/** Runs a command as a person does who answers its questions. Gives the sentences that it said. */
export async function answering(
  { types, chooses = [] }: Answers,
  command: string,
  ...input: unknown[]
): Promise<string[]> {
  const { window } = vscode;
  const { showInputBox, showQuickPick, showErrorMessage, showInformationMessage } = window;
  const said: string[] = [];
  const left = [...chooses];
  const tell = (sentence: string) => {
    said.push(sentence);
    return Promise.resolve(undefined);
  };
  Object.assign(window, {
    async showInputBox({ validateInput }: vscode.InputBoxOptions) {
      const objection = await validateInput?.(types!);
      if (objection) said.push(objection as string);
      return objection ? undefined : types;
    },
    async showQuickPick(items: readonly vscode.QuickPickItem[] | Thenable<readonly vscode.QuickPickItem[]>) {
      const all = await items;
      const wanted = left.shift();
      const chosen = all.find(({ label }) => wanted !== undefined && label.startsWith(wanted));
      if (!chosen) throw new Error(`${wanted} is none of ${all.map(({ label }) => label).join(", ")}.`);
      return chosen;
    },
    showErrorMessage: tell,
    showInformationMessage: tell,
  });
  try {
    await vscode.commands.executeCommand(command, ...input);
  } finally {
    Object.assign(window, { showInputBox, showQuickPick, showErrorMessage, showInformationMessage });
  }
  return said;
}
