import { type SQL, sql } from "drizzle-orm";
import { literal } from "@/lib/tables/column-sql";
import type { RunnableTask } from "./runnable-task";

type Compiled = Pick<RunnableTask, "table" | "compiled">;

/** What outcomes call it. */
export function listedId({ compiled }: Compiled): SQL {
  return compiled.given ? sql`swath_slice.listed_as` : sql`swath_slice.id`;
}

/**
 * Joins the slice to the records of the table that it means: those within the actor's reach. A record out of reach is to
 * every reader what a deleted one is. For one to be added or brought back it matters who has its key, whoever may see it.
 */
export function recordOfSlice({ table, compiled }: Compiled, slice = "swath_slice"): SQL {
  const on = table.key.on(slice);
  return compiled.mode === "update" || compiled.mode === "delete" ? sql`${on} and (${compiled.inScope})` : on;
}

/** What a record is called, as SQL over the slice left-joined to the table: a new one by the values that it was to get. */
export function labelOf({ table, compiled }: Compiled): SQL {
  if (compiled.mode === "insert") return sql`(swath_slice.given ->> ${literal(table.recordLabel.dbName)})`;
  return sql`case when ${compiled.inScope} then ${table.recordLabel.pgColumn}::text end`;
}

/** A record to change is there and within reach; a new one is not there yet. */
export function writable({ table, compiled }: Compiled): SQL {
  const { absent } = table.key;
  return compiled.mode === "insert" ? absent : sql`not (${absent}) and ${compiled.inScope}`;
}

/**
 * The write would alter something, asked of records of the slice only. Where nothing names the slice, the planner may ask
 * it of every record of a small table first, and one of the others may hold what the expression can't bear.
 */
export function altered({ compiled }: Pick<RunnableTask, "compiled">): SQL {
  return sql`case when swath_slice.id is not null then ${compiled.differs} end`;
}
