import type { YamlNode } from "../../kit/yaml.ts";
import type { SourceName } from "../../lambda/event-sources.ts";
import type { Names } from "../../lambda/resource-identity.ts";
import { isStated, type Origin, type Setting } from "../deployment.ts";
import { namesOf } from "./names.ts";
import type { Properties } from "./properties.ts";
import type { Resource } from "./resources.ts";

/** How a language says which objects of a bucket a function hears of. */
interface Spelling {
  events: string;
  /** What counts where nothing is said. */
  byDefault?: string[];
  rules: string;
  /** What a rule says of how keys start and end. */
  filtersOf: (rule: Properties) => [end: "prefix" | "suffix" | undefined, value: Setting<string>][];
}

const filtersOf: Spelling["filtersOf"] = (rule) => {
  const name = rule.text("Name");
  const [end] = isStated(name) ? (/^(prefix|suffix)$/.exec(name.value.toLowerCase()) ?? []) : [];
  return [[end as "prefix" | "suffix" | undefined, rule.text("Value")]];
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html */
const ofSam: Spelling = { events: "Events", rules: "Filter.S3Key.Rules", filtersOf };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-lambdaconfiguration.html */
const ofCloudFormation: Spelling = { events: "Event", rules: "Filter.S3Key.Rules", filtersOf };

/** https://www.serverless.com/framework/docs/providers/aws/events/s3 */
export const ofServerless: Spelling = {
  events: "event",
  byDefault: ["s3:ObjectCreated:*"],
  rules: "rules",
  filtersOf: (rule) => [
    ["prefix", rule.text("prefix")],
    ["suffix", rule.text("suffix")],
  ],
};

/** A bucket that a function hears from, and which of its objects count. */
export function bucketAsOrigin(of: Names, props: Properties, spelling: Spelling): Origin {
  const events =
    props.field(spelling.events) === "absent" ? spelling.byDefault : props.texts(spelling.events);
  const rules = props.elements(spelling.rules);
  const ends = { prefix: "", suffix: "" };
  for (const rule of rules ?? [])
    for (const [end, value] of rule ? spelling.filtersOf(rule) : []) {
      if (end && isStated(value)) ends[end] = value.value;
      else if (!end || value === "unknown") return { of, isFiltered: true };
    }
  const isKnown = events && rules && !rules.includes(undefined);
  return isKnown ? { of, isFiltered: false, objects: { events, ...ends } } : { of, isFiltered: true };
}

/** A topic that a function hears from. */
export const topicAsOrigin = (of: Names, props: Properties, filter: string): Origin => ({
  of,
  isFiltered: props.field(filter) !== "absent",
});

type Naming = (node: YamlNode | undefined) => Names;

/** What an event of SAM comes from. */
export function originOfEvent(
  source: SourceName | undefined,
  event: Properties,
  namesIn: Naming,
): Origin | undefined {
  if (source === "sns") return topicAsOrigin(namesIn(event.node("Topic")), event, "FilterPolicy");
  return source === "s3" ? bucketAsOrigin(namesIn(event.node("Bucket")), event, ofSam) : undefined;
}

/** What the events of a resource come from that lets something invoke functions, asked for each value that names one. */
export function originsOf(resource: Resource, namesIn: Naming): (invoked: YamlNode) => Origin | undefined {
  const { type, props } = resource;
  switch (type) {
    case "AWS::SNS::Subscription": {
      const origin = topicAsOrigin(namesIn(props.node("TopicArn")), props, "FilterPolicy");
      return () => origin;
    }
    case "AWS::SNS::Topic": {
      const origin = { of: namesOf(resource), isFiltered: false };
      return () => origin;
    }
    case "AWS::S3::Bucket": {
      const notifications = props.elements("NotificationConfiguration.LambdaConfigurations") ?? [];
      const byFunction = new Map(notifications.map((one) => [one?.node("Function"), one]));
      return (invoked) => {
        const own = byFunction.get(invoked);
        return own && bucketAsOrigin(namesOf(resource), own, ofCloudFormation);
      };
    }
    default:
      return () => undefined;
  }
}
