import * as vscode from "vscode";
import type { Listed, OwnCode, Place, Wish, Yours } from "../../media/messages.ts";
import type { Topic } from "../../rules/slides.ts";
import type { Finding, JointChange } from "../review/finding.ts";
import { wholeChangesOf } from "./changes.ts";
import { differences, linesAround } from "./code-lines.ts";
import { columnOf } from "./columns.ts";
import { Refusal } from "./commands.ts";
import { rangeOf } from "./diagnostic.ts";
import type { Findings, Reviewed } from "./diagnostics.ts";
import { changedMeanwhile, editFor, type FixPreviews, unreadable } from "./fix-previews.ts";
import { nearest, type Origin, originOf } from "./origin.ts";

/** What the slides know of the user's own code, and do with it when asked. */
export interface YourCode {
  /** Has the tab show the finding somebody came from; without one, the one at the cursor of the code in sight. */
  choose(topic: Topic, origin?: Origin): void;
  /** What the page shows beside a slide. */
  beside(topic: Topic): Omit<OwnCode, "topic">;
  /** Does what somebody wants of a finding; a sentence where there is something to say of it. */
  grant(wish: Wish): Promise<string | undefined>;
  onDidChange: vscode.Event<void>;
}

/** A finding with the document it is in. */
interface Found {
  reviewed: Reviewed;
  finding: Finding;
  index: number;
}

export function yourCode(findings: Findings, previews: FixPreviews): YourCode {
  let chosen: Origin | undefined;

  function foundOn(topic: Topic): Found[] {
    const byPath = findings.all().toSorted((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1));
    return byPath.flatMap((reviewed) =>
      reviewed.findings
        .map((finding, index) => ({ reviewed, finding, index }))
        .filter(({ finding }) => finding.slide === topic),
    );
  }

  /** The chosen one, wherever it is by now, else the first that can be seen, else the first. */
  function yoursAmong(found: readonly Found[]): Found | undefined {
    if (chosen) {
      const { file } = chosen;
      const own = nearest(
        found.filter(({ reviewed }) => fileOf(reviewed) === file).map(({ finding }) => finding),
        chosen,
      );
      if (own) {
        chosen.line = own.line;
        return found.find(({ finding }) => finding === own);
      }
    }
    const inSight = vscode.window.visibleTextEditors.map(({ document }) => document);
    return found.find(({ reviewed }) => inSight.includes(reviewed.document)) ?? found[0];
  }

  /** What the page speaks of, unless there is a newer review. */
  function foundAt({ file, review, index }: Place): Found | undefined {
    const reviewed = findings.known(file);
    const finding = reviewed?.review === review ? reviewed.findings[index] : undefined;
    return reviewed && finding && { reviewed, finding, index };
  }

  /** For a wish on what is no longer so: looks at the file as it is now, which the page then shows. */
  async function lookAgain({ file }: Place): Promise<string> {
    const reviewed = findings.known(file);
    if (!reviewed) return vscode.l10n.t("This file is no longer open.");
    const { document } = reviewed;
    await findings.reviewAgain(document);
    return findings.known(file)?.version === document.version ? changedMeanwhile() : unreadable();
  }

  async function go({ reviewed: { document }, finding }: Found): Promise<undefined> {
    const selection = document.validateRange(rangeOf(finding));
    await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
  }

  /** Shows a change, or makes it, in all of its files; in none where one is no longer what it was made for. */
  async function make(
    { reviewed: { document }, finding }: Found,
    change: JointChange,
    isToBeApplied: boolean,
  ): Promise<string | undefined> {
    try {
      if (isToBeApplied) {
        await previews.make(document, change);
        return vscode.l10n.t("Done: {0}.", change.title);
      }
      await editFor(document, change, findings);
      await previews.show(document, finding, change);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }

  return {
    choose(topic, origin) {
      chosen = origin ?? originAtCursor(findings, topic) ?? chosen;
    },

    beside(topic) {
      const found = foundOn(topic);
      const yours = yoursAmong(found);
      return {
        findings: found.map((one) => listed(one, one === yours)),
        isAnyOpen: findings.all().some(mayHaveFindings),
        ...(yours && { yours: shown(yours) }),
      };
    },

    async grant(wish) {
      const place = "go" in wish ? wish.go : "preview" in wish ? wish.preview : wish.apply;
      const found = foundAt(place);
      if (!found) return lookAgain(place);
      const { finding, reviewed } = found;
      chosen = originOf(reviewed.document.uri, finding);
      if ("go" in wish) return go(found);

      // The change was made for the text that was reviewed.
      if (reviewed.document.version !== reviewed.version) return lookAgain(place);
      const change = wholeChangesOf(finding, reviewed)[wish.change];
      return change && make(found, change, "apply" in wish);
    },

    onDidChange: findings.onDidChange,
  };
}

function originAtCursor(findings: Findings, topic: Topic): Origin | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  for (const editor of editors) {
    if (!editor) continue;
    const line = editor.document.lineAt(editor.selection.active).range;
    const finding = findings.touching(editor.document, line).find(({ slide }) => slide === topic);
    if (finding) return originOf(editor.document.uri, finding);
  }
  return undefined;
}

/** Whether a file is one that slides speak of: with handlers, with what these call, or with what deploys them. */
const mayHaveFindings = ({ handlers, findings, deployed, isTemplate }: Reviewed): boolean =>
  isTemplate || handlers.length + findings.length + deployed.length > 0;

const fileOf = ({ document }: Reviewed) => document.uri.toString();

const pathOf = ({ document }: Reviewed) => vscode.workspace.asRelativePath(document.uri);

const named = ({ reviewed, finding, index }: Found) => ({
  place: { file: fileOf(reviewed), review: reviewed.review, index },
  file: pathOf(reviewed),
  line: finding.line,
  message: finding.message,
});

function listed(found: Found, isYours: boolean): Listed {
  const { finding, reviewed } = found;
  const code = reviewed.text.split("\n", finding.line).at(-1)!.trim().slice(0, 200);
  return { ...named(found), code, changes: wholeChangesOf(finding, reviewed).length, isYours };
}

function shown(found: Found): Yours {
  const { finding, reviewed } = found;
  const changes = wholeChangesOf(finding, reviewed).map(({ title, files }) => ({
    title,
    files: files.map(({ file, before, edits }) => ({ file, hunks: differences(before, edits) })),
  }));
  return { ...named(found), before: linesAround(reviewed.text, finding), changes };
}
