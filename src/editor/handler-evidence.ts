import { matchesGlob } from "../../rules/kit/paths.ts";
import type { SourceCode } from "../../rules/kit/rule.ts";
import type { Handler } from "../../rules/lambda/model.ts";
import { asDeployed } from "../../rules/service/deployed-as.ts";
import { serviceFor } from "../../rules/service/service-for.ts";
import type { ReviewOptions } from "../review/finding.ts";
import { evidenceInCode } from "../review/handlers.ts";
import { placeOf } from "../review/place.ts";
import { namesFor } from "../review/review.ts";

/** Where something is said. */
export interface Place {
  /** Its path, relative to what the path of the reviewed file is relative to. */
  file: string;
  /** From 1. */
  line: number;
}

/** What shows that Lambda calls a function, and with what. */
export interface HandlerEvidence {
  /** What its own file shows, in words: `typed SQSEvent`. */
  code: string;
  /** Whether somebody has set how it is deployed, which goes before templates. */
  isSet: boolean;
  /** The functions that templates deploy it as. */
  functions: (Place & { name: string })[];
  /** Where templates say what sends it events, each with the short name of the event source. */
  triggers: (Place & { source: string })[];
}

/** What shows that a function is a handler, and what sends it its events. */
export function evidenceOf(
  handler: Handler,
  sourceCode: SourceCode,
  path: string,
  options: ReviewOptions,
): HandlerEvidence {
  const { root, handlers = [] } = options;
  const code = evidenceInCode(handler, sourceCode);
  const isSet = handlers.some(
    ({ files, export: name }) => matchesGlob(path, files) && (name ?? handler.name) === handler.name,
  );
  // What somebody has set goes before what templates say.
  const here =
    isSet || root === undefined ? undefined : serviceFor({ filename: placeOf(path, options), cwd: root });
  const deployments = here?.service.deploymentsOf(here.path) ?? [];
  const own = deployments.filter((one) => one.export === handler.name);
  const nameOf = namesFor(path, options);
  return {
    code,
    isSet,
    functions: own.map(({ template, function: { name, at } }) => ({
      name,
      file: nameOf(template),
      line: at.loc.start.line,
    })),
    triggers: own
      .flatMap((one) => asDeployed(one).triggers)
      .map(({ source, place }) => ({ source, ...placed(place, nameOf) })),
  };
}

/** Reads `template.yaml:31`. */
function placed(place: string, nameOf: (file: string) => string): Place {
  const colon = place.lastIndexOf(":");
  return { file: nameOf(place.slice(0, colon)), line: Number(place.slice(colon + 1)) };
}
