import * as vscode from "vscode";
import { Refusal } from "./commands.ts";
import { examplesOn, type Examples } from "../teaching/page.ts";

export interface Pages {
  open(rule: string): Promise<void>;
  /** @param ofTemplates whether those of templates are wanted, rather than of code */
  examples(rule: string, ofTemplates: boolean): Promise<Examples | undefined>;
}

/** The rules' pages, which come with the extension: nothing is fetched. */
export function pages(extensionUri: vscode.Uri): Pages {
  const uriOf = (rule: string) => vscode.Uri.joinPath(extensionUri, "rules", "docs", `${rule}.md`);
  const textOf = async (rule: string) => {
    if (!/^[a-z0-9-]+$/.test(rule)) return undefined;
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(rule)));
    } catch (error) {
      // A browser does not tell of a file that it has not got why that is.
      if (error instanceof vscode.FileSystemError && /^(FileNotFound|Unknown)$/.test(error.code))
        return undefined;
      throw error;
    }
  };

  return {
    async open(rule) {
      if ((await textOf(rule)) === undefined)
        throw new Refusal(vscode.l10n.t('There is no rule "{0}" in this version.', rule));
      await vscode.commands.executeCommand("markdown.showPreview", uriOf(rule));
    },

    async examples(rule, ofTemplates) {
      const page = await textOf(rule);
      return page === undefined ? undefined : examplesOn(page, ofTemplates);
    },
  };
}
