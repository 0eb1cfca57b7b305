import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

export async function levelOf(article: string | undefined): Promise<number> {
  const { rows } = await pool.query("SELECT level FROM articles WHERE id = $1", [article]);
  return rows[0]?.level ?? 0;
}
