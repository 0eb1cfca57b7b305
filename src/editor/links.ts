import * as vscode from "vscode";
import type { Finding } from "../review/finding.ts";

/**
 * The extension's own address of a finding, which works without any network: the page of its rule, and beside it the
 * slide that teaches it.
 */
export const linkTo = ({ rule, slide }: Finding): vscode.Uri =>
  vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: "effective-lambda.effective-lambda",
    path: `/rule/${rule}`,
    query: `slide=${slide}`,
  });

/** Opens what such an address names, through the commands that a person would use: `/rule/ID?slide=TOPIC`, `/slide/TOPIC`. */
export const links = (): vscode.Disposable =>
  vscode.window.registerUriHandler({
    async handleUri({ path, query }) {
      const [, kind, name] = path.split("/");
      if (kind === "rule") await vscode.commands.executeCommand("effectiveLambda.openPage", name);
      const slide = kind === "slide" ? name : new URLSearchParams(query).get("slide");
      if (slide) await vscode.commands.executeCommand("effectiveLambda.openSlide", slide);
    },
  });
