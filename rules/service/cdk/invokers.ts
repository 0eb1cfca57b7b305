import type { SourceName } from "../../lambda/event-sources.ts";
import type { OfCdk } from "./constructs.ts";

/** A class of the CDK that lets something invoke the function it is given. */
interface InvokerClass {
  library: RegExp;
  name: RegExp;
  /** Which argument the function is, or the property of the last argument that it is. */
  given: number | string;
  source?: SourceName;
}

/** https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html, each under its library. */
const classes: InvokerClass[] = [
  { library: /^aws-sns-subscriptions$/, name: /^LambdaSubscription$/, given: 0, source: "sns" },
  { library: /^aws-s3-notifications$/, name: /^LambdaDestination$/, given: 0, source: "s3" },
  { library: /^aws-events-targets$/, name: /^LambdaFunction$/, given: 0, source: "eventbridge" },
  { library: /^aws-scheduler-targets$/, name: /^LambdaInvoke$/, given: 0, source: "schedule" },
  { library: /^aws-ses-actions$/, name: /^Lambda$/, given: "function", source: "ses" },
  { library: /^aws-logs-destinations$/, name: /^LambdaDestination$/, given: 0, source: "logs" },
  { library: /^aws-iot-actions$/, name: /^LambdaFunctionAction$/, given: 0, source: "iot" },
  { library: /^aws-apigateway$/, name: /^LambdaIntegration$/, given: 0, source: "api" },
  { library: /^aws-apigateway$/, name: /^LambdaRestApi$/, given: "handler", source: "api" },
  { library: /^aws-apigatewayv2-integrations$/, name: /^HttpLambdaIntegration$/, given: 1, source: "api" },
  {
    library: /^aws-apigatewayv2-integrations$/,
    name: /^WebSocketLambdaIntegration$/,
    given: 1,
    source: "websocket",
  },
  { library: /^aws-elasticloadbalancingv2-targets$/, name: /^LambdaTarget$/, given: 0, source: "alb" },
  { library: /^aws-stepfunctions-tasks$/, name: /^LambdaInvoke$/, given: "lambdaFunction" },
];

/** How a construct lets something invoke a function, if it does. */
export const invokerClassOf = ({ library, name }: OfCdk): InvokerClass | undefined =>
  classes.find((one) => one.library.test(library) && one.name.test(name));

/** Event sources that are given to a function's `addEventSource`, and invoke it asynchronously. */
export const asynchronousSources: Record<string, SourceName> = {
  SnsEventSource: "sns",
  S3EventSource: "s3",
  S3EventSourceV2: "s3",
};
