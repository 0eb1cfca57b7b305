import { isTooDeep } from "../kit/nodes.ts";
import type { LintedFile } from "../lambda/deployed.ts";
import { reportsBatchItems } from "../lambda/event-sources.ts";
import { namesFailures, type NamesFailures } from "../lambda/failures-named.ts";
import { handlerExportedAs } from "../lambda/handlers.ts";
import type { DeployedFunction } from "./deployment.ts";
import { stampOf, type Files } from "./files.ts";
import { sourceOfCode } from "./reading.ts";
import { mappingsOf, type DeployedFrom } from "./deployed-from.ts";
import type { DeployedCode, Service } from "./service.ts";
import { serviceAround } from "./word.ts";

/** What a handler answers, and the state of its file when it was read. */
interface Known {
  state: string;
  answer: NamesFailures;
}

const known = new WeakMap<Files, Map<string, Known>>();

/** Whether the code of a function that a linted file deploys answers with `batchItemFailures`. */
export function failuresNamedBy(deployed: DeployedFunction | undefined, file: LintedFile): NamesFailures {
  const around = deployed && serviceAround(file);
  const code = around?.service.codeOf(deployed!, around.path);
  return code ? failuresNamedIn(code, around!.service) : "unknown";
}

/** Whether an export of a file answers with `batchItemFailures`. */
export function failuresNamedIn(code: DeployedCode, { files }: Service): NamesFailures {
  const ofFiles = known.get(files) ?? new Map<string, Known>();
  known.set(files, ofFiles);
  const state = stampOf(files.stat(code.path));
  const handler = `${code.export} ${code.path}`;
  const before = ofFiles.get(handler);
  if (before?.state === state) return before.answer;
  const answer = readAnswer(code, files);
  ofFiles.set(handler, { state, answer });
  return answer;
}

/** What the code behind each function answers to which a file hands batches, by what Lambda calls. */
export function failuresNamedBehind(path: string, service: Service): Record<string, NamesFailures> {
  const answers: Record<string, NamesFailures> = {};
  for (const { path: code, name, from } of service.entries())
    if (from.some((one) => one.template === path && takesBatches(one)))
      answers[`${name} ${code}`] = failuresNamedIn({ path: code, export: name }, service);
  return answers;
}

/** Whether a function is handed batches of which it can answer what failed. */
export const takesBatches = (one: DeployedFrom): boolean =>
  mappingsOf(one).some(({ source }) => reportsBatchItems(source));

function readAnswer(code: DeployedCode, files: Files): NamesFailures {
  const text = files.read(code.path);
  return text === undefined ? "unknown" : failuresNamedInText(text, code);
}

/** The same with another text than the file has. */
export function failuresNamedInText(text: string, { path, export: name }: DeployedCode): NamesFailures {
  try {
    const sourceCode = sourceOfCode(text, path);
    const handler = isTooDeep(sourceCode) ? undefined : handlerExportedAs(name, sourceCode);
    return handler ? namesFailures(handler, sourceCode) : "unknown";
  } catch {
    // Whoever reviews the file itself is told that it does not parse.
    return "unknown";
  }
}
