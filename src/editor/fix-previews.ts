import * as vscode from "vscode";
import { edited } from "../review/edits.ts";
import type { Finding, JointChange } from "../review/finding.ts";
import { placeOf, wholeChangesOf } from "./changes.ts";
import { columnOf } from "./columns.ts";
import type { Findings } from "./diagnostics.ts";
import { asOrigin, nearest, originOf } from "./origin.ts";

export interface FixPreviews extends vscode.Disposable {
  /** Shows the files of a change, each beside what the change would make of it; that of the finding is seen first. */
  show(document: vscode.TextDocument, finding: Finding, change: JointChange): Promise<void>;
  /** Closes what shows a change that was made. */
  close(document: vscode.TextDocument, change: JointChange): Promise<void>;
}

const scheme = "effective-lambda-fix";

/**
 * Documents that are on no disk: a file as a change would make it. Their address says which change, so that they follow
 * what is typed, and are there again after a reload. Once nothing is left to change, they are the file as it is.
 */
export function fixPreviews(findings: Findings): FixPreviews {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const isPreview = ({ uri }: vscode.TextDocument) => uri.scheme === scheme;

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent({ query }) {
      const { title, of, ...rest } = JSON.parse(query) as { title: string; of: string };
      const origin = asOrigin(rest);
      if (!origin) return undefined;
      const known = findings.known(origin.file);
      const finding = known && nearest(known.findings, origin);
      const change = finding && wholeChangesOf(finding, known).find((one) => one.title === title);
      const part = change?.files.find(({ file }) => placeOf(file, known!.document).toString() === of);
      if (part) return edited(part.before, part.edits);
      return (await vscode.workspace.openTextDocument(vscode.Uri.parse(of, true))).getText();
    },
  };

  const listeners = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    findings.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments.filter(isPreview)) changed.fire(uri);
    }),
  );

  return {
    async show(document, finding, { title, files }) {
      const options = { viewColumn: columnOf(document), preview: false };
      const places = files.map(({ file }) => placeOf(file, document));
      for (const place of places.toReversed()) {
        const query = JSON.stringify({ ...originOf(document.uri, finding), title, of: place.toString() });
        const name = place.path.slice(place.path.lastIndexOf("/") + 1);
        await vscode.commands.executeCommand(
          "vscode.diff",
          place,
          place.with({ scheme, query }),
          `${name}: ${title}`,
          options satisfies vscode.TextDocumentShowOptions,
        );
      }
    },

    async close({ uri }, { title }) {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const shows = ({ input }: vscode.Tab) => {
        if (!(input instanceof vscode.TabInputTextDiff) || input.modified.scheme !== scheme) return false;
        const shown = JSON.parse(input.modified.query) as { file: string; title: string };
        return shown.file === uri.toString() && shown.title === title;
      };
      await vscode.window.tabGroups.close(tabs.filter(shows), true);
    },

    dispose: () => listeners.dispose(),
  };
}
