import { clientBuiltBy, hasCredentialsOfCall } from "../../rules/lambda/clients.ts";
import { connectionBuiltBy } from "../../rules/lambda/connections.ts";
import { walk } from "../../rules/kit/ast.ts";
import { probe, type Answer, type Question } from "../kit/probe.ts";

/** Answers for everything that is built in the text. */
const constructions =
  (says: (...of: Parameters<typeof clientBuiltBy>) => string | undefined): Question =>
  (_lambda, sourceCode) => {
    const answers: Answer[] = [];
    walk(sourceCode.ast, sourceCode, (node) => {
      const answer = says(node, sourceCode);
      if (answer) answers.push({ at: node, says: answer });
    });
    return answers;
  };

const client = probe(
  constructions((node, sourceCode) => {
    const built = clientBuiltBy(node, sourceCode);
    return built && (built.isAws ? "AWS" : "other");
  }),
);

client("a client", {
  "is recognised however it is imported": `
    import { S3Client as Storage, S3 } from "@aws-sdk/client-s3";
    import * as sqs from "@aws-sdk/client-sqs";
    import Stripe from "stripe";
    export const handler = () => [
      new Storage(),
   // ^^^^^^^^^^^^^ AWS
      new S3(),
   // ^^^^^^^^ AWS
      new sqs.SQSClient({}),
   // ^^^^^^^^^^^^^^^^^^^^^ AWS
      new Stripe("key"),
   // ^^^^^^^^^^^^^^^^^ other
    ];
  `,
  "is recognised by the function that builds it": `
    import { CognitoJwtVerifier } from "aws-jwt-verify";
    import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
    import { createRemoteJWKSet } from "jose";
    import jwksClient from "jwks-rsa";
    import axios from "axios";
    export const handler = () => [
      CognitoJwtVerifier.create({ userPoolId: "eu-west-1_a", tokenUse: "id", clientId: "b" }),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AWS
      JwtVerifier.create({ issuer: "a", audience: "b" }),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AWS
      createRemoteJWKSet(new URL("https://a/jwks.json")),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
      jwksClient({ jwksUri: "https://a/jwks.json" }),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ other
      axios.create(),
   // ^^^^^^^^^^^^^^ other
    ];
  `,
  "is recognised however it is required": `
    const { S3Client } = require("@aws-sdk/client-s3");
    const dynamodb = require("@aws-sdk/client-dynamodb");
    const AWS = require("aws-xray-sdk").captureAWS(require("aws-sdk"));
    exports.handler = async () => [
      new S3Client(),
   // ^^^^^^^^^^^^^^ AWS
      new dynamodb.DynamoDB(),
   // ^^^^^^^^^^^^^^^^^^^^^^^ AWS
      new AWS.SNS(),
   // ^^^^^^^^^^^^^ AWS
      new (require("aws-sdk/clients/ses"))(),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AWS
      require("stripe")("key"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^ other
    ];
  `,
  "is none of what else its package exports": `
    import { SQSServiceException, SendMessageCommand, QueueDoesNotExist } from "@aws-sdk/client-sqs";
    import { DynamoDB } from "aws-sdk";
    export const handler = () => [
      new SendMessageCommand({}),
      new QueueDoesNotExist({}),
      new SQSServiceException({}),
      DynamoDB.Converter.marshall({}),
    ];
  `,
});

probe(
  constructions((node, sourceCode) =>
    clientBuiltBy(node, sourceCode) && hasCredentialsOfCall(node, sourceCode) ? "of the call" : undefined,
  ),
)("credentials", {
  "are of the call where a function has fetched them": `
    import { S3Client } from "@aws-sdk/client-s3";
    import { fetchThem } from "./roles";
    export const handler = async () => {
      const given = await fetchThem();
      new S3Client({ credentials: { accessKeyId: given.id, secretAccessKey: given.secret } });
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of the call
      new S3Client({ credentials: () => fetchThem() });
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ of the call
      new S3Client({ region: given.region });
    };
  `,
  "are the function's own where the module has them": `
    import { S3Client } from "@aws-sdk/client-s3";
    import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
    const credentials = fromNodeProviderChain();
    export const handler = async () => {
      new S3Client({ credentials });
      new S3Client({ credentials: fromNodeProviderChain({}) });
      new S3Client({ credentials: { accessKeyId: process.env.ID!, secretAccessKey: process.env.SECRET! } });
    };
  `,
});

probe(constructions((node, sourceCode) => connectionBuiltBy(node, sourceCode)?.thing))("a connection", {
  "is recognised by its library": `
    const { Pool } = require("pg");
    import postgres from "postgres";
    import sql from "mssql";
    import mongoose, { createConnection } from "mongoose";
    import { MongoClient } from "mongodb";
    import neo4j from "neo4j-driver";
    import amqp from "amqplib";
    export const handler = async () => [
      neo4j.driver("neo4j://db"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^ pool
      amqp.connect("amqp://queue"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connection
      new Pool(),
   // ^^^^^^^^^^ pool
      postgres("postgres://db"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^ pool
      await sql.connect("mssql://db"),
      //    ^^^^^^^^^^^^^^^^^^^^^^^^^ pool
      mongoose.connect("mongodb://db"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connection
      createConnection("mongodb://db"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ connection
      new MongoClient("mongodb://db"),
   // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ client
    ];
  `,
  "is none of what a library only describes": `
    import { types } from "pg";
    import mongoose from "mongoose";
    export const handler = async () => [
      new mongoose.Schema({}),
      mongoose.model("User"),
      types.setTypeParser(20, Number),
    ];
  `,
});
