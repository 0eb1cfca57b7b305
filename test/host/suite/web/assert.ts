/** What the suite takes of `node:assert/strict`, for where there is no Node. */
function ok(value: unknown, message?: string): asserts value {
  if (!value) throw new Error(message ?? `This is not true: ${String(value)}`);
}

const shown = (value: unknown) => JSON.stringify(value, undefined, 2);

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    Array.isArray(one) === Array.isArray(other) &&
    keys.every((key) => isSame(one[key as never], other[key as never]))
  );
}

export default Object.assign(ok, {
  ok,
  equal: (one: unknown, other: unknown) => ok(Object.is(one, other), `${shown(one)} is not ${shown(other)}`),
  deepEqual: (one: unknown, other: unknown) => ok(isSame(one, other), `${shown(one)} is not ${shown(other)}`),
  match: (text: string, expected: RegExp) => ok(expected.test(text), `${shown(text)} lacks ${expected}`),
  doesNotMatch: (text: string, other: RegExp) => ok(!other.test(text), `${shown(text)} has ${other}`),
  fail: (message: string) => ok(false, message),
});
