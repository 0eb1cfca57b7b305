import { createRequire } from "node:module";
import type * as Extension from "../../../src/extension.ts";
import * as vscode from "vscode";

/** The extension as one run of it goes: loaded anew, and gone when it is disposed of. */
export interface Run {
  /** Milliseconds that loading its bundle took, and then `activate()`. */
  load: number;
  activate: number;
  dispose(): void;
}

/** Starts the extension in this host, in which VS Code itself has started only the one that does nothing. */
export function started(): Run {
  const extension = vscode.extensions.getExtension("effective-lambda.effective-lambda")!;
  const { extensionUri } = extension;
  const bundle = vscode.Uri.joinPath(extensionUri, "dist/node/extension.cjs").fsPath;
  const subscriptions: vscode.Disposable[] = [];
  const context = {
    extension,
    extensionUri,
    subscriptions,
    globalState: nothingKept,
    workspaceState: nothingKept,
  } as unknown as vscode.ExtensionContext;

  const require = createRequire(bundle);
  Reflect.deleteProperty(require.cache, bundle);
  const start = performance.now();
  const { activate } = require(bundle) as typeof Extension;
  const loaded = performance.now();
  activate(context);
  const activated = performance.now();
  return {
    load: loaded - start,
    activate: activated - loaded,
    dispose: () => subscriptions.reverse().forEach((one) => void one.dispose()),
  };
}

/** What VS Code keeps for an extension that somebody has just installed. */
const nothingKept = {
  get: (_key: string, otherwise?: unknown) => otherwise,
  update: () => Promise.resolve(),
  setKeysForSync: () => undefined,
};
