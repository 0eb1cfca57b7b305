import { defineRule, type RuleModule } from "../kit/rule.ts";
import { lambdaOf, type Lambda } from "./model.ts";

type Created<MessageIds extends string, Options extends readonly unknown[]> = RuleModule<
  MessageIds,
  Options
>["create"];

/** A rule on the code of handlers, which is asked of files that Lambda gets to and of no others. */
interface HandlerRule<MessageIds extends string, Options extends readonly unknown[]> extends Omit<
  RuleModule<MessageIds, Options>,
  "defaultOptions" | "name" | "create"
> {
  create(
    context: Parameters<Created<MessageIds, Options>>[0],
    lambda: Lambda,
  ): ReturnType<Created<MessageIds, Options>>;
}

/** Types a rule on handlers. Most files have none, and what all rules ask first is asked in one place. */
export function defineHandlerRule<MessageIds extends string, Options extends readonly unknown[] = []>(
  rule: HandlerRule<MessageIds, Options>,
): RuleModule<MessageIds, Options> {
  return defineRule<MessageIds, Options>({
    ...rule,
    create(context) {
      const lambda = lambdaOf(context);
      return lambda ? rule.create(context, lambda) : {};
    },
  });
}
