import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Day } from "../dates";
import { requiredEnvironment } from "../environment";
import { Conflict, NotFound, ProviderUnavailable } from "../errors";
import { retried } from "../retry";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const tableName = requiredEnvironment("ACCOUNTS_TABLE");

export interface Account {
  accountId: string;
  version: number;
  name: string;
  tier: "self-service" | "business" | "enterprise";
  billingEmail: string;
  locale: string;
  timeZone: string;
  country: string;
  taxNumber?: string;
  customer?: string;
  paymentMethod?: string;
  hasOpenDispute: boolean;
  promisedPaymentOn?: Day;
}

type Changes = Partial<Omit<Account, "accountId" | "version">>;

const batchSize = 100;

export async function findAccount(accountId: string): Promise<Account> {
  const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: { accountId } }));
  if (!Item) throw new NotFound("account", accountId);
  return Item as Account;
}

async function readBatch(accountIds: readonly string[]): Promise<Account[]> {
  const found: Account[] = [];
  let keys: Record<string, unknown>[] = accountIds.map((accountId) => ({ accountId }));
  await retried(async () => {
    const { Responses, UnprocessedKeys } = await documents.send(
      new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys } } }),
    );
    found.push(...((Responses?.[tableName] ?? []) as Account[]));
    keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (keys.length > 0) throw new ProviderUnavailable("The accounts table");
  });
  return found;
}

export async function findAccounts(accountIds: Iterable<string>): Promise<Map<string, Account>> {
  const unique = [...new Set(accountIds)];
  const accounts = new Map<string, Account>();
  for (let start = 0; start < unique.length; start += batchSize) {
    for (const account of await readBatch(unique.slice(start, start + batchSize))) {
      accounts.set(account.accountId, account);
    }
  }
  return accounts;
}

/** Sets what is given and removes what is given as `undefined`. */
function updateFor(changes: Changes) {
  const names: Record<string, string> = { "#version": "version" };
  const values: Record<string, unknown> = {};
  const sets = ["#version = :next"];
  const removals: string[] = [];
  for (const [field, value] of Object.entries(changes)) {
    names[`#${field}`] = field;
    if (value === undefined) {
      removals.push(`#${field}`);
    } else {
      values[`:${field}`] = value;
      sets.push(`#${field} = :${field}`);
    }
  }
  const expression = `SET ${sets.join(", ")}${removals.length > 0 ? ` REMOVE ${removals.join(", ")}` : ""}`;
  return { names, values, expression };
}

export async function changeAccount(account: Account, changes: Changes): Promise<Account> {
  const { names, values, expression } = updateFor(changes);
  try {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { accountId: account.accountId },
        UpdateExpression: expression,
        ConditionExpression: "#version = :read",
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ":read": account.version, ":next": account.version + 1 },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes as Account;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new Conflict("account", account.accountId, { cause: error });
  }
}
