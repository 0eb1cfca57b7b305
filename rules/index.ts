// The catalogue: one line a rule. Everything else about a rule follows from its file name and its metadata.
export { default as "no-aws-sdk-v2" } from "./handler/no-aws-sdk-v2.ts";
export { default as "no-callback-handler" } from "./handler/no-callback-handler.ts";
export { default as "no-client-in-handler" } from "./handler/no-client-in-handler.ts";
export { default as "no-connection-in-handler" } from "./handler/no-connection-in-handler.ts";
export { default as "no-hardcoded-resource-name" } from "./handler/no-hardcoded-resource-name.ts";
export { default as "no-sync-lambda-invoke" } from "./handler/no-sync-lambda-invoke.ts";
export { default as "no-uncached-secret" } from "./handler/no-uncached-secret.ts";
export { default as "no-unchecked-batch-write" } from "./handler/no-unchecked-batch-write.ts";
export { default as "no-unstable-idempotency-key" } from "./handler/no-unstable-idempotency-key.ts";
export { default as "require-batch-item-failures" } from "./handler/require-batch-item-failures.ts";
export { default as "require-idempotency-key" } from "./handler/require-idempotency-key.ts";
export { default as "require-pagination" } from "./handler/require-pagination.ts";
export { default as "valid-batch-item-identifier" } from "./handler/valid-batch-item-identifier.ts";
