/** Something the user wrote that we cannot act on. */
export class UsageError extends Error {}
