/**
 * The slides of "Writing Effective Lambda Functions" that exist, in the module's order: topic → title.
 * Each has its text in `media/slides/<topic>.md`; the house test holds both sides together.
 */
export const slides = {
  lifecycle: "Lambda Lifecycle Best Practices",
  "init-outside-handler": "Initialise Outside the Handler",
  "tmp-cache": "/tmp as a Transient Cache",
  "rds-proxy": "Database Connections and RDS Proxy",
  "memory-and-timeout": "Memory and Timeout",
  "provisioned-concurrency": "Provisioned Concurrency",
  "layers-and-env": "Layers and Environment Variables",
  idempotency: "Idempotency",
  "versions-and-aliases": "Versions and Aliases",
  "two-error-types": "Two Types of Errors",
  "errors-by-source": "Error Handling by Event Source",
  "sqs-errors": "Error Handling: SQS Queues",
  "stream-errors": "Error Handling: Streams",
  "whats-new": "What's New",
} as const;

export type Topic = keyof typeof slides;
