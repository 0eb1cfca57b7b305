import type { EventBridgeEvent } from "aws-lambda";
import { Metrics } from "./metrics";
import { PointsRepository } from "./points-repository";
import { PointsService, type Purchase } from "./points-service";

const service = new PointsService(new PointsRepository(), new Metrics());

export const handler = async (event: EventBridgeEvent<"Purchase", Purchase>) => {
  await service.add(event.detail);
};
