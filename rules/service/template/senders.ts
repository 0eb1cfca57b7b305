import type { OtherSender } from "../deployment.ts";
import { elementsOf } from "./intrinsics.ts";
import type { Resource, Resources } from "./resources.ts";

/**
 * Services that invoke the functions which their role allows them to, by the name under which they assume it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 */
const services = new Map<string, OtherSender>([
  ["states.amazonaws.com", "state machine"],
  ["batchoperations.s3.amazonaws.com", "S3 Batch Operations"],
]);

/** What invokes the functions that a resource names: the resource itself, or the only service that has the rights it gives. */
export function senderThrough(resource: Resource, resources: Resources): OtherSender | undefined {
  const { type } = resource;
  if (/^AWS::(StepFunctions|Serverless)::StateMachine$/.test(type)) return "state machine";
  if (type === "AWS::IAM::Role") return senderWithRole(resource);
  return /^AWS::IAM::(Managed)?Policy$/.test(type)
    ? onlyOne(holdersOf(resource, resources).map((holder) => holder && senderWithRole(holder)))
    : undefined;
}

/** The roles that a policy is attached to, by its own words or by theirs; `undefined` for other holders. */
const holdersOf = ({ id, props }: Resource, resources: Resources): (Resource | undefined)[] => [
  ...["Roles", "Users", "Groups"].flatMap((list) =>
    elementsOf(props.node(list)).map((role) => resources.only(role, /^AWS::IAM::Role$/)),
  ),
  ...[...resources].flatMap((holder) => {
    if (!/^AWS::IAM::(Role|User|Group)$/.test(holder.type)) return [];
    const policies = elementsOf(holder.props.node("ManagedPolicyArns"));
    const isHolder = policies.some((one) => resources.targetsOf(one).some((target) => target.id === id));
    return isHolder ? [holder.type === "AWS::IAM::Role" ? holder : undefined] : [];
  }),
];

/** What alone assumes a role. */
function senderWithRole({ props }: Resource): OtherSender | undefined {
  const statements = props.elements("AssumeRolePolicyDocument.Statement") ?? [];
  return onlyOne(
    statements.flatMap((statement) => {
      const isOfOthers = statement?.entries("Principal").some(([kind]) => kind !== "Service");
      const names = isOfOthers ? undefined : statement?.texts("Principal.Service");
      return names?.map((name) => services.get(name)) ?? [undefined];
    }),
  );
}

const onlyOne = (senders: readonly (OtherSender | undefined)[]): OtherSender | undefined =>
  senders.every((sender) => sender === senders[0]) ? senders[0] : undefined;
