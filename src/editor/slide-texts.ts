import * as vscode from "vscode";
import { slideOf, topics, type Slide } from "../teaching/slide.ts";

/** The slides and their pictures, which come with the extension. */
export interface SlideTexts {
  slides(): Promise<Slide[]>;
  diagram(name: string): Promise<string>;
}

export function slideTexts(extensionUri: vscode.Uri): SlideTexts {
  const read = async (...path: string[]) => {
    const uri = vscode.Uri.joinPath(extensionUri, "media", ...path);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  };
  return {
    slides: () =>
      Promise.all(topics.map(async (topic) => slideOf(topic, await read("slides", `${topic}.md`)))),
    diagram: (name) => read("diagrams", `${name}.svg`),
  };
}
