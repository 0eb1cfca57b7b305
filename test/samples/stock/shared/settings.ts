import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

const ssm = new SSMClient({});

export async function isOpen(): Promise<boolean> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.OPENING_PARAMETER }));
  return Parameter?.Value === "open";
}
