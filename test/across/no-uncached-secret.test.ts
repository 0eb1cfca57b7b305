import { testAcross } from "../kit/across.ts";

const secret = `
  import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
  const secrets = new SecretsManagerClient({});
  export async function getPassword() {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
    return SecretString;
  }
`;

testAcross("no-uncached-secret", {
  allows: {
    "a secret that the handler keeps": {
      in: "src/secrets.ts",
      files: {
        "src/api.ts": `
          import { getPassword } from "./secrets";
          let password;
          export const handler = async (event) => {
            password ??= await getPassword();
            return fetch(event.url, { headers: { password } });
          };
        `,
        "src/secrets.ts": secret,
      },
    },
    "a secret that is fetched as the module starts": {
      in: "src/secrets.mts",
      files: {
        "src/api.mts": `
          import { getPassword } from "./secrets.mjs";
          const password = await getPassword();
          export const handler = async (event) => fetch(event.url, { headers: { password } });
        `,
        "src/secrets.mts": secret,
      },
    },
    "a secret that a function between keeps for some minutes": {
      in: "src/secrets.ts",
      files: {
        "src/api.ts": `
          import { password } from "./passwords";
          export const handler = async (event) => fetch(event.url, { headers: { password: await password() } });
        `,
        "src/passwords.ts": `
          import { getPassword } from "./secrets";
          let cached;
          let expiresAt = 0;
          export async function password() {
            if (Date.now() > expiresAt) {
              cached = await getPassword();
              expiresAt = Date.now() + 300_000;
            }
            return cached;
          }
        `,
        "src/secrets.ts": secret,
      },
    },
    "a secret of a function that changes it now and then": {
      in: "src/secrets.ts",
      files: {
        "src/rotate-password.ts": `
          import { getPassword } from "./secrets";
          export const handler = async (event) => fetch(event.url, { headers: { password: await getPassword() } });
        `,
        "src/secrets.ts": secret,
      },
    },
    "a secret that the caller names": {
      in: "src/secrets.ts",
      files: {
        "src/api.ts": `
          import { getSecret } from "./secrets";
          export const handler = async (event) => getSecret(event.pathParameters.tenant);
        `,
        "src/secrets.ts": `
          import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
          const secrets = new SecretsManagerClient({});
          export const getSecret = async (SecretId) => secrets.send(new GetSecretValueCommand({ SecretId }));
        `,
      },
    },
  },

  reports: {
    "a secret that a helper fetches each time": {
      in: "src/secrets.ts",
      files: {
        "src/api.ts": `
          import { getPassword } from "./secrets";
          export const handler = async (event) => fetch(event.url, { headers: { password: await getPassword() } });
        `,
        "src/secrets.ts": `
          import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
          const secrets = new SecretsManagerClient({});
          export async function getPassword() {
            const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
            //                                              ^^^^^^^^^^^^^^^^^^^^^ uncached
            return SecretString;
          }
        `,
      },
    },
  },
});
