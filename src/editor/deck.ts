import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { FromDeck, ToDeck } from "../../media/deck.ts";
import { Refusal } from "./commands.ts";
import { isTopic, slideOf, topics } from "../teaching/slide.ts";
import { slides, type Topic } from "../../rules/slides.ts";

export interface Deck extends vscode.Disposable {
  /** Shows a slide; without a topic, the one shown last. */
  show(topic?: unknown): Promise<void>;
}

const viewType = "effectiveLambda.deck";

/** The module's slides in one panel, which exists from the first time somebody asks for a slide until it is closed. */
export function deck(extensionUri: vscode.Uri): Deck {
  const media = vscode.Uri.joinPath(extensionUri, "media");
  const page = vscode.Uri.joinPath(extensionUri, "dist", "media");
  let panel: vscode.WebviewPanel | undefined;
  let shown: Topic = topics[0]!;

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
    webview.onDidReceiveMessage((message: FromDeck) => {
      if (message === "ready") return void send(shown);
      if (message === "leave") return void focusEditor();
      if (!isTopic(message.shown)) return;
      shown = message.shown;
      created.title = slides[shown];
    });

    const [{ deckPage }, texts] = await Promise.all([
      import("./deck-page.ts"),
      Promise.all(topics.map(slide)),
    ]);
    const names = texts.flatMap(({ diagram }) => diagram ?? []);
    const diagrams = await Promise.all(
      names.map(async (name) => [name, await read("diagrams", `${name}.svg`)] as const),
    );
    // It may have been closed meanwhile.
    if (panel !== created) return;
    webview.html = deckPage(texts, Object.fromEntries(diagrams), {
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      script: webview.asWebviewUri(vscode.Uri.joinPath(page, "deck.js")).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(page, "deck.css")).toString(),
    });
  }

  const read = async (...path: string[]) =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(media, ...path)));

  const slide = async (topic: Topic) => slideOf(topic, await read("slides", `${topic}.md`));

  const send = (show: Topic) => panel?.webview.postMessage({ show } satisfies ToDeck);

  /** A window that is opened again brings its panel back, with the slide the page itself remembered. */
  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(restored, state: { shown?: unknown } | undefined) {
      if (isTopic(state?.shown)) shown = state.shown;
      await fill(restored);
    },
  });

  return {
    async show(topic = shown) {
      if (!isTopic(topic)) throw new Refusal(`There is no slide "${String(topic)}" in this version.`);
      shown = topic;
      if (panel) {
        panel.reveal();
        await send(shown);
      } else {
        await fill(vscode.window.createWebviewPanel(viewType, slides[shown], vscode.ViewColumn.Beside));
      }
    },
    dispose() {
      serializer.dispose();
      panel?.dispose();
    },
  };
}

/** Back to the code that can be seen; the output panel's text, which is in no column, is none. */
async function focusEditor(): Promise<void> {
  const editor = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  if (!editor) return;
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
}
