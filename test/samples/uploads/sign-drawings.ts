import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3Event } from "aws-lambda";

const s3 = new S3Client({});
const Bucket = process.env.DRAWINGS_BUCKET;

export const handler = async (event: S3Event) => {
  for (const { s3: drawn } of event.Records) {
    const Key = decodeURIComponent(drawn.object.key.replace(/\+/g, " "));
    const drawing = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const Body = `${await drawing.Body?.transformToString()}<text>Your shop</text>`;
    await s3.send(new PutObjectCommand({ Bucket, Key: `signed/${Key}`, Body }));
  }
};
