import { enclosingFunction } from "../kit/ast.ts";
import { deferring } from "../kit/deferred.ts";
import { fixOf, type Edit } from "../kit/edits.ts";
import { nodesIn } from "../kit/nodes.ts";
import { awaiting } from "../kit/awaiting.ts";
import type { SourceCode } from "../kit/rule.ts";
import { headOf, shortNameOf } from "../kit/spelling.ts";
import { isTypeScript } from "../kit/types.ts";
import { defineHandlerRule } from "../lambda/handler-rule.ts";
import { initWorkIn } from "../lambda/init-work.ts";

/**
 * An environment that is provisioned early is frozen between INIT and its first event, with the requests in it:
 * connections break, and signed requests expire.
 * https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/AWS_LAMBDA.md
 */
export default defineHandlerRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow starting asynchronous work at module scope without awaiting it there",
      why: "INIT does not wait for promises: the environment may be frozen with a request under way, which then fails.",
      harm: "cost and latency",
      preset: "warn",
      slide: "provisioned-concurrency",
    },
    hasSuggestions: true,
    messages: {
      kept: "`{{name}}` starts before any event, may be frozen half-way, and fails then. Start it in the handler, once.",
      forgotten:
        "Nobody waits for `{{name}}`, so an event may come before it is done. Start it in the handler, once.",
      move: "Move `{{name}}` into the handler, to run once",
      await: "Await `{{name}}` at module scope",
    },
    schema: [],
  },

  create(context, lambda) {
    const { sourceCode, filename } = context;

    return {
      Program() {
        const works = initWorkIn(lambda, sourceCode);
        const mayAwait = works.length > 0 && mayAwaitAtTop(filename, sourceCode);
        for (const { start, kept } of works) {
          const data = { name: shortNameOf(start) };
          const offers: ["move" | "await", Edit[] | undefined][] = [
            ["move", kept && deferring(kept, isTypeScript(filename), sourceCode)],
            [
              "await",
              mayAwait && !kept?.declarator.id.typeAnnotation ? awaiting(start, sourceCode) : undefined,
            ],
          ];
          context.report({
            loc: headOf(start, sourceCode),
            messageId: kept ? "kept" : "forgotten",
            data,
            suggest: offers.flatMap(([messageId, edits]) =>
              edits ? [{ messageId, data, fix: fixOf(edits, sourceCode) }] : [],
            ),
          });
        }
      },
    };
  },
});

/** Whether `await` may stand at the top of a file for certain; what else looks like an ES module may be made into another. */
const mayAwaitAtTop = (filename: string, sourceCode: SourceCode): boolean =>
  /\.m[jt]s$/.test(filename) ||
  nodesIn(sourceCode.ast, ["AwaitExpression"], sourceCode).some((node) => !enclosingFunction(node));
