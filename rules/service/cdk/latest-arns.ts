import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { isLatestArn, type Place } from "../deployment.ts";

/** Texts that are an ARN with `$LATEST`. */
export const latestArnsIn = (sourceCode: SourceCode): Place[] =>
  sourceCode.text.includes("$LATEST")
    ? nodesIn(sourceCode.ast, ["Literal"], sourceCode).filter(({ value }) =>
        isLatestArn(typeof value === "string" ? value : ""),
      )
    : [];
