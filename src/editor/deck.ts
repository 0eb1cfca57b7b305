import * as vscode from "vscode";
import { fromDeck, type ToDeck } from "../../media/messages.ts";
import { columnOfSlides, showsSlides, typeOfSlides } from "./columns.ts";
import { Refusal } from "./commands.ts";
import { addresses } from "../../rules/addresses.ts";
import { slides, type Topic } from "../../rules/slides.ts";
import { isTopic, topics } from "../teaching/slide.ts";
import { deckHtml } from "./deck-html.ts";
import type { Origin } from "./origin.ts";
import type { Progress } from "./progress.ts";
import type { SlideTexts } from "./slide-texts.ts";
import type { YourCode } from "./your-code.ts";

export interface Deck extends vscode.Disposable {
  /** Shows a slide, for the finding that led to it if there is one; without a topic, the one shown last. */
  show(topic?: unknown, origin?: Origin): Promise<void>;
}

/** The module's slides in one panel, which exists from the first time somebody asks for a slide until it is closed. */
export function deck(
  extensionUri: vscode.Uri,
  texts: SlideTexts,
  learning: Progress,
  yourCode: YourCode,
  log: vscode.LogOutputChannel,
): Deck {
  const page = vscode.Uri.joinPath(extensionUri, "dist", "media");
  let panel: vscode.WebviewPanel | undefined;
  let shown: Topic = topics[0]!;
  /** What each question is about, once the slides are read. */
  let subjects: Partial<Record<Topic, Topic>> = {};

  async function fill(created: vscode.WebviewPanel): Promise<void> {
    panel = created;
    panel.onDidDispose(() => {
      if (panel === created) panel = undefined;
    });
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      enableCommandUris: ["effectiveLambda.openPage"],
      localResourceRoots: [page],
    };
    webview.onDidReceiveMessage((message: unknown) => {
      hear(message, created).catch((error: unknown) => log.error(error as Error));
    });

    const all = await texts.slides();
    subjects = Object.fromEntries(all.map(({ topic, about }) => [topic, about]));
    const names = all.flatMap(({ diagram }) => diagram ?? []);
    const diagrams = await Promise.all(names.map(async (name) => [name, await texts.diagram(name)] as const));
    const html = await deckHtml(extensionUri, all, Object.fromEntries(diagrams), {
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID(),
      script: webview.asWebviewUri(vscode.Uri.joinPath(page, "deck.js")).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(page, "deck.css")).toString(),
    });
    // It may have been closed meanwhile.
    if (panel === created) webview.html = html;
  }

  async function hear(said: unknown, from: vscode.WebviewPanel): Promise<void> {
    const message = fromDeck(said);
    if (message === undefined) return;
    if (message === "ready") return sendAll();
    if (message === "leave") return focusEditor();
    if (message === "web") return void vscode.env.openExternal(vscode.Uri.parse(addresses.slide(shown)));
    if ("answered" in message) return answer(message);
    if (!("shown" in message)) return sendCode(await yourCode.grant(message));
    if (!isTopic(message.shown)) return;
    shown = message.shown;
    from.title = slides[shown];
    sendCode();
    await learning.see(shown);
  }

  const send = (message: ToDeck) => panel?.webview.postMessage(message);

  async function sendAll(): Promise<void> {
    await send({ learnt: learning.now() });
    await send({ show: shown });
  }

  async function answer({ answered, on }: { answered: number; on: string }): Promise<void> {
    if (isTopic(on)) await learning.answer(on, answered);
  }

  /** Of a question, what is taught by the slide that answers it. */
  const taught = (topic: Topic) => subjects[topic] ?? topic;

  function sendCode(notice?: string): void {
    if (!panel?.visible) return;
    const code = { topic: shown, ...yourCode.beside(taught(shown)), ...(notice !== undefined && { notice }) };
    void send({ code });
  }

  const listeners = vscode.Disposable.from(
    yourCode.onDidChange(() => sendCode()),
    // The page knows what it has shown and been told itself, but not that all is forgotten.
    learning.onDidChange((learnt) => {
      if (learnt.seen.length === 0) void send({ learnt });
    }),
    /** A window that is opened again brings its panel back, with the slide the page itself remembered. */
    vscode.window.registerWebviewPanelSerializer(typeOfSlides, {
      async deserializeWebviewPanel(restored, state: { shown?: unknown } | undefined) {
        if (panel) return restored.dispose();
        if (isTopic(state?.shown)) shown = state.shown;
        await fill(restored);
      },
    }),
  );

  return {
    async show(topic = shown, origin) {
      if (!isTopic(topic))
        throw new Refusal(vscode.l10n.t('There is no slide "{0}" in this version.', String(topic)));
      shown = topic;
      yourCode.choose(taught(shown), origin);
      if (panel) {
        panel.reveal();
        await send({ show: shown });
        sendCode();
      } else {
        await vscode.window.tabGroups.close(emptyTabs());
        await fill(
          vscode.window.createWebviewPanel(typeOfSlides, slides[shown], columnOfSlides(origin?.file)),
        );
      }
    },
    dispose() {
      listeners.dispose();
      panel?.dispose();
    },
  };
}

/** What a window that was opened again has of the deck while nobody has looked at it: a tab without a panel. */
const emptyTabs = (): vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(showsSlides);

/** Back to the code that can be seen; the output panel's text, which is in no column, is none. */
async function focusEditor(): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (!editor) return;
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
}
