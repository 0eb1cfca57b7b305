import type { TSESTree } from "@typescript-eslint/utils";
import {
  ancestorsOf,
  awaited,
  bare,
  contains,
  isFunction,
  methodName,
  type FunctionNode,
  type Node,
} from "../kit/ast.ts";
import { valueOf, variableOf } from "../kit/bindings.ts";
import { variableNameFor, type Construction, type Kind } from "../kit/hoist.ts";
import { importedAs, importedCallsIn, type Imported } from "../kit/imports.ts";
import { isOfModule } from "../kit/module-scope.ts";
import { oncePerFile } from "../kit/once.ts";
import { mentions } from "../kit/mentions.ts";
import type { SourceCode } from "../kit/rule.ts";
import { Stage } from "../kit/stages.ts";
import { clientBuiltBy, isSteady } from "./clients.ts";

/** A way to connect to a database. */
export interface Connection {
  module: RegExp;
  /** What the module exports for it; `*` is the module itself. */
  name: RegExp;
  builtBy: "NewExpression" | "CallExpression";
  /** What it is called in a sentence. */
  thing: "pool" | "connection" | "client";
  /** Whether the connection is opened by building it, by a call of its own, or by whatever uses it first. */
  opens: "when built" | "when told" | "when used";
  /** Whether the server closes it where the client is silent for a minute, as it is while Lambda freezes the environment. */
  isWatched?: boolean;
  /** How large a pool may grow: the option that says it, and what holds without it. */
  size?: { option: string[]; byDefault: number };
}

const connections: Connection[] = [
  // https://node-postgres.com/apis/pool, https://node-postgres.com/apis/client
  {
    module: /^pg$/,
    name: /^(native\.)?Pool$/,
    builtBy: "NewExpression",
    thing: "pool",
    opens: "when used",
    size: { option: ["max"], byDefault: 10 },
  },
  {
    module: /^pg$/,
    name: /^(native\.)?Client$/,
    builtBy: "NewExpression",
    thing: "client",
    opens: "when told",
  },
  // https://github.com/porsager/postgres#connection-details
  {
    module: /^postgres$/,
    name: /^\*$/,
    builtBy: "CallExpression",
    thing: "pool",
    opens: "when used",
    size: { option: ["max"], byDefault: 10 },
  },
  // https://github.com/mysqljs/mysql#pool-options, https://sidorares.github.io/node-mysql2/docs
  {
    module: /^(mysql|mysql2|mysql2\/promise|mariadb|promise-mysql)$/,
    name: /^createPool$/,
    builtBy: "CallExpression",
    thing: "pool",
    opens: "when used",
    size: { option: ["connectionLimit"], byDefault: 10 },
  },
  {
    module: /^(mysql|mysql2|mysql2\/promise|mariadb|promise-mysql)$/,
    name: /^createConnection$/,
    builtBy: "CallExpression",
    thing: "connection",
    opens: "when built",
  },
  // https://tediousjs.github.io/node-mssql/#connection-pools
  {
    module: /^mssql$/,
    name: /^ConnectionPool$/,
    builtBy: "NewExpression",
    thing: "pool",
    opens: "when told",
    size: { option: ["pool", "max"], byDefault: 10 },
  },
  { module: /^mssql$/, name: /^connect$/, builtBy: "CallExpression", thing: "pool", opens: "when built" },
  // https://knexjs.org/guide/#pool, https://sequelize.org/docs/v6/other-topics/connection-pool/
  {
    module: /^knex$/,
    name: /^(\*|knex)$/,
    builtBy: "CallExpression",
    thing: "pool",
    opens: "when used",
    size: { option: ["pool", "max"], byDefault: 10 },
  },
  {
    module: /^(sequelize|sequelize-typescript)$/,
    name: /^(\*|Sequelize)$/,
    builtBy: "NewExpression",
    thing: "pool",
    opens: "when used",
    size: { option: ["pool", "max"], byDefault: 5 },
  },
  // https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections
  {
    module: /^@prisma\/client(\/edge)?$/,
    name: /^PrismaClient$/,
    builtBy: "NewExpression",
    thing: "client",
    opens: "when used",
  },
  // https://typeorm.io/docs/data-source/data-source
  { module: /^typeorm$/, name: /^DataSource$/, builtBy: "NewExpression", thing: "pool", opens: "when told" },
  {
    module: /^typeorm$/,
    name: /^createConnections?$/,
    builtBy: "CallExpression",
    thing: "connection",
    opens: "when built",
  },
  // https://www.mongodb.com/docs/drivers/node/current/connect/, https://mongoosejs.com/docs/lambda.html
  {
    module: /^mongodb$/,
    name: /^MongoClient$/,
    builtBy: "NewExpression",
    thing: "client",
    opens: "when used",
  },
  {
    module: /^mongodb$/,
    name: /^MongoClient\.connect$/,
    builtBy: "CallExpression",
    thing: "client",
    opens: "when built",
  },
  {
    module: /^mongoose$/,
    name: /^(connect|createConnection)$/,
    builtBy: "CallExpression",
    thing: "connection",
    opens: "when built",
  },
  // https://github.com/redis/node-redis#usage, https://github.com/redis/ioredis
  {
    module: /^(redis|@redis\/client)$/,
    name: /^create(Client|Cluster)$/,
    builtBy: "CallExpression",
    thing: "client",
    opens: "when told",
  },
  {
    module: /^(ioredis|iovalkey)$/,
    name: /^(\*|Redis|Cluster)$/,
    builtBy: "NewExpression",
    thing: "client",
    opens: "when used",
  },
  // https://neo4j.com/docs/javascript-manual/current/connect/
  {
    module: /^neo4j-driver$/,
    name: /^driver$/,
    builtBy: "CallExpression",
    thing: "pool",
    opens: "when used",
  },
  // https://amqp-node.github.io/amqplib/channel_api.html#heartbeating
  {
    module: /^amqplib$/,
    name: /^connect$/,
    builtBy: "CallExpression",
    thing: "connection",
    opens: "when built",
    isWatched: true,
  },
];

