import { enclosingFunction, type Node } from "../kit/ast.ts";
import { fixOf } from "../kit/edits.ts";
import { mayBeMeantForElsewhere } from "../lambda/elsewhere.ts";
import { belowTmp } from "../lambda/below-tmp.ts";
import { filePathOf, isReadOnly } from "../lambda/file-paths.ts";
import { fileWritesIn, mentionsFiles, type FileWrite } from "../lambda/files.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { isCertain } from "../lambda/handlers.ts";
import { conflicts, holdsRequest, isRemoved } from "../lambda/tmp-files.ts";

type Options = [{ fixedNames?: "conflicting" | "all" }?];

/**
 * A function's own files are read-only; what it writes belongs into /tmp, which outlasts the invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#images-reqs
 */
export default defineHandlerRule<"readOnly" | "fixedName" | "useTmp", Options>({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow writing files anywhere but below `/tmp`, and under a name that requests share",
      why: "Lambda can write below `/tmp` only, and a file there is still there for the requests that follow.",
      harm: "lost or repeated events",
      preset: "error",
      strictOptions: { fixedNames: "all" },
      slide: "tmp-cache",
    },
    hasSuggestions: true,
    messages: {
      readOnly:
        "Lambda can write below `/tmp` only, so that writing `{{path}}` fails. Use a path in `os.tmpdir()`.",
      fixedName:
        "`{{path}}` holds data of one request, and other requests write it too. Make its name unique.",
      useTmp: "Use `{{code}}`",
    },
    defaultOptions: [{ fixedNames: "conflicting" }],
    schema: [
      {
        type: "object",
        properties: {
          fixedNames: {
            type: "string",
            enum: ["conflicting", "all"],
            description:
              "Which fixed names of files with a request's data count: those that do harm anywhere, or all.",
          },
        },
        additionalProperties: false,
      },
    ],
  },

  create(context, lambda) {
    const { sourceCode } = context;
    if (!lambda.handlers.some(isCertain) || !mentionsFiles(sourceCode)) return {};
    const width = context.options[0]?.fixedNames ?? "conflicting";

    const runsOnLambda = (node: Node): boolean => {
      const handler = lambda.handlerOf(node);
      return (
        (handler ? isCertain(handler) : !enclosingFunction(node)) &&
        !mayBeMeantForElsewhere(node, sourceCode) &&
        !lambda.isExcused(node, "elsewhere")
      );
    };

    const isNamedForAll = (write: FileWrite, path: string): boolean =>
      holdsRequest(write, path, lambda, sourceCode) &&
      (conflicts(write, path, sourceCode) || (width === "all" && !isRemoved(path, sourceCode)));

    return {
      Program() {
        for (const write of fileWritesIn(sourceCode)) {
          const { path: node, call } = write;
          const path = filePathOf(node, sourceCode);
          const isRefused = isReadOnly(path, sourceCode);
          if (!isRefused && !isNamedForAll(write, path)) continue;
          if (!runsOnLambda(call)) continue;

          const inTmp = isRefused ? belowTmp(node, sourceCode) : undefined;
          context.report({
            node,
            messageId: isRefused ? "readOnly" : "fixedName",
            data: { path: path.replaceAll("?", "…") },
            suggest: inTmp && [
              { messageId: "useTmp", data: { code: inTmp.code }, fix: fixOf(inTmp.edits, sourceCode) },
            ],
          });
        }
      },
    };
  },
});
