/**
 * The slides of "Writing Effective Lambda Functions", in the module's order: topic → title.
 * Each has its text in `media/slides/<topic>.md`; the house test holds both sides together.
 */
export const slides = {
  title: "Writing Effective Lambda Functions",
  topics: "Topics",
  "ephemeral-environments": "Ephemeral Environments",
  lifecycle: "Lambda Lifecycle Best Practices",
  "init-outside-handler": "Initialise Outside the Handler",
  "tmp-cache": "/tmp as a Transient Cache",
  "rds-proxy": "Database Connections and RDS Proxy",
  "memory-and-timeout": "Memory and Timeout",
  "provisioned-concurrency": "Provisioned Concurrency",
  "layers-and-env": "Layers and Environment Variables",
  idempotency: "Idempotency",
  kiro: "Kiro",
  "versions-and-aliases": "Versions and Aliases",
  "two-error-types": "Two Types of Errors",
  "errors-by-source": "Error Handling by Event Source",
  "sqs-errors": "Error Handling: SQS Queues",
  "stream-errors": "Error Handling: Streams",
  "whats-new": "What's New",
  "question-1": "Question 1: The Database Client",
  "question-2": "Question 2: An Asynchronous Event Fails",
  "question-3": "Question 3: What RDS Proxy Is For",
  "question-4": "Question 4: Bisecting a Batch",
  summary: "Summary",
} as const;

export type Topic = keyof typeof slides;
