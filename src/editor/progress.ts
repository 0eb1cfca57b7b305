import * as vscode from "vscode";
import type { Topic } from "../../rules/slides.ts";
import { learntFrom, type Learnt } from "./learnt.ts";

/** What somebody has learnt so far, remembered on all machines that the person's settings reach. */
export interface Progress {
  now(): Learnt;
  see(topic: Topic): Promise<void>;
  answer(topic: Topic, option: number): Promise<void>;
  forget(): Promise<void>;
  /** Tells what is known after each change. */
  onDidChange: vscode.Event<Learnt>;
}

const key = "learnt";

export function progress(state: vscode.ExtensionContext["globalState"]): Progress & vscode.Disposable {
  state.setKeysForSync([key]);
  const changes = new vscode.EventEmitter<Learnt>();
  const now = () => learntFrom(state.get(key));
  const store = async (learnt: Learnt | undefined) => {
    await state.update(key, learnt);
    changes.fire(now());
  };

  return {
    now,
    async see(topic) {
      const { seen, answers } = now();
      if (!seen.includes(topic)) await store({ seen: [...seen, topic], answers });
    },
    async answer(topic, option) {
      const { seen, answers } = now();
      if (answers[topic] !== option) await store({ seen, answers: { ...answers, [topic]: option } });
    },
    forget: () => store(undefined),
    onDidChange: changes.event,
    dispose: () => changes.dispose(),
  };
}

/** Forgets what was learnt, once the person has said so a second time: it cannot be brought back. */
export async function resetProgress(learning: Progress): Promise<void> {
  const reset = vscode.l10n.t("Reset");
  const question = vscode.l10n.t("Forget which slides you have seen and what you have answered?");
  const answer = await vscode.window.showWarningMessage(question, { modal: true }, reset);
  if (answer === reset) await learning.forget();
}
