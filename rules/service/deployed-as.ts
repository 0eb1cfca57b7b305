import type { DeployedAs } from "../lambda/deployed.ts";
import { reportsBatchItems } from "../lambda/event-sources.ts";
import { namesForAws } from "../lambda/resource-identity.ts";
import { pathAround } from "./around.ts";
import { isStated, valueOr, type EventSourceMapping, type Place } from "./deployment.ts";
import { invokersOf, mappingsOf, mayBeInvokedOtherwise, type DeployedFrom } from "./deployed-from.ts";

/** What a template says of a function, in the words of the code's model. */
export function asDeployed(deployedFrom: DeployedFrom): DeployedAs {
  const { template, function: deployed, export: name } = deployedFrom;
  const placeOf = (at: Place) => `${pathAround(at) ?? template}:${at.loc.start.line}`;
  const mappings = mappingsOf(deployedFrom);
  const invokers = invokersOf(deployedFrom);
  const requests = invokers.filter(({ source }) => source === "api");
  const sources = invokers.map(({ source, isReshaped }) => (isReshaped ? undefined : source));
  return {
    export: name,
    place: placeOf(deployed.at),
    sources: [
      ...new Set([
        ...mappings.map(({ source }) => source),
        ...sources.filter((source) => source !== undefined),
      ]),
    ],
    mayHaveOtherSources: sources.includes(undefined) || mayBeInvokedOtherwise(deployedFrom),
    areRequestsOfFormat1: requests.length > 0 && requests.every((one) => one.isOfFormat1),
    batchSizes: mappings
      .filter(({ source }) => reportsBatchItems(source))
      .map(({ batchSize, batchSizeByDefault }) => valueOr(batchSize, batchSizeByDefault)),
    runtime: isStated(deployed.runtime) ? deployed.runtime.value : undefined,
    triggers: [
      ...mappings
        .filter(({ isOff }) => !isOff)
        .map((mapping) => ({
          source: mapping.source,
          place: placeOf(mapping.at),
          of: mapping.of,
          isFiltered: mapping.filters !== "absent",
          // What is answered to a tumbling window is its state.
          readsFailures:
            mapping.tumblingWindow === "absent"
              ? valueOr(mapping.reportsBatchItemFailures, false)
              : undefined,
          isFifo: isFifo(mapping),
        })),
      ...invokers.flatMap(({ at, source, origin }) =>
        source && origin ? [{ source, place: placeOf(at), ...origin }] : [],
      ),
    ],
    environment: new Map(deployed.environment.map(({ name: variable, names }) => [variable, names])),
    mayRecur: deployed.mayRecur,
    sharesEnvironments: isStated(deployed.capacityProvider)
      ? placeOf(deployed.capacityProvider.at)
      : undefined,
  };
}

/** Whether a queue keeps its messages in order, by its own words or by its name. */
function isFifo({ source, queue, of }: EventSourceMapping): boolean | undefined {
  if (source !== "sqs") return undefined;
  if (queue) return valueOr(queue.isFifo, false);
  const names = namesForAws(of);
  return names.length > 0 ? names.some((name) => name.endsWith(".fifo")) : undefined;
}
