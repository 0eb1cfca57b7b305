// The catalogue: one line a rule. Everything else about a rule follows from its file name and its metadata.
export { default as "no-aws-sdk-v2" } from "./handler/no-aws-sdk-v2.ts";
