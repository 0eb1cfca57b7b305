import type { SourceName } from "./event-sources.ts";

const records = (...marks: string[]): string[] => marks.map((mark) => `Records[].${mark}`);

/**
 * Marks of sources that an event of the source may lack: a request without a body is a request all the same.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html, and the guides of
 * the other services.
 */
export const optionalMarks: Partial<Record<SourceName, readonly string[]>> = {
  api: [
    "body",
    "headers",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "pathParameters",
    "stageVariables",
    "requestContext.authorizer",
    "isBase64Encoded",
  ],
  cognito: ["request.codeParameter"],
  dynamodb: records("dynamodb.NewImage", "dynamodb.OldImage"),
  s3: records("s3.object.size", "s3.object.eTag", "s3.object.sequencer", "s3.object.versionId"),
  sns: records("Sns.Subject"),
  sqs: records("attributes.MessageGroupId", "attributes.MessageDeduplicationId"),
};
