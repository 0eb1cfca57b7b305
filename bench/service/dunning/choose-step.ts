import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const ssm = new SSMClient({});

type Tier = "self-service" | "business" | "enterprise";
type Step = "remind" | "warn" | "suspend" | "hand-over" | "stop";

/** What the state machine passes to this task. */
export interface DunningState {
  execution: { name: string; startedAt: string };
  invoice: { id: string; accountId: string; dueOn: string; amountDue: number; currency: string };
  remindersSent: number;
}

export interface DunningDecision {
  step: Step;
  /** When the machine wakes up again; a `Wait` state reads it. */
  nextCheckAt: string | null;
  reason: string;
}

interface Policy {
  graceDays: number;
  daysBetweenReminders: number;
  maximumReminders: number;
  minimumAmount: number;
}

interface Account {
  accountId: string;
  tier: Tier;
  timeZone: string;
  hasOpenDispute: boolean;
  promisedPaymentOn?: string;
}

/** The state machine has a `Catch` for each of these names. */
class AccountMissing extends Error {
  override readonly name = "AccountMissing";
}

class PolicyMissing extends Error {
  override readonly name = "PolicyMissing";
}

const defaults: Policy = { graceDays: 3, daysBetweenReminders: 4, maximumReminders: 3, minimumAmount: 500 };

const policies = new Map<Tier, Promise<Policy>>();

/** Policies change a few times a year; a deployment starts new environments, which read them again. */
function policyOf(tier: Tier): Promise<Policy> {
  const known = policies.get(tier);
  if (known) return known;
  const loading = loadPolicy(tier).catch((error: unknown) => {
    policies.delete(tier);
    throw error;
  });
  policies.set(tier, loading);
  return loading;
}

async function loadPolicy(tier: Tier): Promise<Policy> {
  const path = `/billing/dunning/${tier}/`;
  const { Parameters = [] } = await ssm.send(new GetParametersByPathCommand({ Path: path }));
  if (Parameters.length === 0) throw new PolicyMissing(`There are no parameters below ${path}`);
  const policy = { ...defaults };
  for (const { Name = "", Value } of Parameters) {
    const key = Name.slice(path.length) as keyof Policy;
    const value = Number(Value);
    if (!(key in policy)) continue;
    if (!Number.isFinite(value)) throw new PolicyMissing(`${Name} is "${Value}" and not a number`);
    policy[key] = value;
  }
  return policy;
}

async function accountOf(accountId: string): Promise<Account> {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: process.env.ACCOUNTS_TABLE,
      Key: { accountId },
      ProjectionExpression: "accountId, tier, timeZone, hasOpenDispute, promisedPaymentOn",
    }),
  );
  if (!Item) throw new AccountMissing(`There is no account ${accountId}`);
  return Item as Account;
}

const dayMs = 86_400_000;

function daysBetween(from: string, to: Date): number {
  return Math.floor((to.getTime() - Date.parse(from)) / dayMs);
}

const later = (now: Date, days: number): string => new Date(now.getTime() + days * dayMs).toISOString();

function decide(state: DunningState, account: Account, policy: Policy, now: Date): DunningDecision {
  const { invoice, remindersSent } = state;
  const overdueDays = daysBetween(invoice.dueOn, now);

  if (invoice.amountDue < policy.minimumAmount) {
    return { step: "stop", nextCheckAt: null, reason: "too little to ask for" };
  }
  if (account.hasOpenDispute) {
    return { step: "stop", nextCheckAt: null, reason: "the customer disputes the invoice" };
  }
  if (account.promisedPaymentOn && Date.parse(account.promisedPaymentOn) > now.getTime()) {
    return { step: "remind", nextCheckAt: account.promisedPaymentOn, reason: "payment was promised" };
  }
  if (overdueDays < policy.graceDays) {
    const wait = policy.graceDays - overdueDays;
    return { step: "remind", nextCheckAt: later(now, wait), reason: `${wait} days of grace are left` };
  }
  if (remindersSent < policy.maximumReminders) {
    const step = remindersSent + 1 === policy.maximumReminders ? "warn" : "remind";
    return {
      step,
      nextCheckAt: later(now, policy.daysBetweenReminders),
      reason: `reminder ${remindersSent + 1} of ${policy.maximumReminders}`,
    };
  }
  return account.tier === "enterprise"
    ? { step: "hand-over", nextCheckAt: null, reason: "its account manager takes over" }
    : { step: "suspend", nextCheckAt: null, reason: `${overdueDays} days overdue` };
}

export const handler = async (state: DunningState): Promise<DunningDecision> => {
  const account = await accountOf(state.invoice.accountId);
  const policy = await policyOf(account.tier);
  const decision = decide(state, account, policy, new Date());

  await documents.send(
    new PutCommand({
      TableName: process.env.DUNNING_TABLE,
      Item: { invoiceId: state.invoice.id, sequence: state.remindersSent, ...decision },
    }),
  );
  console.info("Step chosen", { execution: state.execution.name, invoice: state.invoice.id, ...decision });
  return decision;
};
