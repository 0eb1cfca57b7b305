import type { Metrics } from "./metrics";
import type { PointsRepository } from "./points-repository";

export interface Purchase {
  customer: string;
  amount: number;
}

export class PointsService {
  constructor(
    private readonly points: PointsRepository,
    private readonly metrics: Metrics,
  ) {}

  async add({ customer, amount }: Purchase): Promise<void> {
    const points = Math.floor(amount);
    await this.points.add(customer, points);
    await this.metrics.count("points", points);
  }
}
