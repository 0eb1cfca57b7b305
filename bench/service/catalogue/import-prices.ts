import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event, S3EventRecord } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: process.env.AWS_REGION }));

const columns = ["sku", "plan", "currency", "unit_amount", "valid_from"] as const;
const currencies = new Set(["eur", "gbp", "usd", "chf", "sek"]);
const batchSize = 25;

type Row = Record<(typeof columns)[number], string>;

interface Price {
  sku: string;
  validFrom: string;
  plan: string;
  currency: string;
  unitAmount: number;
}

interface Upload {
  bucket: string;
  key: string;
}

class ImportError extends Error {
  readonly line: number;

  constructor(line: number, message: string, options?: ErrorOptions) {
    super(`Line ${line}: ${message}`, options);
    this.name = "ImportError";
    this.line = line;
  }
}

function uploadOf({ s3 }: S3EventRecord): Upload {
  return { bucket: s3.bucket.name, key: decodeURIComponent(s3.object.key.replaceAll("+", " ")) };
}

/** The cells of one line; a cell in quotes may hold commas, and a quote in it is written twice. */
function cells(line: string): string[] {
  const found: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (isQuoted && character === '"' && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (character === '"') {
      isQuoted = !isQuoted;
    } else if (character === "," && !isQuoted) {
      found.push(cell);
      cell = "";
    } else {
      cell += character;
    }
  }
  return [...found, cell].map((text) => text.trim());
}

function rowOf(header: readonly string[], line: string, number: number): Row {
  const values = cells(line);
  if (values.length !== header.length) {
    throw new ImportError(number, `${values.length} cells under ${header.length} titles`);
  }
  return Object.fromEntries(header.map((title, index) => [title, values[index]])) as Row;
}

function priceOf(row: Row, number: number): Price {
  const currency = row.currency.toLowerCase();
  const unitAmount = Math.round(Number(row.unit_amount) * 100);
  if (!/^[a-z0-9-]{3,40}$/.test(row.sku)) throw new ImportError(number, `"${row.sku}" is no SKU`);
  if (!currencies.has(currency)) throw new ImportError(number, `We do not bill in "${row.currency}"`);
  if (!Number.isSafeInteger(unitAmount) || unitAmount < 0) {
    throw new ImportError(number, `"${row.unit_amount}" is no amount`);
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(row.valid_from)) throw new ImportError(number, "valid_from must be a date");
  return { sku: row.sku, plan: row.plan, currency, unitAmount, validFrom: row.valid_from };
}

async function* pricesIn(body: Readable): AsyncGenerator<Price> {
  let header: string[] | undefined;
  let number = 0;
  for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === "") continue;
    if (!header) {
      header = cells(line.replace(/^\uFEFF/, ""));
      const missing = columns.filter((column) => !header!.includes(column));
      if (missing.length > 0) throw new ImportError(number, `Missing columns: ${missing.join(", ")}`);
      continue;
    }
    yield priceOf(rowOf(header, line, number), number);
  }
}

async function write(prices: readonly Price[]): Promise<void> {
  const table = process.env.PRICES_TABLE!;
  let requests: Record<string, any> | undefined = {
    [table]: prices.map((price) => ({ PutRequest: { Item: price } })),
  };
  for (let attempt = 0; requests && Object.keys(requests).length > 0; attempt++) {
    if (attempt === 5)
      throw new Error(`${requests[table].length} prices were not taken after ${attempt} attempts`);
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 50));
    const answer = await documents.send(new BatchWriteCommand({ RequestItems: requests }));
    requests = answer.UnprocessedItems;
  }
}

async function importUpload(s3: S3Client, { bucket, key }: Upload): Promise<number> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  let waiting: Price[] = [];
  let count = 0;
  for await (const price of pricesIn(Body as Readable)) {
    waiting.push(price);
    count += 1;
    if (waiting.length === batchSize) {
      await write(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) await write(waiting);
  return count;
}

async function moveTo(s3: S3Client, folder: "imported" | "rejected", { bucket, key }: Upload): Promise<void> {
  const target = key.replace(/^incoming\//, `${folder}/`);
  await s3.send(
    new CopyObjectCommand({ Bucket: bucket, CopySource: encodeURI(`${bucket}/${key}`), Key: target }),
  );
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
}

export const handler = async (event: S3Event) => {
  const s3 = new S3Client({ region: process.env.AWS_REGION, maxAttempts: 5 });

  for (const record of event.Records) {
    const upload = uploadOf(record);
    try {
      const count = await importUpload(s3, upload);
      console.info(`Imported ${count} prices from ${upload.key}`);
      await moveTo(s3, "imported", upload);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      console.error(`Rejected ${upload.key}`, { line: error.line, reason: error.message });
      await moveTo(s3, "rejected", upload);
    }
  }
};
