import { changeIn, choiceIn } from "../change/in-folder.ts";
import type { OnFile } from "../files/review-files.ts";
import { GitProblem } from "../git/run.ts";
import { formats } from "../report/formats.ts";
import { uncheckedIn } from "../report/report.ts";
import { importersFirst } from "../review/order.ts";
import { fixed, review } from "../review/review.ts";
import type { ChangedFile, ChangeInFolder, ChangeTask, FromChanges } from "./change-messages.ts";

type Host = typeof import("./thread-host.ts").host;

const engine = { review, fixed, ordered: importersFirst };

/** A report in a file or a comment is not for a terminal, and as the command makes it without an option. */
const wishes = { terminal: { columns: 120, colours: false, hyperlinks: false }, includeSuppressed: false };

/** Answers what is asked about changes, one thing after the other. In a browser, `change-answers.browser.ts` takes its place. */
export function answerChanges(host: Host): void {
  const send = (message: FromChanges) => host.postMessage(message);
  const onFile: OnFile = (reviewing, index, total) => send({ reviewing, index, total });
  host.onMessage((asked) => {
    answerTo(asked as ChangeTask, onFile).then(
      (answer) => send({ answer }),
      (error: unknown) => {
        if (!(error instanceof GitProblem)) throw error;
        send({ refused: error.plain });
      },
    );
  });
}

function answerTo({ task, input }: ChangeTask, onFile: OnFile) {
  switch (task) {
    case "choice":
      return choiceIn(...input);
    case "change":
      return changeOf(...input, onFile);
    case "report":
      return reportOf(...input, onFile);
  }
}

async function changeOf(folder: string, base: string, onFile: OnFile): Promise<ChangeInFolder> {
  const { report, change, parts } = await changeIn(folder, base, engine, onFile);
  return {
    touched: change.touched.map(({ kind, file, name, state }) => ({ kind, file, name, state })),
    files: report.files.map(({ name, text, handlers, findings }): ChangedFile => ({
      name,
      text,
      made: change.lines[name]!.map(([start, end]) => ({ start, end })),
      parts: parts[name]!.map(({ start, end }) => ({ start, end })),
      handlers: handlers.map((handler) => handler.name),
      found: findings.map(({ rule, line, column, endLine, isNew = false }) => ({
        rule,
        start: line,
        column,
        end: endLine,
        isNew,
      })),
    })),
    unchecked: uncheckedIn(report),
  };
}

async function reportOf(
  folder: string,
  base: string,
  format: keyof typeof formats,
  onFile: OnFile,
): Promise<string> {
  const { report } = await changeIn(folder, base, engine, onFile);
  return formats[format].print(report, wishes);
}
