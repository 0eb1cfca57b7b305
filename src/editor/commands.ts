import * as vscode from "vscode";

/** A failure that a person can understand and mend: its message is shown as it is. */
export class Refusal extends Error {}

/**
 * Registers commands by their ids, and is the one place where their errors end: the whole error in the log, one
 * sentence to the person who ran the command.
 */
export function commands(
  log: vscode.LogOutputChannel,
  table: Record<string, (...input: unknown[]) => unknown>,
): vscode.Disposable {
  const guarded = (id: string, run: (...input: unknown[]) => unknown) =>
    vscode.commands.registerCommand(id, async (...input: unknown[]) => {
      try {
        return await run(...input);
      } catch (error) {
        // Whoever stopped it knows.
        if (error instanceof vscode.CancellationError) return undefined;
        log.error(`${id}:`, error as Error);
        // The command is over; whoever ran it does not wait until the message is closed.
        void tell(error as Error, log);
        return undefined;
      }
    });
  return vscode.Disposable.from(...Object.entries(table).map(([id, run]) => guarded(id, run)));
}

async function tell(error: Error, log: vscode.LogOutputChannel): Promise<void> {
  const isPlain = error instanceof Refusal;
  const sentence = isPlain
    ? error.message
    : vscode.l10n.t("Effective Lambda could not do this: {0}", error.message);
  const showLog = vscode.l10n.t("Show Log");
  if ((await vscode.window.showErrorMessage(sentence, showLog)) === showLog) log.show();
}
