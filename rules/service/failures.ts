import type { RuleContext } from "../kit/rule.ts";
import { leaveWord } from "../lambda/deployed.ts";
import { namesFailures, type NamesFailures } from "../lambda/failures-named.ts";
import { lambdaIn } from "../lambda/model.ts";
import type { DeployedFunction } from "./deployment.ts";
import type { Files } from "./files.ts";
import { sourceOfCode } from "./reading.ts";
import type { Service } from "./service.ts";
import { asDeployed, serviceAround } from "./word.ts";

/** What the handlers of a file answer, by their names, and the file's state when it was read. */
interface Known {
  state: string;
  answers: ReadonlyMap<string, NamesFailures>;
}

const known = new WeakMap<Files, Map<string, Known>>();

/** Whether the code of a function that a template deploys answers with `batchItemFailures`. */
export function failuresNamedBy(deployed: DeployedFunction | undefined, context: RuleContext): NamesFailures {
  const around = deployed && serviceAround(context);
  return around ? failuresNamedIn(around.service, deployed!, around.path) : "unknown";
}

/** @param template the path of the file that deploys the function, from the root of the repository */
export function failuresNamedIn(
  service: Service,
  deployed: DeployedFunction,
  template: string,
): NamesFailures {
  const code = service.codeOf(deployed, template);
  return (code && answersIn(code.path, service).get(code.export)) ?? "unknown";
}

function answersIn(path: string, service: Service): Known["answers"] {
  const { files } = service;
  const ofFiles = known.get(files) ?? new Map<string, Known>();
  known.set(files, ofFiles);
  const stat = files.stat(path);
  const state = `${stat?.modified} ${stat?.size}`;
  const before = ofFiles.get(path);
  if (before?.state === state) return before.answers;
  const answers = readAnswers(path, service);
  ofFiles.set(path, { state, answers });
  return answers;
}

function readAnswers(path: string, service: Service): Known["answers"] {
  const text = service.files.read(path);
  if (text === undefined) return new Map();
  try {
    const sourceCode = sourceOfCode(text, path);
    const functions = service.deploymentsOf(path).map(asDeployed);
    leaveWord(sourceCode, () => ({ functions, isForeign: service.isForeign(path) }));
    const entries = lambdaIn(sourceCode)?.entries ?? [];
    return new Map(entries.map((handler) => [handler.name, namesFailures(handler, sourceCode)]));
  } catch {
    // Whoever reviews the file itself is told that it does not parse.
    return new Map();
  }
}
