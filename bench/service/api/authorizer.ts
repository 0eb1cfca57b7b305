import { createHmac, timingSafeEqual } from "node:crypto";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type {
  APIGatewayRequestAuthorizerEvent,
  APIGatewayAuthorizerResult,
  PolicyDocument,
} from "aws-lambda";

const secrets = new SecretsManagerClient({ region: process.env.AWS_REGION });

const clockSkewSeconds = 60;
const secretLifetimeMs = 5 * 60_000;

/** How a partner signs a request: `Billing-Signature: key=pk_12,time=1735689600,sign=…`. */
interface Signature {
  keyId: string;
  time: number;
  sign: Buffer;
}

interface PartnerKey {
  partnerId: string;
  secret: string;
  scopes: string[];
  revoked?: boolean;
}

class Unauthorized extends Error {
  readonly reason: string;

  constructor(reason: string) {
    // API Gateway answers 401 to exactly this message, and 500 to every other.
    super("Unauthorized");
    this.reason = reason;
  }
}

let cachedKeys: { keys: Map<string, PartnerKey>; loadedAt: number } | undefined;

async function partnerKeys(): Promise<Map<string, PartnerKey>> {
  if (cachedKeys && Date.now() - cachedKeys.loadedAt < secretLifetimeMs) return cachedKeys.keys;
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: process.env.PARTNER_KEYS_SECRET }),
  );
  if (!SecretString) throw new Error("The secret with the partners' keys is empty");
  const entries = Object.entries(JSON.parse(SecretString) as Record<string, PartnerKey>);
  cachedKeys = { keys: new Map(entries), loadedAt: Date.now() };
  return cachedKeys.keys;
}

function header(event: APIGatewayRequestAuthorizerEvent, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(event.headers ?? {})) {
    if (key.toLowerCase() === wanted) return value;
  }
  return undefined;
}

function signatureOf(event: APIGatewayRequestAuthorizerEvent): Signature {
  const value = header(event, "Billing-Signature");
  if (!value) throw new Unauthorized("no signature");
  const parts = new Map(
    value.split(",").map((part): [string, string] => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const keyId = parts.get("key");
  const time = Number(parts.get("time"));
  const sign = parts.get("sign");
  if (!keyId || !sign || !Number.isSafeInteger(time)) throw new Unauthorized("malformed signature");
  return { keyId, time, sign: Buffer.from(sign, "hex") };
}

function isSignedBy(
  secret: string,
  event: APIGatewayRequestAuthorizerEvent,
  { time, sign }: Signature,
): boolean {
  const query = new URLSearchParams(event.queryStringParameters as Record<string, string>);
  query.sort();
  const text = [event.httpMethod, event.path, query.toString(), time].join("\n");
  const expected = createHmac("sha256", secret).update(text).digest();
  return expected.length === sign.length && timingSafeEqual(expected, sign);
}

/** The policy is cached for every path of the stage, so it must name them all and not only the one that was asked. */
function policyFor(methodArn: string, scopes: readonly string[]): PolicyDocument {
  const [api, stage] = methodArn.split("/") as [string, string];
  const methods = scopes.includes("billing:write") ? ["GET", "POST", "PATCH", "DELETE"] : ["GET"];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: methods.map((method) => `${api}/${stage}/${method}/partners/*`),
      },
    ],
  };
}

async function authorized(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const signature = signatureOf(event);
  const age = Math.abs(Date.now() / 1000 - signature.time);
  if (age > clockSkewSeconds) throw new Unauthorized(`signed ${Math.round(age)} seconds away from now`);

  const key = (await partnerKeys()).get(signature.keyId);
  if (!key || key.revoked) throw new Unauthorized("unknown or revoked key");
  if (!isSignedBy(key.secret, event, signature)) throw new Unauthorized("wrong signature");

  return {
    principalId: key.partnerId,
    policyDocument: policyFor(event.methodArn, key.scopes),
    context: { partnerId: key.partnerId, scopes: key.scopes.join(" ") },
    usageIdentifierKey: signature.keyId,
  };
}

export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  try {
    return await authorized(event);
  } catch (error) {
    if (error instanceof Unauthorized) {
      console.warn(
        JSON.stringify({ level: "warn", message: "Rejected", reason: error.reason, path: event.path }),
      );
    } else {
      console.error(JSON.stringify({ level: "error", message: "Authorizer failed", error: String(error) }));
    }
    throw error;
  }
}
