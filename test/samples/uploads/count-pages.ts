import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";
import { pagesIn } from "./documents";

const s3 = new S3Client({});
const limit = Number(process.env.PAGE_LIMIT);

export const handler = async (event: S3Event) => {
  for (const { s3: upload } of event.Records) {
    const Key = decodeURIComponent(upload.object.key.replace(/\+/g, " "));
    const document = await s3.send(new GetObjectCommand({ Bucket: upload.bucket.name, Key }));

    const path = join(tmpdir(), `${randomUUID()}.pdf`);
    await writeFile(path, (await document.Body?.transformToByteArray()) ?? new Uint8Array());
    if ((await pagesIn(path)) > limit) throw new Error(`${Key} has more than ${limit} pages.`);
  }
};
