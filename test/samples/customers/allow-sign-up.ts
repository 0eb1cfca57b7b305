import type { PreSignUpTriggerEvent } from "aws-lambda";

export const handler = async (event: PreSignUpTriggerEvent) => {
  const { email = "" } = event.request.userAttributes;
  if (!email.endsWith(`@${process.env.DOMAIN}`)) throw new Error("Only our own people may sign up.");
  return event;
};
