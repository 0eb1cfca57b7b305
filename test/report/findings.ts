import type { Finding, FoundHandler, Suppressed } from "../../src/review/finding.ts";
import type { ReviewedChange, Touched } from "../../src/report/change.ts";
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
  endLine: 3,
  sources: ["sqs"],
  evidence: "typed SQSHandler",
  keys: [],
  ...change,
});

/** What the file of `source` silences. */
export const suppressedWith = (change: Partial<Suppressed> = {}): Suppressed => ({
  rule: "no-log-event",
  severity: "warning",
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 7,
  message: "The whole event goes to the log.",
  reason: "a test stage",
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
  misspelt: [],
  ...change,
});

export const reportWith = (change: Partial<Report> = {}): Report => ({
  paths: ["src"],
  files: [fileWith()],
  problems: [],
  leftOut: { error: 0, warning: 0 },
  ...change,
});

/** A template that was checked, and spells a handler wrong. */
export const misspelling = (): ReviewedFile =>
  fileWith({
    name: "template.yaml",
    isTemplate: true,
    handlers: [],
    misspelt: [{ line: 6, message: "There is no file for `order.handler`." }],
  });

/** What somebody may call a file, or write into code, to command whoever shows it. */
export const hostile =
  "a\u001B[2J`|<script>alert(1)</script>\n::error::b##[add-mask]c-->&\"'\u202E@octocat #1 ![x](//evil.example) www.evil.example";

/** A report in which everything that comes from a repository is hostile. */
export const hostileReport = (): Report =>
  reportWith({
    files: [
      fileWith({
        name: `${hostile}.ts`,
        text: `${hostile}\n\`\`\`\`\n</details>\n`,
        handlers: [handlerWith({ name: hostile, evidence: hostile, keys: [hostile] })],
        findings: [
          findingWith({
            message: `\`${hostile}\` is wrong. ${hostile}`,
            handler: hostile,
            line: 1,
            endLine: 4,
            suggestions: [{ title: hostile, edits: [{ range: [0, 1], text: hostile }] }],
          }),
          findingWith({ line: 2, endLine: 3, message: hostile }),
        ],
        suppressed: [suppressedWith({ reason: hostile, message: hostile })],
        misspelt: [{ line: 1, message: hostile }],
      }),
    ],
    problems: [{ file: hostile, message: hostile, fault: "met" }],
    change: changeWith({
      base: hostile,
      touched: [
        touchedWith({
          file: hostile,
          name: hostile,
          because: [{ what: "called", file: hostile, line: 1 }],
        }),
      ],
      fixed: [{ file: hostile, line: 1, rule: hostile, message: hostile }],
      unchecked: [{ file: hostile, reason: hostile }],
    }),
  });

/** A change of a line of the handler of `source`. */
export const touchedWith = (change: Partial<Touched> = {}): Touched => ({
  kind: "handler",
  file: "src/orders.ts",
  line: 1,
  name: "handler",
  sources: ["sqs"],
  state: "changed",
  because: [{ what: "code", file: "src/orders.ts", line: 2 }],
  ...change,
});

/** A change that touches nothing. */
export const changeWith = (change: Partial<ReviewedChange> = {}): ReviewedChange => ({
  base: "main",
  commit: "0123456789abcdef0123456789abcdef01234567",
  scope: "handler",
  touched: [],
  lines: {},
  fixed: [],
  suppressedSince: {},
  unchecked: [],
  ...change,
});

/** So many findings of a severity in one file. */
export const findingsOf = (count: number, severity: Finding["severity"]): Finding[] =>
  Array.from({ length: count }, (_, index) => findingWith({ severity, column: 1 + index }));
