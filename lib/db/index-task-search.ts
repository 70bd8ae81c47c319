import pg from "pg";

/** The words of a task that are searched; the index over them serves only queries that say exactly this. */
export const TASK_WORDS = "(change_text || e'\\n' || filter_text || e'\\n' || coalesce(reason, ''))";

/**
 * A trigram index over the words of ended tasks, where the extension is installed: without it, a search for a rare text
 * reads through the tasks page by page. Installing an extension is left to whoever runs the database.
 */
export async function indexTaskSearch(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(`
    select nspname as schema from pg_extension join pg_namespace n on n.oid = extnamespace where extname = 'pg_trgm'`);
  const [trigrams] = rows;
  if (!trigrams) return;
  await client.query(`
    create index if not exists bulk_tasks_words on swath.bulk_tasks
    using gin (${TASK_WORDS} ${pg.escapeIdentifier(trigrams.schema)}.gin_trgm_ops)
    where state in ('cancelled', 'succeeded', 'partial', 'failed')`);
}
