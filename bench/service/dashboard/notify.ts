import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, paginateQuery, PutCommand } from "@aws-sdk/lib-dynamodb";
import type {
  APIGatewayProxyResultV2,
  APIGatewayProxyWebsocketEventV2,
  EventBridgeEvent,
  SNSEvent,
} from "aws-lambda";

const table = process.env.CONNECTIONS_TABLE!;
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const sockets = new ApiGatewayManagementApiClient({ endpoint: process.env.SOCKETS_ENDPOINT });

const connectionLifetimeSeconds = 2 * 60 * 60;

interface Connection {
  accountId: string;
  connectionId: string;
  topics: string[];
  expiresAt: number;
}

type InvoiceDetail = {
  accountId: string;
  invoiceId: string;
  status: string;
  amountDue: number;
  currency: string;
};

type Notice =
  | { topic: "invoices"; accountId: string; payload: Omit<InvoiceDetail, "accountId"> }
  | { topic: "incidents"; accountId: string; payload: { title: string; link?: string } };

const knownTopics = new Set<string>(["invoices", "incidents"] satisfies Notice["topic"][]);

type Authorized = APIGatewayProxyWebsocketEventV2 & {
  requestContext: { authorizer?: { accountId?: string } };
  queryStringParameters?: Record<string, string>;
};

/** `$connect` and `$disconnect` of the WebSocket API. */
export const connections = async (event: Authorized): Promise<APIGatewayProxyResultV2> => {
  const { connectionId, eventType, authorizer } = event.requestContext;
  const accountId = authorizer?.accountId;
  if (!accountId) return { statusCode: 401, body: "Sign in first" };

  switch (eventType) {
    case "CONNECT": {
      const topics = (event.queryStringParameters?.topics ?? "invoices").split(",");
      const unknown = topics.filter((topic) => !knownTopics.has(topic));
      if (unknown.length > 0) return { statusCode: 400, body: `Unknown topics: ${unknown.join(", ")}` };
      const expiresAt = Math.floor(Date.now() / 1000) + connectionLifetimeSeconds;
      const connection: Connection = { accountId, connectionId, topics, expiresAt };
      await documents.send(new PutCommand({ TableName: table, Item: connection }));
      return { statusCode: 200 };
    }
    case "DISCONNECT":
      await forget({ accountId, connectionId });
      return { statusCode: 200 };
    default:
      return { statusCode: 400, body: "This API only sends" };
  }
};

async function forget({
  accountId,
  connectionId,
}: Pick<Connection, "accountId" | "connectionId">): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: table, Key: { accountId, connectionId } }));
}

async function listeners({ accountId, topic }: Notice): Promise<Connection[]> {
  const found: Connection[] = [];
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      KeyConditionExpression: "accountId = :account",
      FilterExpression: "contains(topics, :topic) AND expiresAt > :now",
      ExpressionAttributeValues: {
        ":account": accountId,
        ":topic": topic,
        ":now": Math.floor(Date.now() / 1000),
      },
    },
  );
  for await (const page of pages) found.push(...((page.Items ?? []) as Connection[]));
  return found;
}

async function post(connection: Connection, data: Uint8Array): Promise<boolean> {
  try {
    await sockets.send(new PostToConnectionCommand({ ConnectionId: connection.connectionId, Data: data }));
    return true;
  } catch (error) {
    if (error instanceof GoneException) {
      await forget(connection);
      return false;
    }
    console.warn("Listener was not reached", { connectionId: connection.connectionId, error });
    return false;
  }
}

async function broadcast(notice: Notice): Promise<void> {
  const data = new TextEncoder().encode(JSON.stringify({ topic: notice.topic, ...notice.payload }));
  const reached = await Promise.all((await listeners(notice)).map((connection) => post(connection, data)));
  console.info("Broadcast", {
    topic: notice.topic,
    accountId: notice.accountId,
    listeners: reached.length,
    reached: reached.filter(Boolean).length,
  });
}

export const invoiceChanged = async (
  event: EventBridgeEvent<"Invoice Changed", InvoiceDetail>,
): Promise<void> => {
  const { accountId, ...payload } = event.detail;
  await broadcast({ topic: "invoices", accountId, payload });
};

export const incidentOpened = async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const { title, link, accounts } = JSON.parse(Sns.Message) as {
      title: string;
      link?: string;
      accounts: string[];
    };
    for (const accountId of accounts)
      await broadcast({ topic: "incidents", accountId, payload: { title, link } });
  }
};
