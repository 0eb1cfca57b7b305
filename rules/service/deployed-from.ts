import type {
  DeployedFunction,
  Deployment,
  EventSourceMapping,
  InvokedElsewhere,
  Invoker,
} from "./deployment.ts";

/** A function that a file is deployed as. */
export interface DeployedFrom {
  /** The path of the file that says so, from the root of the repository. */
  template: string;
  deployment: Deployment;
  function: DeployedFunction;
  /** What Lambda calls. */
  export: string;
  /** Whether other code of its application has its name, and so may invoke it. */
  isNamedElsewhere: boolean;
  /** What invokes it as other files say. */
  elsewhere: readonly InvokedElsewhere[];
}

/** All that invokes a function, as far as files say. */
export const invokersOf = ({ function: { invokers }, elsewhere }: DeployedFrom): Invoker[] => [
  ...invokers,
  ...elsewhere.map(({ invoker }) => invoker),
];

/** All that maps event sources to a function, as far as files say. */
export const mappingsOf = ({
  deployment,
  function: deployed,
  elsewhere,
}: DeployedFrom): EventSourceMapping[] => [
  ...deployment.mappings.filter((mapping) => mapping.function === deployed),
  ...elsewhere.flatMap(({ mapping }) => mapping ?? []),
];

/** Whether more may invoke a function than the deployment names. */
export const mayBeInvokedOtherwise = (deployedFrom: DeployedFrom): boolean =>
  deployedFrom.function.mayHaveOtherInvokers ||
  deployedFrom.isNamedElsewhere ||
  invokersOf(deployedFrom).some(({ source, sender }) => !source && !sender) ||
  deployedFrom.deployment.mappings.some((mapping) => !mapping.function);
