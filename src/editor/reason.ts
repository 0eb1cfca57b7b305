/** How long a reason is at least: a shorter one says nothing to whoever reads it a year later. */
const leastLength = 10;

/** Whether a text is a reason to silence a finding. */
export const isReason = (text: string): boolean => text.replace(/\s+/g, " ").trim().length >= leastLength;
