import { createHash } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { plans, type PlanId } from "../shared/plans";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 4 }), {
  marshallOptions: { removeUndefinedValues: true },
});
const tableName = process.env.SUBSCRIPTIONS_TABLE!;

type Status = "trialing" | "active" | "paused" | "cancelled";

interface Subscription {
  accountId: string;
  subscriptionId: string;
  plan: PlanId;
  seats: number;
  status: Status;
  startedAt: string;
  coupon?: string;
  cancelledAt?: string;
}

interface Caller {
  accountId: string;
  scopes: ReadonlySet<string>;
}

interface Request {
  caller: Caller;
  parameters: Record<string, string | undefined>;
  query: Record<string, string | undefined>;
  headers: Record<string, string | undefined>;
  body: () => unknown;
}

type Route = (request: Request) => Promise<APIGatewayProxyStructuredResultV2>;

class HttpError extends Error {
  readonly statusCode: number;
  readonly details: readonly string[];

  constructor(statusCode: number, message: string, details: readonly string[] = []) {
    super(message);
    this.statusCode = statusCode;
    this.details = details;
  }
}

const json = (statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  body: JSON.stringify(body),
});

/** What a client may send to open a subscription; every complaint is collected, so that a form can show them all. */
function newSubscription(input: unknown): Pick<Subscription, "plan" | "seats" | "coupon"> {
  const problems: string[] = [];
  const { plan, seats = 1, coupon } = (input ?? {}) as Record<string, unknown>;
  if (typeof plan !== "string" || !(plan in plans)) {
    problems.push(`plan: must be one of ${Object.keys(plans).join(", ")}`);
  }
  if (typeof seats !== "number" || !Number.isInteger(seats) || seats < 1 || seats > 5_000) {
    problems.push("seats: must be a whole number from 1 to 5000");
  }
  if (coupon !== undefined && (typeof coupon !== "string" || !/^[A-Z0-9]{6,12}$/.test(coupon))) {
    problems.push("coupon: must be 6 to 12 capital letters or digits");
  }
  if (problems.length > 0) throw new HttpError(422, "The subscription is not valid", problems);
  return { plan: plan as PlanId, seats: seats as number, coupon: coupon as string | undefined };
}

function requireScope({ scopes }: Caller, scope: string): void {
  if (!scopes.has(scope)) throw new HttpError(403, `This needs the scope ${scope}`);
}

/** The same request of the same account always opens the same subscription. */
function subscriptionIdFor(accountId: string, requestKey: string): string {
  return `sub_${createHash("sha256").update(`${accountId}/${requestKey}`).digest("hex").slice(0, 24)}`;
}

function publicView(subscription: Subscription) {
  const plan = plans[subscription.plan];
  return {
    id: subscription.subscriptionId,
    plan: { id: subscription.plan, name: plan.name },
    seats: subscription.seats,
    status: subscription.status,
    monthlyTotal: { amount: plan.pricePerSeat * subscription.seats, currency: plan.currency },
    startedAt: subscription.startedAt,
  };
}

async function findSubscription(accountId: string, subscriptionId: string): Promise<Subscription> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: tableName, Key: { accountId, subscriptionId } }),
  );
  if (!Item) throw new HttpError(404, `There is no subscription ${subscriptionId}`);
  return Item as Subscription;
}

const listSubscriptions: Route = async ({ caller, query }) => {
  requireScope(caller, "subscriptions:read");
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "accountId = :account",
      ExpressionAttributeValues: { ":account": caller.accountId },
      ExclusiveStartKey: query.after
        ? { accountId: caller.accountId, subscriptionId: query.after }
        : undefined,
      Limit: Math.min(Number(query.limit) || 25, 100),
    }),
  );
  return json(200, {
    subscriptions: (Items as Subscription[]).map(publicView),
    next: (LastEvaluatedKey?.subscriptionId as string | undefined) ?? null,
  });
};

const getSubscription: Route = async ({ caller, parameters }) => {
  requireScope(caller, "subscriptions:read");
  return json(200, publicView(await findSubscription(caller.accountId, parameters.id!)));
};

const openSubscription: Route = async ({ caller, headers, body }) => {
  requireScope(caller, "subscriptions:write");
  const requestKey = headers["idempotency-key"];
  if (!requestKey) throw new HttpError(400, "Send an Idempotency-Key header");
  const wanted = newSubscription(body());
  const subscription: Subscription = {
    ...wanted,
    accountId: caller.accountId,
    subscriptionId: subscriptionIdFor(caller.accountId, requestKey),
    status: plans[wanted.plan].trialDays > 0 ? "trialing" : "active",
    startedAt: new Date().toISOString(),
  };
  try {
    await documents.send(
      new PutCommand({
        TableName: tableName,
        Item: subscription,
        ConditionExpression: "attribute_not_exists(subscriptionId)",
      }),
    );
    return json(201, publicView(subscription));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return json(200, publicView(await findSubscription(caller.accountId, subscription.subscriptionId)));
  }
};

const cancelSubscription: Route = async ({ caller, parameters }) => {
  requireScope(caller, "subscriptions:write");
  const subscription = await findSubscription(caller.accountId, parameters.id!);
  if (subscription.status === "cancelled") return json(200, publicView(subscription));
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { accountId: caller.accountId, subscriptionId: subscription.subscriptionId },
      UpdateExpression: "SET #status = :cancelled, cancelledAt = :now",
      ConditionExpression: "#status <> :cancelled",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":cancelled": "cancelled", ":now": new Date().toISOString() },
      ReturnValues: "ALL_NEW",
    }),
  );
  return json(200, publicView(Attributes as Subscription));
};

const routes: Record<string, Route> = {
  "GET /subscriptions": listSubscriptions,
  "POST /subscriptions": openSubscription,
  "GET /subscriptions/{id}": getSubscription,
  "DELETE /subscriptions/{id}": cancelSubscription,
};

function bodyOf({ body, isBase64Encoded }: APIGatewayProxyEventV2WithJWTAuthorizer): unknown {
  try {
    return JSON.parse(
      isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : (body ?? "null"),
    );
  } catch {
    throw new HttpError(400, "The body is not JSON");
  }
}

export const handler = async (
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const route = routes[event.routeKey];
  if (!route) return json(404, { message: `No route ${event.routeKey}` });
  const { claims, scopes } = event.requestContext.authorizer.jwt;
  try {
    return await route({
      caller: { accountId: String(claims.account), scopes: new Set(scopes ?? []) },
      parameters: event.pathParameters ?? {},
      query: event.queryStringParameters ?? {},
      headers: event.headers,
      body: () => bodyOf(event),
    });
  } catch (error) {
    if (error instanceof HttpError) {
      return json(error.statusCode, { message: error.message, details: error.details });
    }
    console.error("Route failed", {
      route: event.routeKey,
      requestId: event.requestContext.requestId,
      error,
    });
    return json(500, { message: "Something went wrong on our side" });
  }
};
