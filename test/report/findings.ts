import type { Finding, FoundHandler } from "../../src/review/finding.ts";
import type { Report, ReviewedFile } from "../../src/report/report.ts";

/** A finding on the client of `source`. */
export const findingWith = (change: Partial<Finding> = {}): Finding => ({
  rule: "no-client-in-handler",
  severity: "error",
  line: 2,
  column: 14,
  endLine: 2,
  endColumn: 30,
  message: "`S3Client` is built on every invocation. Build it once, outside the handler.",
  why: "A warm environment keeps the connections of what stands outside.",
  harm: "cost and latency",
  slide: "init-outside-handler",
  docs: "https://example.com/no-client-in-handler.md",
  handler: "handler",
  suggestions: [],
  ...change,
});

/** The handler of `source`. */
export const handlerWith = (change: Partial<FoundHandler> = {}): FoundHandler => ({
  name: "handler",
  line: 1,
  sources: ["sqs"],
  evidence: "typed SQSHandler",
  keys: [],
  ...change,
});

export const source = `export const handler = async () => {
  const s3 = new S3Client({});
};
`;

export const fileWith = (change: Partial<ReviewedFile> = {}): ReviewedFile => ({
  name: "src/orders.ts",
  isTemplate: false,
  text: source,
  handlers: [handlerWith()],
  eventTakers: 0,
  deployed: [],
  findings: [],
  suppressed: [],
  fixed: 0,
  ...change,
});

export const reportWith = (change: Partial<Report> = {}): Report => ({
  paths: ["src"],
  files: [fileWith()],
  problems: [],
  leftOut: { error: 0, warning: 0 },
  ...change,
});
