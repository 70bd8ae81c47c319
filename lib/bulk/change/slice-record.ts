import { type SQL, sql } from "drizzle-orm";
import { literal } from "@/lib/tables/column-sql";
import type { RunnableTask } from "./runnable-task";

type Compiled = Pick<RunnableTask, "table" | "compiled">;

/** What outcomes call it. */
export function listedId({ compiled }: Compiled): SQL {
  return compiled.given ? sql`swath_slice.listed_as` : sql`swath_slice.id`;
}

/** What a record is called, as SQL over the slice left-joined to the table: a new one by the values that it was to get. */
export function labelOf({ table, compiled }: Compiled): SQL {
  return compiled.mode === "insert"
    ? sql`(swath_slice.given ->> ${literal(table.recordLabel.dbName)})`
    : sql`${table.recordLabel.pgColumn}::text`;
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
