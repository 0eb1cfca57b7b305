import { testRule } from "../kit/test-rule.ts";

const title = (name: string) => `Set it once, at module scope (\`${name} ??= …\`)`;

testRule("no-uncached-secret", {
  allows: {
    "a secret fetched when the module is loaded": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      const secret = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
      export const handler = async () => use(secret.SecretString);
    `,
    "a secret kept by an operator or behind a condition": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      let first, second;
      export const handler = async () => {
        first ??= await client.send(new GetSecretValueCommand({ SecretId: process.env.FIRST }));
        if (!second) second = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECOND }));
        return [first, second];
      };
    `,
    "a parameter kept by the function that fetches it, or by the one that calls it": `
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      let key, url;
      const getKey = async () => {
        if (key) return key;
        key = await client.send(new GetParameterCommand({ Name: process.env.KEY }));
        return key;
      };
      const loadUrl = async () => client.send(new GetParameterCommand({ Name: "/shop/url" }));
      export const handler = async () => {
        if (!url) url = await loadUrl();
        return [await getKey(), url];
      };
    `,
    "a parameter kept for a while": `
      const { SSM } = require("aws-sdk");
      const ssm = new SSM();
      let parameter, readAt = 0;
      exports.handler = async () => {
        if (Date.now() - readAt > 60_000) {
          parameter = await ssm.getParameter({ Name: "/shop/key" }).promise();
          readAt = Date.now();
        }
        return parameter;
      };
    `,
    "a cache of another module": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      import { readCache, writeCache } from "./store";
      export const handler = async () => {
        const known = await readCache("secret");
        if (known) return known;
        await writeCache("secret", await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET })));
      };
    `,
    "a cache that the calling function looks into": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      import { readCache } from "./store";
      const read = async () => client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
      const secretOf = async () => (await readCache("secret")) ?? (await read());
      export const handler = async () => secretOf();
    `,
    "a secret kept in the environment": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      export const handler = async () => {
        if (!process.env.PASSWORD) {
          const secret = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
          process.env.PASSWORD = secret.SecretString;
        }
      };
    `,
    "a promise kept by a class": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      class Secrets {
        static #secret;
        static get() {
          return (Secrets.#secret ??= client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET })));
        }
      }
      export const handler = async () => Secrets.get();
    `,
    "Powertools, which keeps values for some seconds by itself": `
      import { getParameter } from "@aws-lambda-powertools/parameters/ssm";
      import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
      export const handler = async () => [await getParameter("/shop/key"), await getSecret("db", { maxAge: 300 })];
    `,
    "the extension, which keeps values too": `
      export const handler = async () => {
        const response = await fetch("http://localhost:2773/secretsmanager/get?secretId=db", { headers });
        return (await response.json()).SecretString;
      };
    `,
    "a name that the event decides": `
      import { GetParameterCommand, GetParametersByPathCommand } from "@aws-sdk/client-ssm";
      const read = (name) => client.send(new GetParameterCommand({ Name: name }));
      export const handler = async (event) => {
        await client.send(new GetParameterCommand({ Name: \`/tenants/\${event.tenant}/key\` }));
        await client.send(new GetParametersByPathCommand({ Path: event.path }));
        for (const { name } of event.settings) await read(name);
      };
    `,
    "a name that something fetched, a clock or chance decides": `
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      export const handler = async () => {
        const { secretArn } = await currentTenant();
        const month = new Date().toISOString().slice(0, 7);
        await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
        await client.send(new GetParameterCommand({ Name: \`/prices/\${month}\` }));
      };
    `,
    "a client that the event decides": `
      import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
      export const handler = async ({ region }) => {
        const client = new SecretsManagerClient({ region });
        return client.send(new GetSecretValueCommand({ SecretId: "db" }));
      };
    `,
    "the function that rotates the secret": `
      import { GetSecretValueCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      export const handler = async (event) => {
        const current = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
        await client.send(new PutSecretValueCommand({ SecretId: process.env.SECRET, SecretString: next(current) }));
      };
    `,
    "a state that is kept in a parameter": `
      import { GetParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
      export const handler = async (event) => {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: "/import/cursor" }));
        await client.send(new PutParameterCommand({ Name: "/import/cursor", Value: await importFrom(Parameter.Value) }));
      };
    `,
    "a secret asked for again after an error": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      let secret = process.env.SECRET_VALUE;
      export const handler = async (event) => {
        try {
          await login(secret);
        } catch {
          secret = (await client.send(new GetSecretValueCommand({ SecretId: "db" }))).SecretString;
          await login(secret);
        }
      };
    `,
    "a secret that only a function for errors needs": `
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      const alert = async (error) => {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: "/slack/hook" }));
        await fetch(Parameter.Value, { method: "POST", body: error.message });
      };
      export const handler = async (event) => {
        try {
          await work(event);
        } catch (error) {
          await alert(error);
          throw error;
        }
      };
    `,
    "a switch and a cursor, which others change": `
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      export const handler = async () => [
        await client.send(new GetParameterCommand({ Name: "/shop/maintenance" })),
        await client.send(new GetParameterCommand({ Name: process.env.LAST_IMPORT_PARAMETER })),
      ];
    `,
    "text of the event that is decrypted": `
      import { DecryptCommand } from "@aws-sdk/client-kms";
      export const handler = async (event) =>
        client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(event.text, "base64") }));
    `,
    "a configuration that AppConfig only sends if it is new": `
      import { GetLatestConfigurationCommand } from "@aws-sdk/client-appconfigdata";
      let ConfigurationToken = await startSession();
      let configuration;
      export const handler = async () => {
        const latest = await client.send(new GetLatestConfigurationCommand({ ConfigurationToken }));
        ConfigurationToken = latest.NextPollConfigurationToken;
        if (latest.Configuration.length > 0) configuration = latest.Configuration;
        return configuration;
      };
    `,
    "a schedule and a custom resource, whose environments seldom live to see a second event": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      import type { CloudFormationCustomResourceEvent, ScheduledEvent } from "aws-lambda";
      export const handler = async (event: ScheduledEvent) => {
        await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
      };
      export const seedHandler = async (event: CloudFormationCustomResourceEvent) => {
        await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
      };
    `,
    "a custom resource that does nothing where it is deleted": `
      const { GetSecretValueCommand } = require("@aws-sdk/client-secrets-manager");
      const response = require("cfn-response");
      exports.handler = async (event, context) => {
        if (event.RequestType === "Delete") return response.send(event, context, response.SUCCESS);
        await setUp(await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET })));
        return response.send(event, context, response.SUCCESS);
      };
    `,
    "a function that a clock or a deployment starts, by its name": {
      filename: "functions/migrate/index.js",
      code: `
        import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
        export const handler = async () => client.send(new GetSecretValueCommand({ SecretId: "db" }));
      `,
    },
    "a step of a durable execution, whose result is kept": `
      import { withDurableExecution } from "@aws/durable-execution-sdk-js";
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      export const handler = withDurableExecution(async (event, context) =>
        context.step("read", () => client.send(new GetParameterCommand({ Name: process.env.NAME }))));
    `,
    "code that no event gets to, and somebody else's secret": `
      import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      import { GetParameterCommand } from "./vault";
      export const readSecret = async () => client.send(new GetSecretValueCommand({ SecretId: "db" }));
      export const handler = async () => client.send(new GetParameterCommand({ Name: "db" }));
    `,
  },

  reports: {
    "secrets and parameters of every kind": `
      import { GetSecretValueCommand, BatchGetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
      import { GetParameterCommand, GetParametersCommand, GetParametersByPathCommand } from "@aws-sdk/client-ssm";
      import { GetLatestConfigurationCommand } from "@aws-sdk/client-appconfigdata";
      import { DecryptCommand } from "@aws-sdk/client-kms";
      const encrypted = process.env.PASSWORD;
      export const handler = async () => [
        client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET })),
        //              ^^^^^^^^^^^^^^^^^^^^^ uncached
        client.send(new BatchGetSecretValueCommand({ SecretIdList: ["a", "b"] })),
        //              ^^^^^^^^^^^^^^^^^^^^^^^^^^ uncached
        ssm.send(new GetParameterCommand({ Name: "/shop/key" })),
        //           ^^^^^^^^^^^^^^^^^^^ uncached
        ssm.send(new GetParametersCommand({ Names: ["/shop/key"] })),
        //           ^^^^^^^^^^^^^^^^^^^^ uncached
        ssm.send(new GetParametersByPathCommand({ Path: \`/\${process.env.STAGE}/\` })),
        //           ^^^^^^^^^^^^^^^^^^^^^^^^^^ uncached
        appconfig.send(new GetLatestConfigurationCommand({ ConfigurationToken: token })),
        //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uncached
        kms.send(new DecryptCommand({ CiphertextBlob: Buffer.from(encrypted, "base64") })),
        //           ^^^^^^^^^^^^^^ uncached
      ];
    `,
    "a helper that is always asked for the same": `
      import { GetParameterCommand } from "@aws-sdk/client-ssm";
      const read = (name) => client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      //                                     ^^^^^^^^^^^^^^^^^^^ uncached
      export const handler = async (event) => login(await read("/shop/key"), event.user);
    `,
    "version 2, and a variable of the module that is filled each time": `
      const AWS = require("aws-sdk");
      const secrets = new AWS.SecretsManager();
      let secret;
      exports.handler = async (event) => {
        secret = await secrets.getSecretValue({ SecretId: "db" }).promise();
        //             ^^^^^^^^^^^^^^^^^^^^^^ uncached
        return query(secret, event.sql);
      };
    `,

    "a method of a class, by the client that it was built with": `
      import { SecretsManager } from "@aws-sdk/client-secrets-manager";
      class Login {
        constructor(private secrets = new SecretsManager({})) {}
        async password() {
          return (await this.secrets.getSecretValue({ SecretId: "db" })).SecretString;
          //            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ uncached
        }
      }
      const login = new Login();
      export const handler = async (event) => query(await login.password(), event.sql);
    `,
    "a callback that gets the answer": `
      const AWS = require("aws-sdk");
      const ssm = new AWS.SSM();
      exports.handler = (event, context, callback) => {
        ssm.getParameter({ Name: "/shop/key" }, (error, data) => callback(error, data));
     // ^^^^^^^^^^^^^^^^ uncached
      };
    `,

    "a response in a constant, which is then kept": {
      filename: "handler.ts",
      code: `
        import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

        const client = new SecretsManagerClient({});

        export const handler = async (event: { user: string }) => {
          const secret = await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
          //                                   ^^^^^^^^^^^^^^^^^^^^^ uncached
          return login(secret.SecretString, event.user);
        };
      `,
      suggests: {
        [title("secret")]: `
        import { GetSecretValueCommand, type GetSecretValueCommandOutput, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

        const client = new SecretsManagerClient({});
let secret: GetSecretValueCommandOutput | undefined;

        export const handler = async (event: { user: string }) => {
          secret ??= await client.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
          //                                   ^^^^^^^^^^^^^^^^^^^^^ uncached
          return login(secret.SecretString, event.user);
        };
      `,
      },
    },
    "a member of a response, which is kept as a whole": {
      code: `
        const { GetParameterCommand } = require("@aws-sdk/client-ssm");
        exports.handler = async (event) => {
          const { Parameter } = await client.send(new GetParameterCommand({ Name: "/shop/key" }));
          //                                          ^^^^^^^^^^^^^^^^^^^ uncached
          return login(Parameter.Value, event.user);
        };
      `,
      suggests: {
        [title("parameter")]: `
        const { GetParameterCommand } = require("@aws-sdk/client-ssm");

let parameter;

        exports.handler = async (event) => {
          const { Parameter } = (parameter ??= await client.send(new GetParameterCommand({ Name: "/shop/key" })));
          //                                          ^^^^^^^^^^^^^^^^^^^ uncached
          return login(Parameter.Value, event.user);
        };
      `,
      },
    },
    "a variable of the module that is filled once": {
      code: `
        const { SSM } = require("aws-sdk");
        const ssm = new SSM();
        let parameter;
        exports.handler = async (event) => {
          parameter = await ssm.getParameter({ Name: "/shop/key" }).promise();
          //                ^^^^^^^^^^^^^^^^ uncached
          return parameter;
        };
      `,
      suggests: {
        [title("parameter")]: `
        const { SSM } = require("aws-sdk");
        const ssm = new SSM();
        let parameter;
        exports.handler = async (event) => {
          parameter ??= await ssm.getParameter({ Name: "/shop/key" }).promise();
          //                ^^^^^^^^^^^^^^^^ uncached
          return parameter;
        };
      `,
      },
    },
    "a namespace that has the type as well": {
      filename: "handler.ts",
      code: `
        import * as ssm from "@aws-sdk/client-ssm";

        const client = new ssm.SSMClient({});

        export const handler = async () => {
          const response = await client.send(new ssm.GetParameterCommand({ Name: "/shop/key" }));
          //                                     ^^^^^^^^^^^^^^^^^^^^^^^ uncached
          return response.Parameter;
        };
      `,
      suggests: {
        [title("response")]: `
        import * as ssm from "@aws-sdk/client-ssm";

        const client = new ssm.SSMClient({});
let response: ssm.GetParameterCommandOutput | undefined;

        export const handler = async () => {
          response ??= await client.send(new ssm.GetParameterCommand({ Name: "/shop/key" }));
          //                                     ^^^^^^^^^^^^^^^^^^^^^^^ uncached
          return response.Parameter;
        };
      `,
      },
    },
    "nothing to keep where a promise would be kept, a parameter of the function is read, or the response is changed":
      {
        code: `
        import { GetParameterCommand } from "@aws-sdk/client-ssm";
        import { GetSecretValueCommand as Get } from "@aws-sdk/client-secrets-manager";
        const read = async (Name) => {
          const response = await client.send(new GetParameterCommand({ Name }));
          //                                     ^^^^^^^^^^^^^^^^^^^ uncached
          return response.Parameter;
        };
        export const handler = async () => {
          const [secret] = await Promise.all([client.send(new Get({ SecretId: "db" })), read("/shop/key")]);
          //                                                  ^^^ uncached
          const other = await client.send(new Get({ SecretId: "other" }));
          //                                  ^^^ uncached
          other.SecretString = "";
          return [secret, other];
        };
      `,
        suggests: {},
      },
    "nothing to keep where each round of a loop asks for another page": {
      code: `
        import { GetParametersByPathCommand } from "@aws-sdk/client-ssm";
        export const handler = async () => {
          const parameters = [];
          let NextToken;
          do {
            const page = await client.send(new GetParametersByPathCommand({ Path: "/shop", NextToken }));
            //                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^ uncached
            parameters.push(...page.Parameters);
            NextToken = page.NextToken;
          } while (NextToken);
          return parameters;
        };
      `,
      suggests: {},
    },
    "nothing to keep where TypeScript has no name for the type": {
      filename: "handler.ts",
      code: `
        const { GetParameterCommand } = require("@aws-sdk/client-ssm");
        export const handler = async () => {
          const response = await client.send(new GetParameterCommand({ Name: "/shop/key" }));
          //                                     ^^^^^^^^^^^^^^^^^^^ uncached
          return response.Parameter;
        };
      `,
      suggests: {},
    },
  },
});
