import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { TableDef } from "@/lib/tables/table-def";
import { everyPage, readingSteps } from "./reading-steps";
import { same, type Tried } from "./tried";
import { writingSteps } from "./writing-steps";

/** Triggers of these leave their marks, so that not all is as before. */
export type LeavesMarks = ReadonlySet<string>;

/**
 * Does with a relation everything that its facts claim to allow, and what they say it does not, and leaves it as it was.
 * What the database refuses by a rule of its own is answered apart from what fails.
 */
export async function tryRelation(ctx: Ctx, table: TableDef, leavesMarks: LeavesMarks): Promise<Tried> {
  const tried: Tried = { failures: [], refusals: [] };
  const before = await contents(ctx, table);
  const run = async (what: string, step: () => Promise<unknown>) => {
    try {
      await step();
    } catch (error) {
      tried.failures.push([table.name, what, reasonOf(error)]);
    }
  };
  let rows: RecordRow[] = [];
  await run("list", async () => {
    rows = await everyPage(ctx, table);
    same(rows.length, before.length);
  });
  for (const [what, step] of readingSteps(ctx, table, rows)) await run(what, step);
  for (const [what, step] of writingSteps(ctx, table, rows, tried, leavesMarks.has(table.name))) {
    await run(what, step);
    if (leavesMarks.has(table.name)) continue;
    await run(`${what}: all is as before`, async () => same(await contents(ctx, table), before));
  }
  return tried;
}

/** The whole table as text, by key. */
async function contents({ db }: Ctx, { pgTable, key }: TableDef): Promise<string[]> {
  const rows = await db.execute<{ row: string }>(
    sql`select (${pgTable}.*)::text as row from ${pgTable} order by ${key.order}`,
  );
  return rows.map(({ row }) => row);
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return [error.message.slice(0, 600), cause?.slice(0, 400)].filter(Boolean);
}
