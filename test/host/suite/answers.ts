import * as vscode from "vscode";

/** What a person says when the extension asks. */
interface Answers {
  /** What is typed. It is taken only where the extension has nothing to say against it. */
  types?: string;
  /** What happens before it is typed. */
  meanwhile?: () => Promise<void>;
  /** The labels that are chosen, one list after the other, by how they start. */
  chooses?: string[];
  /** Where something is to be saved. */
  saves?: vscode.Uri;
  /** Whether a warning's offer is taken. */
  agrees?: boolean;
}

/** Listens to what the extension says from now on. It gets no answer. */
export function messagesFromNow(): { readonly said: string[]; undo(): void } {
  const { showErrorMessage, showWarningMessage, showInformationMessage } = vscode.window;
  const said: string[] = [];
  const tell = (sentence: string) => {
    said.push(sentence);
    return Promise.resolve(undefined);
  };
  Object.assign(vscode.window, {
    showErrorMessage: tell,
    showWarningMessage: tell,
    showInformationMessage: tell,
  });
  const undo = () =>
    Object.assign(vscode.window, { showErrorMessage, showWarningMessage, showInformationMessage });
  return { said, undo };
}

/** Runs a command as a person does who answers its questions. Gives the sentences that it said. */
export async function answering(
  { types, meanwhile, chooses = [], saves, agrees = false }: Answers,
  command: string,
  ...input: unknown[]
): Promise<string[]> {
  const { window } = vscode;
  const { showInputBox, showQuickPick, showSaveDialog } = window;
  const { said, undo } = messagesFromNow();
  const left = [...chooses];
  Object.assign(window, {
    async showInputBox({ validateInput }: vscode.InputBoxOptions) {
      await meanwhile?.();
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
    showSaveDialog: () => Promise.resolve(saves),
    showWarningMessage(sentence: string, ...more: unknown[]) {
      said.push(sentence);
      return Promise.resolve(agrees ? more.at(-1) : undefined);
    },
  });
  try {
    await vscode.commands.executeCommand(command, ...input);
  } finally {
    undo();
    Object.assign(window, { showInputBox, showQuickPick, showSaveDialog });
  }
  return said;
}
