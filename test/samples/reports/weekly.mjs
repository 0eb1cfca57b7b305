import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";

const s3 = new S3Client({});

/** @type {import("aws-lambda").ScheduledHandler} */
export const handler = async (event) => {
  const week = event.time.slice(0, 10);

  await s3.send(
    new PutObjectCommand({
      Bucket: process.env.REPORTS_BUCKET,
      Key: `${week}.json`,
      Body: JSON.stringify({ week }),
    }),
  );
};
