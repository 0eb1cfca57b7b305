const { Client } = require("pg");

exports.handler = async (event) => {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();

  const { rows } = await client.query("SELECT name FROM customers WHERE id = $1", [event.pathParameters.id]);
  await client.end();

  return { statusCode: 200, body: JSON.stringify(rows) };
};
