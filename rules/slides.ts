/**
 * The slides of "Writing Effective Lambda Functions" that exist, in the module's order: topic → title.
 * Each has its text in `media/slides/<topic>.md`; the house test holds both sides together.
 */
export const slides = {
  lifecycle: "Lambda Lifecycle Best Practices",
  "init-outside-handler": "Initialise Outside the Handler",
  "rds-proxy": "Database Connections and RDS Proxy",
  idempotency: "Idempotency",
  "sqs-errors": "Error Handling: SQS Queues",
  "whats-new": "What's New",
} as const;

export type Topic = keyof typeof slides;
