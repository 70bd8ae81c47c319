import { sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { TableDef } from "./table-def";
import { qualifiedName } from "./qualified-name";
import { allTables } from "./registry";

export interface VisibleTable extends Pick<TableDef, "name" | "label" | "access"> {
  /** Null: the one that needs no mention. */
  schema: string | null;
}

/** Declared tables that this actor may view and this database has, in the order of the catalog. */
export async function visibleTables(ctx: Ctx): Promise<VisibleTable[]> {
  const allowed = allTables().filter((table) => hasRole(ctx.actor, table.access.view));
  if (allowed.length === 0) return [];
  const declared = allowed.map((table) => sql`(${table.name}, ${qualifiedName(table)})`);
  const there = await ctx.db.execute<{ name: string }>(sql`
    select declared.name from (values ${sql.join(declared, sql`, `)}) as declared (name, path)
    where to_regclass(declared.path) is not null`);
  const names = new Set(there.map((row) => row.name));
  return allowed
    .filter((table) => names.has(table.name))
    .map(({ name, label, access, pgTable }) => {
      return { name, label, access, schema: getTableConfig(pgTable).schema ?? null };
    });
}
