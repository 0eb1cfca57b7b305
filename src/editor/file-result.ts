import * as vscode from "vscode";
import type { FileResult } from "./finding-groups.ts";

/** What is known of a file, with what people call it. */
export function fileResult(uri: vscode.Uri, known: Omit<FileResult, "file" | "path" | "prefix">): FileResult {
  const { handlers, findings, callers, imports, text } = known;
  const path = vscode.workspace.asRelativePath(uri);
  const prefix = path.slice(0, path.length - vscode.workspace.asRelativePath(uri, false).length);
  return {
    file: uri.toString(),
    path,
    prefix,
    imports,
    handlers,
    findings,
    callers,
    ...(text !== undefined && { text }),
  };
}
