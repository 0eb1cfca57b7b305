import { functionsBehind } from "../../rules/kit/callables.ts";
import { exportsOf } from "../../rules/kit/exports.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import { deploymentOf, isDeployed, placeFile } from "../../rules/lambda/deployed.ts";
import { isScript, isTest, mayConcernLambda, servesAnotherProgram } from "../../rules/lambda/gate.ts";
import { handlersIn } from "../../rules/lambda/handlers.ts";
import { lambdaIn } from "../../rules/lambda/model.ts";
import { prefix } from "../../rules/plugin.ts";
import type { FoundHandler, ReviewOptions } from "../review/finding.ts";
import { placeOf } from "../review/place.ts";
import { sourceCodeOf } from "../review/source-code.ts";
import { evidenceOf, type HandlerEvidence, type Place } from "./handler-evidence.ts";
import { configured } from "./reviewing.ts";

/** What speaks against handlers in a file, however its functions look. */
export type Against =
  "no words" | "no exported function" | "test" | "script" | "another program" | "another cloud";

/** An exported function that is no handler, as far as the code shows. */
export interface Bystander {
  name: string;
  line: number;
  /** Whether it takes a Lambda event: a helper, or a handler that only a template names. */
  takesEvent: boolean;
}

/** A handler with all that shows it. */
export type ShownHandler = Pick<FoundHandler, "name" | "line" | "sources"> & { evidence: HandlerEvidence };

/** Why a file has the handlers it has. */
export interface Reasons {
  /** What is wrong with the syntax; nothing else is known then. */
  syntax?: string;
  handlers: ShownHandler[];
  /** Functions of the file that handlers elsewhere call, each with the way that leads to it. */
  called: { name: string; line: number; from: Place & { name: string } }[];
  others: Bystander[];
  against: Against[];
}

/** Looks for handlers as the rules do, and notes what was found on the way. */
export function reasonsFor(text: string, path: string, options: ReviewOptions): Reasons {
  const { asked } = configured(path, options);
  const { root = "", scope = "service", handlers = [] } = asked;
  const nothing: Reasons = { handlers: [], called: [], others: [], against: [] };
  let sourceCode: SourceCode;
  try {
    sourceCode = sourceCodeOf(text, path);
  } catch (error) {
    return { ...nothing, syntax: (error as Error).message };
  }
  placeFile(sourceCode, {
    filename: placeOf(path, asked),
    cwd: root,
    settings: { [prefix]: { handlers, scope } },
  });

  const lambda = lambdaIn(sourceCode);
  const entries = lambda?.entries ?? [];
  const bystanders = othersIn(sourceCode).filter(
    ({ name }) => !lambda?.handlers.some((one) => one.name === name && one.evidence !== "takes an event"),
  );
  return {
    handlers: entries.map((handler) => ({
      name: handler.name,
      line: handler.function.loc.start.line,
      sources: [...lambda!.sourcesOf(handler)],
      evidence: evidenceOf(handler, sourceCode, path, asked),
    })),
    called: (lambda?.handlers ?? []).flatMap(({ name, function: { loc }, reach }) => {
      const [from] = reach?.steps ?? [];
      return from
        ? [{ name, line: loc.start.line, from: { name: from.function, file: from.path, line: from.line } }]
        : [];
    }),
    others: bystanders,
    against: entries.length > 0 ? [] : againstIn(sourceCode),
  };
}

function othersIn(sourceCode: SourceCode): Bystander[] {
  const taking = new Set(handlersIn(sourceCode).map((handler) => handler.function));
  return exportsOf(sourceCode).flatMap(({ name, value }) => {
    const [fn] = functionsBehind(value, sourceCode, () => true);
    return fn ? [{ name, line: fn.loc.start.line, takesEvent: taking.has(fn) }] : [];
  });
}

function againstIn(sourceCode: SourceCode): Against[] {
  const exported = exportsOf(sourceCode);
  const reasons: Record<Against, boolean> = {
    "no words": !mayConcernLambda(sourceCode) && !isDeployed(sourceCode),
    "no exported function": !exported.some(
      ({ value }) => functionsBehind(value, sourceCode, () => true).length > 0,
    ),
    test: isTest(sourceCode),
    script: isScript(sourceCode),
    "another program": servesAnotherProgram(exported, sourceCode),
    "another cloud": deploymentOf(sourceCode).isForeign,
  };
  return (Object.keys(reasons) as Against[]).filter((reason) => reasons[reason]);
}
