import { testRule } from "../kit/test-rule.ts";

testRule("require-pagination", {
  allows: {
    "a loop over the pages": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        const orders = [];
        let ExclusiveStartKey;
        do {
          const page = await client.send(new ScanCommand({ TableName: "orders", ExclusiveStartKey }));
          orders.push(...page.Items);
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return orders;
      };
    `,
    "a response whose token is read, whatever it is called": `
      import { ListObjectsV2Command } from "@aws-sdk/client-s3";
      import { GetParametersByPathCommand } from "@aws-sdk/client-ssm";
      export const handler = async () => {
        const { Contents, NextContinuationToken } = await client.send(new ListObjectsV2Command({ Bucket: "b" }));
        const result = await ssm.send(new GetParametersByPathCommand({ Path: "/shop" }));
        if (result.NextToken) throw new Error("Too many parameters");
        return [Contents, NextContinuationToken, result.Parameters];
      };
    `,
    "a paginator": `
      import { paginateQuery } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        const orders = [];
        for await (const page of paginateQuery({ client }, { TableName: "orders" })) orders.push(...page.Items);
        return orders;
      };
    `,
    "a request for so many, or for the page after another": `
      import { QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
      import { ListObjectsV2Command } from "@aws-sdk/client-s3";
      export const handler = async (event) => {
        const first = await client.send(new QueryCommand({ TableName: "orders", Limit: 10 }));
        const next = await client.send(new ScanCommand({ TableName: "orders", ExclusiveStartKey: event.after }));
        const objects = await client.send(new ListObjectsV2Command({ Bucket: "b", MaxKeys: 100 }));
        return [first.Items, next.Items, objects.Contents];
      };
    `,
    "a query by the full key, which finds one item": `
      import { QueryCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => {
        const KeyConditionExpression = "pk = :pk AND #sk = :sk";
        const result = await client.send(new QueryCommand({ TableName: "orders", KeyConditionExpression }));
        return result.Items;
      };
    `,
    "a count": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        const { Count } = await client.send(new ScanCommand({ TableName: "orders", Select: "COUNT" }));
        return Count;
      };
    `,
    "only the first of a list, or whether there is any": `
      import { QueryCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => {
        const result = await client.send(new QueryCommand({ TableName: "users", IndexName: "email" }));
        if (!result.Items || result.Items.length === 0) return undefined;
        const { Items = [], Count } = await client.send(new QueryCommand({ TableName: "users", IndexName: "name" }));
        if (Count > 0 && Items.length) return Items[0];
        const [other] = (await client.send(new QueryCommand({ TableName: "users", IndexName: "other" }))).Items ?? [];
        return other ?? result.Items[0];
      };
    `,
    "a response that is dropped, returned or passed on": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      import { allOf } from "./pages";
      export const handler = async () => {
        await client.send(new ScanCommand({ TableName: "orders" }));
        await allOf(await client.send(new ScanCommand({ TableName: "orders" })));
        return client.send(new ScanCommand({ TableName: "orders" }));
      };
    `,
    "parameters that cannot be told": `
      import { QueryCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => {
        const one = await client.send(new QueryCommand(event.query));
        const other = await client.send(new QueryCommand({ TableName: "orders", ...event.options }));
        return [one.Items, other.Items];
      };
    `,
    "a request that answers at once": `
      import { DescribeTableCommand } from "@aws-sdk/client-dynamodb";
      import { DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
      export const handler = async () => {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: "orders" }));
        const { Stacks } = await cfn.send(new DescribeStacksCommand({ StackName: "shop" }));
        return [Table, Stacks];
      };
    `,
    "somebody else's list": `
      import { ListObjectsV2Command } from "./commands";
      export const handler = async () => (await client.send(new ListObjectsV2Command({ Bucket: "b" }))).Contents;
    `,
    "code that no event gets to": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      export const all = async () => (await client.send(new ScanCommand({ TableName: "orders" }))).Items;
      export const handler = async () => "done";
    `,
  },

  reports: {
    "a scan or a query whose items are taken for all": `
      import { QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async (event) => {
        const { Items } = await client.send(new ScanCommand({ TableName: "orders" }));
        //                                      ^^^^^^^^^^^ firstPage
        const KeyConditionExpression = "pk = :pk AND begins_with(sk, :sk)";
        const result = await client.send(new QueryCommand({ TableName: "orders", KeyConditionExpression }));
        //                                   ^^^^^^^^^^^^ firstPage
        return [...Items, ...result.Items];
      };
    `,
    "a count of what one page holds": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      export const handler = async () => {
        const result = await client.send(new ScanCommand({ TableName: "orders", ProjectionExpression: "id" }));
        //                                   ^^^^^^^^^^^ firstPage
        return { count: result.Count };
      };
    `,
    "objects of a bucket and parameters of a path": `
      import { ListObjectsV2Command } from "@aws-sdk/client-s3";
      import { SSM } from "@aws-sdk/client-ssm";
      const ssm = new SSM({});
      export const handler = async (event) => {
        const objects = await s3.send(new ListObjectsV2Command({ Bucket: event.bucket }));
        //                                ^^^^^^^^^^^^^^^^^^^^ firstPage
        for (const { Key } of objects.Contents ?? []) console.log(Key);
        const { Parameters } = await ssm.getParametersByPath({ Path: "/shop" });
        //                           ^^^^^^^^^^^^^^^^^^^^^^^ firstPage
        return Object.fromEntries(Parameters.map(({ Name, Value }) => [Name, Value]));
      };
    `,
    "version 2, with a promise and with a callback": `
      const AWS = require("aws-sdk");
      const dynamo = new AWS.DynamoDB.DocumentClient();
      exports.handler = async (event) => {
        const data = await dynamo.scan({ TableName: "orders" }).promise();
        //                 ^^^^^^^^^^^ firstPage
        dynamo.query({ TableName: "orders" }, (error, page) => console.log(page.Items));
     // ^^^^^^^^^^^^ firstPage
        return data.Items;
      };
    `,
    "a helper of the file whose callers take its page for all": `
      import { ScanCommand } from "@aws-sdk/lib-dynamodb";
      const scan = () => client.send(new ScanCommand({ TableName: "orders" }));
      //                                 ^^^^^^^^^^^ firstPage
      export const handler = async () => (await scan()).Items;
    `,
  },
});
