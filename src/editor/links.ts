import * as vscode from "vscode";

/** The extension's own addresses, which work without any network: `/rule/<rule id>` and `/slide/<topic>`. */
const linkTo = (path: string): vscode.Uri =>
  vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: "effective-lambda.effective-lambda", path });

export const pageLink = (rule: string): vscode.Uri => linkTo(`/rule/${rule}`);

/** Opens what such an address names, through the command that a person would use. */
export const links = (): vscode.Disposable =>
  vscode.window.registerUriHandler({
    handleUri({ path }) {
      const [, kind, name] = path.split("/");
      if (kind === "rule") return vscode.commands.executeCommand("effectiveLambda.openPage", name);
      return vscode.commands.executeCommand("effectiveLambda.openSlide", name);
    },
  });
