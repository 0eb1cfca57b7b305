import { testRule } from "../kit/test-rule.ts";

testRule("no-connection-in-handler", {
  allows: {
    "a pool beside the handler": `
      import pg from "pg";
      const pool = new pg.Pool({ host: process.env.DB_HOST });
      export const handler = async () => pool.query("select 1");
    `,
    "a connection behind a guard": `
      const mysql = require("mysql2/promise");
      const { MongoClient } = require("mongodb");
      let connection, client;
      exports.handler = async () => {
        connection ??= await mysql.createConnection(process.env.DATABASE_URL);
        if (!client) {
          client = new MongoClient(process.env.MONGO_URL);
          await client.connect();
        }
      };
    `,
    "TypeORM, which is asked first for the connection it keeps": `
      import { createConnection, getConnection, getConnectionManager } from "typeorm";
      export const handler = async (event) => {
        const manager = getConnectionManager();
        if (manager.has("default")) return manager.get("default").query("SELECT 1");
        return (await createConnection()).query("SELECT 1");
      };
      export const otherHandler = async (event, context) => {
        try {
          return getConnection().query("SELECT 1");
        } catch {
          return (await createConnection()).query("SELECT 1");
        }
      };
    `,
    "mongoose, which knows whether it is connected": `
      import mongoose from "mongoose";
      export const handler = async () => {
        if (mongoose.connection.readyState === 0) await mongoose.connect(process.env.MONGO_URL);
      };
      export const otherHandler = async (event, context) => {
        if (mongoose.connections[0].readyState) return;
        await mongoose.connect(process.env.MONGO_URL);
      };
    `,
    "a promise of a connection that is kept": `
      import { createClient } from "redis";
      let ready;
      export const handler = async () => {
        ready ??= (async () => createClient().connect())();
        await ready;
      };
    `,
    "a database that the event names": `
      import pg from "pg";
      export const handler = async (event) => {
        const client = new pg.Client({ database: event.tenant });
        await client.end();
      };
    `,
    "an IAM token, made for each connection": `
      import pg from "pg";
      import { Signer } from "@aws-sdk/rds-signer";
      const signer = new Signer({ hostname: "db", port: 5432, username: "app" });
      export const handler = async () => {
        const client = new pg.Client({ password: await signer.getAuthToken() });
        await client.connect();
      };
    `,
    "the Data API and serverless-mysql, which connect by themselves": `
      import { RDSDataClient, ExecuteStatementCommand } from "@aws-sdk/client-rds-data";
      const mysql = require("serverless-mysql")({ config: {} });
      const data = new RDSDataClient({});
      export const handler = async () => {
        await data.send(new ExecuteStatementCommand({}));
        await mysql.connect();
        await mysql.end();
        mysql.quit();
      };
    `,
    "a custom resource, which runs once in a deployment": `
      const { Client } = require("pg");
      const response = require("cfn-response");
      exports.handler = async (event, context) => {
        await new Client().connect();
        return response.send(event, context, response.SUCCESS);
      };
    `,
    "somebody else's Pool": `
      import { Pool } from "./threads";
      export const handler = async () => new Pool();
    `,
    "a module without a handler": `
      import pg from "pg";
      import { S3Client } from "@aws-sdk/client-s3";
      export const connect = () => new pg.Client();
    `,
    "a connection that goes back to its pool": `
      import pg from "pg";
      const pool = new pg.Pool();
      export const handler = async () => {
        const client = await pool.connect();
        client.release();
      };
    `,
    "a pool that is ended after a failure, or with the environment": `
      import pg from "pg";
      const pool = new pg.Pool();
      process.on("SIGTERM", () => pool.end());
      export const handler = async () => {
        try {
          await pool.query("select 1");
        } catch (error) {
          await pool.end();
          throw error;
        }
      };
    `,
    "a pool that is ended and forgotten": `
      import pg from "pg";
      let pool;
      export const handler = async () => {
        pool ??= new pg.Pool();
        await pool.end();
        pool = undefined;
      };
    `,
    "pools of any size, unless a size is asked for": `
      import pg from "pg";
      const pool = new pg.Pool({ max: 50 });
      export const handler = async () => pool.query("select 1");
    `,
    "a small pool, one behind a proxy, and one whose options are elsewhere": {
      options: [{ maximumPoolSize: 5 }],
      code: `
        import pg from "pg";
        import mysql from "mysql2/promise";
        import knex from "knex";
        import { Sequelize } from "sequelize";
        import { config } from "./config";
        const a = new pg.Pool({ max: 5 });
        const b = mysql.createPool({ host: process.env.DB_PROXY_HOST });
        const host = "orders.proxy-abc.eu-west-1.rds.amazonaws.com";
        const c = knex({ client: "pg", connection: { host } });
        const d = new pg.Pool(config);
        const e = new pg.Pool({ ...config });
        const f = new pg.Pool({ max: Number(process.env.POOL_SIZE) });
        const g = new Sequelize("postgres://db/orders");
        export const handler = async () => [a, b, c, d, e, f, g];
      `,
    },
  },

  reports: {
    "a connection of each library": `
      import pg from "pg";
      import mysql from "mysql2/promise";
      import mongoose from "mongoose";
      import { MongoClient } from "mongodb";
      import { createClient } from "redis";
      import Redis from "ioredis";
      import { PrismaClient } from "@prisma/client";
      import knex from "knex";
      import { Sequelize } from "sequelize";
      import { DataSource } from "typeorm";
      export const handler = async () => {
        new pg.Client();
      //^^^^^^^^^^^^^^^ connects
        mysql.createPool("mysql://db");
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        await mongoose.connect(process.env.MONGO_URL);
        //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        MongoClient.connect("mongodb://db");
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        createClient();
      //^^^^^^^^^^^^^^ connects
        new Redis(6379);
      //^^^^^^^^^^^^^^^ connects
        new PrismaClient();
      //^^^^^^^^^^^^^^^^^^ connects
        knex({ client: "pg" });
      //^^^^^^^^^^^^^^^^^^^^^^ connects
        new Sequelize("postgres://db");
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        new DataSource({ type: "postgres" });
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
      };
    `,
    "a secret that is fetched for it, which is the same for all": `
      import mysql from "mysql2/promise";
      import { secretOf } from "./secrets";
      export const handler = async () => {
        const { user, password } = await secretOf("orders");
        await mysql.createConnection({ user, password });
        //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
      };
    `,
    "a helper that the handler calls": `
      const mongoose = require("mongoose");
      const connect = (url) => mongoose.connect(url);
      //                       ^^^^^^^^^^^^^^^^^^^^^ connects
      exports.handler = async () => connect("mongodb://db");
    `,
    "ending what the next invocation needs": `
      import pg from "pg";
      import mysql from "mysql";
      const pool = new pg.Pool();
      const connection = mysql.createConnection("mysql://db");
      export const handler = async () => {
        try {
          await pool.query("select 1");
        } finally {
          await pool.end();
          //    ^^^^^^^^^^ ends
        }
        connection.destroy();
      //^^^^^^^^^^^^^^^^^^^^ ends
      };
    `,
    "a large pool, if a size is asked for": {
      options: [{ maximumPoolSize: 5 }],
      code: `
        import pg from "pg";
        import { Sequelize } from "sequelize";
        const a = new pg.Pool({ host: process.env.DB_HOST });
        //        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tooLarge
        const b = new Sequelize("postgres://db", { pool: { max: 20 } });
        //                                                 ^^^^^^^ tooLarge
        export const handler = async () => [a, b];
      `,
    },
    "a pool, with what to do": {
      code: `
import { Pool } from "pg";

export const handler = async () => {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
  return pool.query("select 1");
};
`,
      suggests: {
        "Create the pool at module scope": `
import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

export const handler = async () => {
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
  return pool.query("select 1");
};
`,
        "Create it lazily at module scope (`pool ??= …`)": `
import { Pool } from "pg";

let pool;

export const handler = async () => {
  pool ??= new Pool({ connectionString: process.env.DATABASE_URL });
  //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
  return pool.query("select 1");
};
`,
      },
    },
    "a connection that is opened when it is built, lazily alone": {
      code: `
import mongoose from "mongoose";

export const handler = async () => {
  await mongoose.connect(process.env.MONGO_URL);
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
};
`,
      suggests: {
        "Create it lazily at module scope (`connection ??= …`)": `
import mongoose from "mongoose";

let connection;

export const handler = async () => {
  connection ??= await mongoose.connect(process.env.MONGO_URL);
  //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
};
`,
      },
    },
    "a connection that is made where another, or something else, was not to be had": `
      import mysql from "mysql2/promise";
      import { getAddress } from "./addresses";
      export const handler = async () => {
        try {
          return await mysql.createConnection(process.env.DATABASE_URL);
          //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        } catch {
          return await mysql.createConnection(process.env.REPLICA_URL);
          //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        }
      };
      export const otherHandler = async (event, context) => {
        try {
          await getAddress();
        } catch {
          return await mysql.createConnection(process.env.DATABASE_URL);
          //           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
        }
      };
    `,
    "a connection of TypeORM that nobody has looked for": `
      import { createConnection, getConnection } from "typeorm";
      export const handler = async (event) => {
        await createConnection();
        //    ^^^^^^^^^^^^^^^^^^ connects
        return getConnection().query("SELECT 1");
      };
    `,
    "a connection that RabbitMQ closes while the environment is frozen, without an offer": {
      code: `
        import amqp from "amqplib";
        export const handler = async (event) => {
          const connection = await amqp.connect(process.env.AMQP_URL);
          //                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
          const channel = await connection.createConfirmChannel();
          channel.sendToQueue("orders", Buffer.from(event.order));
          await channel.waitForConfirms();
        };
      `,
    },
    "a connection that the library keeps and the handler ends, without an offer": {
      code: `
        import mongoose from "mongoose";
        import sql from "mssql";
        export const handler = async () => {
          await mongoose.connect(process.env.MONGO_URL);
          //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
          await mongoose.connection.close();
        };
        export const otherHandler = async (event, context) => {
          await sql.connect(process.env.MSSQL);
          //    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connects
          await sql.close();
        };
      `,
    },
    "a client that the handler connects and ends itself, without an offer": {
      code: `
        import { Client } from "pg";
        export const handler = async () => {
          const client = new Client();
          //             ^^^^^^^^^^^^ connects
          await client.connect();
        };
        export const otherHandler = async (event, context) => {
          const client = new Client();
          //             ^^^^^^^^^^^^ connects
          await client.end();
        };
      `,
    },
  },
});

const pool = `
  import { Pool } from "pg";
  const pool = new Pool({ max: 50 });
  export const handler = async (event) => pool.query("SELECT 1");
`;
const deployedWith = (line: string) => `
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      ${line}
`;

testRule("no-connection-in-handler", {
  allows: {
    "a large pool where a template says that requests run at once": {
      code: pool,
      options: [{ maximumPoolSize: 5 }],
      deployedBy: deployedWith("CapacityProviderConfig: { Arn: !GetAtt Instances.Arn }"),
    },
  },
  reports: {
    "a large pool where each environment serves one request at a time": {
      code: pool.replace(
        "});\n",
        `});
  //                      ^^^^^^^ tooLarge
`,
      ),
      options: [{ maximumPoolSize: 5 }],
      deployedBy: deployedWith("Timeout: 3"),
    },
  },
});
