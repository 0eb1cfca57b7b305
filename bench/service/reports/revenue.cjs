"use strict";

const { Client } = require("pg");
const { format } = require("@fast-csv/format");
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const { log } = require("../shared/log");

const s3 = new S3Client({});

const DAY = 24 * 60 * 60 * 1000;
const GROUPINGS = { day: "day", week: "week", month: "month" };

const REVENUE_BY_PERIOD = `
  select date_trunc($1, paid_at) as period,
         plan,
         currency,
         count(*)::int as invoices,
         sum(amount_paid)::bigint as gross,
         sum(amount_refunded)::bigint as refunded
    from invoices
   where paid_at >= $2 and paid_at < $3 and status = 'paid'
   group by 1, 2, 3
   order by 1, 2, 3`;

const CHURN = `
  select count(*) filter (where cancelled_at is not null)::int as cancelled,
         count(*)::int as total
    from subscriptions
   where started_at < $2 and (cancelled_at is null or cancelled_at >= $1)`;

class ReportError extends Error {
  constructor(message, statusCode = 400) {
    super(message);
    this.name = "ReportError";
    this.statusCode = statusCode;
  }
}

function parseDate(value, name) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value || ""))
    throw new ReportError(`${name} must be a date, like 2026-01-31`);
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new ReportError(`${name} is no day of the calendar`);
  return date;
}

function parseQuery(query) {
  const { from, to, by = "month", format: output = "json" } = query || {};
  const start = parseDate(from, "from");
  const end = parseDate(to, "to");
  if (end <= start) throw new ReportError("to must be after from");
  if (end - start > 400 * DAY) throw new ReportError("A report may span 400 days");
  if (!Object.prototype.hasOwnProperty.call(GROUPINGS, by)) {
    throw new ReportError(`by must be one of ${Object.keys(GROUPINGS).join(", ")}`);
  }
  if (output !== "json" && output !== "csv") throw new ReportError("format must be json or csv");
  return { start, end, by: GROUPINGS[by], output };
}

function toMoney(amount, currency) {
  return new Intl.NumberFormat("en-IE", { style: "currency", currency }).format(Number(amount) / 100);
}

function toLine(row) {
  const net = BigInt(row.gross) - BigInt(row.refunded);
  return {
    period: row.period.toISOString().slice(0, 10),
    plan: row.plan,
    currency: row.currency.toUpperCase(),
    invoices: row.invoices,
    gross: toMoney(row.gross, row.currency),
    refunded: toMoney(row.refunded, row.currency),
    net: toMoney(net, row.currency),
  };
}

function toCsv(lines) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const stream = format({ headers: true });
    stream.on("error", reject);
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    for (const line of lines) stream.write(line);
    stream.end();
  });
}

async function archive(key, body) {
  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.REPORTS_BUCKET,
      Key: key,
      Body: body,
      ContentType: "text/csv; charset=utf-8",
      ServerSideEncryption: "aws:kms",
    }),
  );
}

const respond = (statusCode, body) => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

exports.handler = async (event) => {
  const client = new Client({
    host: process.env.REPORTING_DB_HOST,
    database: "billing",
    user: process.env.REPORTING_DB_USER,
    password: process.env.REPORTING_DB_PASSWORD,
    statement_timeout: 20000,
  });

  try {
    const { start, end, by, output } = parseQuery(event.queryStringParameters);
    await client.connect();
    const revenue = await client.query(REVENUE_BY_PERIOD, [by, start, end]);
    const churn = await client.query(CHURN, [start, end]);
    const lines = revenue.rows.map(toLine);
    log.info("report built", { by, lines: lines.length, requestId: event.requestContext.requestId });

    if (output === "csv") {
      const key = `revenue/${by}/${event.queryStringParameters.from}_${event.queryStringParameters.to}.csv`;
      await archive(key, await toCsv(lines));
      return respond(202, { key });
    }
    const { cancelled, total } = churn.rows[0];
    return respond(200, { lines, churn: total === 0 ? 0 : Number((cancelled / total).toFixed(4)) });
  } catch (error) {
    if (error instanceof ReportError) return respond(error.statusCode, { message: error.message });
    log.error("report failed", { error });
    return respond(500, { message: "The report could not be built" });
  } finally {
    await client.end();
  }
};
