/**
 * The names that a value has for a queue, a topic, a table or a bucket: the id of what the same deployment creates, as
 * `#Orders`, and what AWS calls it. Values that share one mean the same; none where nobody can tell.
 */
export type Names = readonly string[];

/** Those names that AWS knows it by, which mean the same in other files too. */
export const namesForAws = (names: Names): Names => names.filter((name) => !name.startsWith("#"));

export const meanSame = (one: Names, other: Names): boolean => one.some((name) => other.includes(name));

/** How ARNs and addresses hold a name: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const spellings = [
  /^arn:[\w-]+:(?:sqs|sns):(?<region>[\w-]+):(?<account>\d+):(?<name>[\w.-]+)$/,
  /^https:\/\/sqs\.(?<region>[\w-]+)\.amazonaws\.com(?:\.cn)?\/(?<account>\d+)\/(?<name>[\w.-]+)$/,
  /^arn:[\w-]+:s3:::(?<name>[\w.-]+)$/,
  /^arn:[\w-]+:dynamodb:[\w-]+:\d+:table\/(?<name>[\w.-]+)(?:\/stream\/.*)?$/,
  /^(?<name>[\w.-]+)$/,
];

/** The name in a text: a name itself, an ARN, or the address of a queue. */
export function namesInText(text: string): Names {
  const found = spellings
    .map((spelling) => spelling.exec(text)?.groups)
    .find((groups) => groups !== undefined);
  // Queues and topics of one name can be in many regions and accounts.
  return found ? [[found["region"], found["account"], found["name"]].filter(Boolean).join("/")] : [];
}
