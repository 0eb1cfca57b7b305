import { elementsOf } from "./intrinsics.ts";
import type { Resource, Resources } from "./resources.ts";

/**
 * Whether the functions that a resource names are invoked by a state machine: by the resource itself, or by what only
 * Step Functions has the right to that the resource gives.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function isOfStateMachine({ type, props }: Resource, resources: Resources): boolean {
  if (/^AWS::(StepFunctions|Serverless)::StateMachine$/.test(type)) return true;
  if (type === "AWS::IAM::Role") return isRoleOfStateMachine({ type, props });
  if (!/^AWS::IAM::(Managed)?Policy$/.test(type)) return false;
  const roles = elementsOf(props.node("Roles")).map((role) => resources.only(role, /^AWS::IAM::Role$/));
  const isOfOthers = props.field("Users") !== "absent" || props.field("Groups") !== "absent";
  return !isOfOthers && roles.length > 0 && roles.every((role) => role && isRoleOfStateMachine(role));
}

/** Whether only Step Functions assumes a role. */
function isRoleOfStateMachine({ props }: Pick<Resource, "type" | "props">): boolean {
  const statements = props.elements("AssumeRolePolicyDocument.Statement") ?? [];
  return (
    statements.length > 0 &&
    statements.every((statement) => {
      const others = statement?.entries("Principal").filter(([kind]) => kind !== "Service");
      const services = statement?.texts("Principal.Service");
      return others?.length === 0 && services?.every((one) => one === "states.amazonaws.com");
    })
  );
}
