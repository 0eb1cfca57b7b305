"use strict";

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 };

/** Fields whose values never reach the log, wherever they stand. */
const SECRET = /^(password|secret|token|authorization|cardNumber|iban)$/i;

const MAX_DEPTH = 6;

function describeError(error, depth) {
  const description = { name: error.name, message: error.message, stack: error.stack };
  if (error.code) description.code = error.code;
  if (error.$metadata) description.awsRequestId = error.$metadata.requestId;
  if (error.cause) description.cause = serializable(error.cause, depth + 1);
  return description;
}

function serializable(value, depth) {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value !== "object") return value;
  if (depth > MAX_DEPTH) return "[too deep]";
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "[no date]" : value.toISOString();
  if (value instanceof Set) return serializable([...value], depth);
  if (value instanceof Map) return serializable(Object.fromEntries(value), depth);
  if (Array.isArray(value)) return value.map((item) => serializable(item, depth + 1));

  const copy = {};
  for (const key of Object.keys(value)) {
    copy[key] = SECRET.test(key) ? "[hidden]" : serializable(value[key], depth + 1);
  }
  return copy;
}

function createLog(options) {
  const {
    service,
    level = "info",
    fields = {},
    write = (line) => process.stdout.write(`${line}\n`),
  } = options;
  const threshold = LEVELS[level] || LEVELS.info;

  function entry(name) {
    return (message, details) => {
      if (LEVELS[name] < threshold) return;
      write(
        JSON.stringify({
          time: new Date().toISOString(),
          level: name,
          service,
          message,
          ...serializable(fields, 0),
          ...serializable(details || {}, 0),
        }),
      );
    };
  }

  return {
    debug: entry("debug"),
    info: entry("info"),
    warn: entry("warn"),
    error: entry("error"),
    with: (more) => createLog({ service, level, write, fields: { ...fields, ...more } }),
  };
}

const log = createLog({
  service: process.env.AWS_LAMBDA_FUNCTION_NAME || "billing",
  level: (process.env.LOG_LEVEL || "info").toLowerCase(),
});

module.exports = { createLog, log };
