import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { PostConfirmationTriggerEvent } from "aws-lambda";

const mail = new SESv2Client({});

export const handler = async (event: PostConfirmationTriggerEvent) => {
  const { email } = event.request.userAttributes;
  if (!email) return;

  await mail.send(
    new SendEmailCommand({
      FromEmailAddress: "hello@example.com",
      Destination: { ToAddresses: [email] },
      Content: { Simple: { Subject: { Data: "Welcome" }, Body: { Text: { Data: "Good to have you." } } } },
    }),
  );
  return event;
};
