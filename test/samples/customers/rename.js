const { Pool } = require("pg");

const pool = new Pool({ connectionString: process.env.DATABASE_PROXY_URL, max: 1 });

exports.handler = async (event) => {
  const { name } = JSON.parse(event.body ?? "{}");
  await pool.query("UPDATE customers SET name = $2 WHERE id = $1", [event.pathParameters.id, name]);

  return { statusCode: 204 };
};
