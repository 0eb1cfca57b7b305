import { Client } from "pg";

export async function reserve(article: string | undefined): Promise<void> {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("UPDATE articles SET reserved = true WHERE id = $1", [article]);
  await client.end();
}
