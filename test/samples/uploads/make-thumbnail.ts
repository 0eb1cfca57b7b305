import { writeFile } from "node:fs/promises";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";
import { shrink } from "./pictures";

const s3 = new S3Client({});

export const handler = async (event: S3Event) => {
  const settings = await s3.send(
    new GetObjectCommand({ Bucket: process.env.SETTINGS_BUCKET, Key: "thumbnails.json" }),
  );
  const { width } = JSON.parse((await settings.Body?.transformToString()) ?? "{}");

  for (const { s3: upload } of event.Records) {
    const picture = await s3.send(
      new GetObjectCommand({ Bucket: upload.bucket.name, Key: upload.object.key }),
    );
    const bytes = await picture.Body?.transformToByteArray();
    await writeFile("thumbnail.jpg", await shrink(bytes, width));
  }
};
