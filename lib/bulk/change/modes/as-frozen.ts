import { type SQL, sql } from "drizzle-orm";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";
import { isVersion } from "@/lib/tables/record/row-version";
import type { TableDef } from "@/lib/tables/table-def";

/** What a frozen record has to be for the change to be written. */
export interface Frozen {
  conflictPolicy: ConflictPolicy;
  /** Columns that the digests of the contents were made of. */
  columns: string[] | null;
}

/** The record is as it was when it was frozen, or that does not matter. */
export function asFrozen(table: TableDef, { conflictPolicy, columns }: Frozen): SQL {
  return conflictPolicy === "overwrite" ? sql`true` : isVersion(table, "swath_slice", columns ?? undefined);
}
