"use strict";

const https = require("https");
const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, GetCommand, PutCommand } = require("@aws-sdk/lib-dynamodb");
const { normalizeCountry } = require("../shared/countries");

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const agent = new https.Agent({ keepAlive: true, maxSockets: 4 });

const CACHE_DAYS = 30;
const TIMEOUT_MS = 4000;

const PATTERNS = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  IE: /^\d{7}[A-W][A-I]?$/,
  IT: /^\d{11}$/,
  NL: /^\d{9}B\d{2}$/,
  SE: /^\d{12}$/,
};

function InvalidNumber(message) {
  Error.captureStackTrace(this, InvalidNumber);
  this.name = "InvalidNumber";
  this.message = message;
}
InvalidNumber.prototype = Object.create(Error.prototype);

function splitNumber(value) {
  if (typeof value !== "string") throw new InvalidNumber("Send a tax number as text");
  const compact = value.toUpperCase().replace(/[\s.-]/g, "");
  const country = normalizeCountry(compact.slice(0, 2));
  const digits = compact.slice(2);
  const pattern = PATTERNS[country];
  if (!pattern) throw new InvalidNumber("Tax numbers of " + country + " cannot be checked");
  if (!pattern.test(digits)) throw new InvalidNumber(compact + " is no tax number of " + country);
  return { country, digits };
}

function askRegister({ country, digits }) {
  return new Promise((resolve, reject) => {
    const url = `${process.env.TAX_REGISTER_URL}/countries/${country}/numbers/${digits}`;
    const request = https.get(url, { agent, timeout: TIMEOUT_MS }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 404) return resolve({ valid: false });
        if (response.statusCode !== 200)
          return reject(new Error(`The register answered ${response.statusCode}`));
        try {
          const { isValid, traderName, traderAddress } = JSON.parse(text);
          return resolve({ valid: isValid, name: traderName, address: traderAddress });
        } catch (error) {
          return reject(error);
        }
      });
    });
    request.on("timeout", () => request.destroy(new Error("The register did not answer in time")));
    request.on("error", reject);
  });
}

function readCache(key) {
  return documents
    .send(new GetCommand({ TableName: process.env.TAX_NUMBERS_TABLE, Key: { number: key } }))
    .then(({ Item }) => (Item && Item.expiresAt > Date.now() / 1000 ? Item.result : undefined));
}

function writeCache(key, result) {
  const expiresAt = Math.floor(Date.now() / 1000) + CACHE_DAYS * 86400;
  return documents
    .send(
      new PutCommand({
        TableName: process.env.TAX_NUMBERS_TABLE,
        Item: { number: key, result, expiresAt },
      }),
    )
    .then(() => result);
}

function check(number) {
  const key = number.country + number.digits;
  return readCache(key).then((cached) => {
    if (cached) return cached;
    return askRegister(number).then((result) => writeCache(key, result));
  });
}

function reply(statusCode, body) {
  return {
    statusCode,
    headers: {
      "Content-Type": "application/json",
      "Access-Control-Allow-Origin": process.env.ALLOWED_ORIGIN,
    },
    body: JSON.stringify(body),
  };
}

module.exports.handler = function (event, context, callback) {
  context.callbackWaitsForEmptyEventLoop = false;

  let number;
  try {
    number = splitNumber(event.pathParameters && event.pathParameters.number);
  } catch (error) {
    if (!(error instanceof InvalidNumber)) return callback(error);
    return callback(null, reply(400, { message: error.message }));
  }

  check(number)
    .then((result) => callback(null, reply(200, { country: number.country, ...result })))
    .catch((error) => {
      console.error("Tax number was not checked", { country: number.country, message: error.message });
      callback(null, reply(502, { message: "The tax register cannot be reached, try again later" }));
    });
};
