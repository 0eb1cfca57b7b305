import { testAcross } from "../kit/across.ts";

testAcross("no-connection-in-handler", {
  allows: {
    "a pool that is made once, and queried by the function that is called": {
      in: "src/customers.ts",
      files: {
        "src/api.ts": `
          import { findCustomer } from "./customers";
          export const handler = async (event) => findCustomer(event.pathParameters.id);
        `,
        "src/customers.ts": `
          import { Pool } from "pg";
          const pool = new Pool({ max: 1 });
          export const findCustomer = (id) => pool.query("select * from customers where id = $1", [id]);
        `,
      },
    },
    "a connection that the handler keeps": {
      in: "src/database.ts",
      files: {
        "src/api.ts": `
          import { connect } from "./database";
          let client;
          export const handler = async (event) => {
            if (!client) client = await connect();
            return client.query("select 1");
          };
        `,
        "src/database.ts": `
          import { Client } from "pg";
          export const connect = async () => {
            const client = new Client();
            await client.connect();
            return client;
          };
        `,
      },
    },
    "a connection of a custom resource, which is there for one deployment": {
      in: "src/database.ts",
      files: {
        "src/migrate.ts": `
          import { migrate } from "./database";
          import type { CloudFormationCustomResourceEvent } from "aws-lambda";
          export const handler = async (event: CloudFormationCustomResourceEvent) => {
            if (event.RequestType !== "Delete") await migrate();
          };
        `,
        "src/database.ts": `
          import { Client } from "pg";
          export const migrate = async () => {
            const client = new Client();
            await client.connect();
          };
        `,
      },
    },
  },

  reports: {
    "a connection for each request, in a helper": {
      in: "src/database.ts",
      files: {
        "src/api.ts": `
          import { query } from "./database";
          export const handler = async (event) => query("select 1");
        `,
        "src/database.ts": `
          import { Client } from "pg";
          export const query = async (text) => {
            const client = new Client();
            //             ^^^^^^^^^^^^ connects
            await client.connect();
            return client.query(text);
          };
        `,
      },
    },
    "a pool that a helper closes behind itself": {
      in: "src/database.ts",
      files: {
        "src/api.ts": `
          import { query } from "./database";
          export const handler = async (event) => query("select 1");
        `,
        "src/database.ts": `
          import { Pool } from "pg";
          const pool = new Pool({ max: 1 });
          export const query = async (text) => {
            const result = await pool.query(text);
            await pool.end();
            //    ^^^^^^^^^^ ends
            return result;
          };
        `,
      },
    },
  },
});
