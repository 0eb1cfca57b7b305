/** Whether code may be the CDK's, judged by its text. */
export const mayNameCdk = (text: string): boolean => /["'](aws-cdk-lib|@aws-cdk\/)/.test(text);

/**
 * A text that can be the name of a function, alone or in its ARN. The id of a construct is none:
 * `new Function(this, "orders", …)`.
 */
const name = /(?<!\(\s*\w+,\s*)(["'`])(?:[^"'`\n]*:function:)?([\w-]{1,64})\1/g;

const none: ReadonlyMap<string, number> = new Map();

/** How often code of the CDK spells out what can be the name of a function, by the name. */
export function namesSpeltIn(text: string): ReadonlyMap<string, number> {
  if (!mayNameCdk(text)) return none;
  const names = new Map<string, number>();
  for (const [, , spelt] of text.matchAll(name)) names.set(spelt!, (names.get(spelt!) ?? 0) + 1);
  return names;
}
