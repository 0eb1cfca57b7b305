import * as vscode from "vscode";
import { folderOf } from "../../rules/kit/paths.ts";
import { configAround, configurationNames, type ESLintConfig, type Folders } from "./eslint-config.ts";
import { textOf } from "./file-text.ts";
import { gathering } from "./gathering.ts";
import { isLanguageOfTemplates } from "./languages.ts";
import { isLookedAt, reporterOf, type ESLintStanding, type Kind, type Reporter } from "./reporter.ts";
import { settingsFor } from "./settings.ts";

/** Who shows the findings of a document. */
export interface Reporters extends vscode.Disposable {
  of(document: vscode.TextDocument): Promise<Reporter>;
  /** Tells that it may be somebody else now, for reasons that lie outside of our own settings. */
  onDidChange: vscode.Event<void>;
}

/** ESLint's own extension, where it is installed and not disabled. */
export const eslintExtension = () => vscode.extensions.getExtension("dbaeumer.vscode-eslint");

/** Milliseconds without a further change after which what changes together has changed. */
const pause = 100;

/** Looks for it anew each time, but for the configurations of ESLint, which are read once until one of them changes. */
export function reporters(): Reporters {
  const configs = new Map<string, Promise<ESLintConfig | undefined>>();
  const changes = new vscode.EventEmitter<void>();
  const changed = () => changes.fire();
  /** A manifest counts too, and many come at once where packages are installed. */
  const burst = gathering<vscode.Uri>(pause, () => {
    if (configs.size === 0) return;
    configs.clear();
    changed();
  });

  function configFor({ uri }: vscode.TextDocument): Promise<ESLintConfig | undefined> {
    const folder = uri.with({ path: folderOf(uri.path) });
    const key = folder.toString();
    const config = configs.get(key) ?? configAround(folder.path, foldersBeside(uri));
    configs.set(key, config);
    return config;
  }

  const watcher = vscode.workspace.createFileSystemWatcher(`**/{${configurationNames.join(",")}}`);
  const listeners = vscode.Disposable.from(
    changes,
    watcher,
    watcher.onDidCreate(burst.add),
    watcher.onDidChange(burst.add),
    watcher.onDidDelete(burst.add),
    // It may lie above the folders that are open, where nobody watches.
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (configurationNames.includes(uri.path.slice(uri.path.lastIndexOf("/") + 1))) burst.add(uri);
    }),
    vscode.extensions.onDidChange(changed),
    vscode.workspace.onDidGrantWorkspaceTrust(changed),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("eslint")) changed();
    }),
  );

  return {
    of: (document) =>
      reporterOf(settingsFor(document).run, standingOf(document), kindOf(document), () =>
        configFor(document),
      ),
    onDidChange: changes.event,
    dispose() {
      burst.forget();
      listeners.dispose();
    },
  };
}

/** It reads files of the disk only, and runs code of the folder that is open. */
function standingOf(document: vscode.TextDocument): ESLintStanding {
  if (!vscode.workspace.isTrusted) return "restricted";
  if (!eslintExtension()) return "missing";
  const settings = vscode.workspace.getConfiguration("eslint", document);
  const isLooking =
    document.uri.scheme === "file" &&
    isLookedAt(document.languageId, {
      enable: settings.get("enable", true),
      validate: settings.get("validate"),
      probe: settings.get("probe"),
    });
  return isLooking ? "looks" : "set off";
}

function kindOf({ languageId }: vscode.TextDocument): Kind {
  if (isLanguageOfTemplates(languageId)) return "templates";
  return languageId.startsWith("typescript") ? "typescript" : "javascript";
}

/** What lies on the disk that a file is on. */
const foldersBeside = (uri: vscode.Uri): Folders => ({
  async namesIn(folder) {
    // The top of a disk is written with a slash at its end.
    const path = /^$|:$/.test(folder) ? `${folder}/` : folder;
    try {
      return (await vscode.workspace.fs.readDirectory(uri.with({ path }))).map(([name]) => name);
    } catch {
      // A folder that nobody may look into configures nothing.
      return [];
    }
  },
  textOf: (path) => textOf(uri.with({ path })),
});