/** The connection, or the pool of them, that a node builds. */
export function connectionBuiltBy(node: Node, sourceCode: SourceCode): Connection | undefined {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return undefined;
  const imported = importedAs(node.callee, sourceCode);
  return imported && connectionOf(imported, node.type);
}

/** The libraries of all connections. Every call of a file is asked for one, and few go there. */
const libraries = new RegExp(connections.map(({ module }) => module.source).join("|"));

const connectionOf = (imported: Imported, built: Construction["type"]): Connection | undefined =>
  libraries.test(imported.module)
    ? connections.find(
        ({ module, name, builtBy }) =>
          builtBy === built && module.test(imported.module) && name.test(imported.name),
      )
    : undefined;

/** Everything that connects in a file. */
export const connectionsIn = oncePerFile(
  (sourceCode): readonly { built: Construction; connection: Connection }[] =>
    importedCallsIn(sourceCode).flatMap(({ node, imported }) => {
      const connection = connectionOf(imported, node.type);
      return connection ? [{ built: node, connection }] : [];
    }),
);

/**
 * Whether the password is an IAM token: it holds for a quarter of an hour, so that every new connection needs its own.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
export const usesIamToken = mentions(/@aws-sdk\/(rds|dsql)-signer|\bRDS\.Signer\b|\bgetAuthToken\b/);

/** What moving a connection out of a function has to know. */
export const kindOf = (built: Construction, { opens }: Connection, sourceCode: SourceCode): Kind => ({
  isSteady: (node) => connectionBuiltBy(node, sourceCode) !== undefined || isSteady(node, sourceCode),
  builds: (node) => (connectionBuiltBy(node, sourceCode) ?? clientBuiltBy(node, sourceCode)) !== undefined,
  earliest: opens === "when built" ? Stage.call : Stage.source,
  marking:
    opens === "when used"
      ? /^(end|close|destroy|quit|\$?disconnect|on|once|addListener|\$?use)$/
      : /^(end|close|destroy|quit|disconnect|on|once|addListener|connect|initialize)$/,
  name: variableNameFor(built, "connection"),
});

/** `try { return getConnection(); } catch { return createConnection(); }`: the library is asked first for the one it keeps. */
export function isLookedForBefore(built: Construction, sourceCode: SourceCode): boolean {
  const library = importedAs(built.callee, sourceCode)?.module;
  return [...ancestorsOf(built)].some(
    ({ type, parent }) =>
      type === "CatchClause" &&
      importedCallsIn(sourceCode).some(
        ({ node, imported: { module, name } }) =>
          module === library &&
          /^get[A-Z]/.test(name) &&
          contains((parent as TSESTree.TryStatement).block, node),
      ),
  );
}

const ending = /^(end|close|destroy|quit|\$?disconnect)$/;

/** Whether a file ends a connection that its library keeps: `mongoose.disconnect()`, `mongoose.connection.close()`. */
export function isEndedThroughLibrary(built: Construction, sourceCode: SourceCode): boolean {
  const library = importedAs(built.callee, sourceCode)?.module;
  return importedCallsIn(sourceCode).some(
    ({ imported: { module, name } }) => module === library && ending.test(name.split(".").at(-1)!),
  );
}

/** The connection of the module that a call ends for good: `pool.end()`. Ending it after a failure is another matter. */
export function connectionEndedBy(
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
): { connection: Connection; built: Node } | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || !ending.test(methodName(call) ?? "")) return undefined;
  const variable = variableOf(bare(callee.object), sourceCode);
  const value = variable && isOfModule(variable) ? valueOf(variable) : undefined;
  const built = value && awaited(value);
  const connection = built && connectionBuiltBy(built, sourceCode);
  return connection && !isConditional(call) ? { connection, built } : undefined;
}

/** Whether a node runs only sometimes when its function does: in a branch, after an error, for another event. */
function isConditional(node: Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    const outer = inner.parent;
    if (isFunction(outer)) return isListener(outer);
    if (outer.type === "CatchClause" || outer.type === "SwitchCase" || outer.type === "LogicalExpression")
      return true;
    if ((outer.type === "IfStatement" || outer.type === "ConditionalExpression") && outer.test !== inner)
      return true;
  }
  return false;
}

/** `process.once("SIGTERM", () => pool.end())` runs when Lambda takes the environment away. */
const isListener = ({ parent }: FunctionNode): boolean =>
  parent?.type === "CallExpression" && /^(on|once)$/.test(methodName(parent) ?? "");
