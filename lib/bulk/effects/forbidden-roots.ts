import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { hasRole } from "@/lib/model/actor";
import { mayEditColumn } from "@/lib/tables/column-access";
import { idIn, reachedTables, takenCte } from "./gone";
import { type DeleteEffects, hasId, type Reference, refers } from "./reference";

/**
 * `swath_taken as (…), swath_forbidden(id) as (…)`: selected records whose delete would take along, or alter, a record of
 * whatever table that the actor may not delete or edit there, or may not reach. Undefined where nothing limits the actor.
 */
export function forbiddenCte(runnable: RunnableTask, effects: DeleteEffects): SQL | undefined {
  if (runnable.compiled.mode !== "delete") return undefined;
  const tables = reachedTables(effects);
  const found = effects.references.flatMap((reference) => {
    const forbidden = limitOf(runnable, reference);
    if (!forbidden) return [];
    const { child, parent } = reference;
    const from = tables.indexOf(parent);
    return [
      sql`select swath_taken.root as id from swath_taken
        join ${parent.relation} as swath_above on ${hasId(parent, "swath_above", idIn(from, "swath_taken"))}
        join ${child.relation} as swath_child on ${refers(reference, "swath_child", "swath_above")}
        where swath_taken.rel = ${sql.raw(String(from))} and ${forbidden}`,
    ];
  });
  if (found.length === 0) return undefined;
  return sql`${takenCte(effects)},
    swath_forbidden as materialized (${sql.join(found, sql` union `)})`;
}

/**
 * Which rows of `swath_child` are not for the actor to delete, or to alter; undefined: all are. A table that Swath does not
 * know has no rights of its own.
 */
function limitOf({ actor }: RunnableTask, { child, onDelete, resets }: Reference): SQL | undefined {
  const { declared } = child;
  if (!declared || onDelete === "refuse") return undefined;
  const { access, pgTable } = declared;
  if (!hasRole(actor, onDelete === "cascade" ? access.delete : access.edit)) return sql`true`;
  const altered = onDelete === "cascade" ? [] : resets.map(({ name }) => name);
  const columns = declared.columns.filter(({ dbName }) => altered.includes(dbName));
  if (!columns.every((column) => mayEditColumn(actor, declared, column))) return sql`true`;
  const scope = declared.scope(actor);
  if (!scope) return undefined;
  // The scope names the table as it is called, schema and all, so the row is looked up under that name.
  const same = declared.key.columns.map(
    ({ pgColumn, dbName }) => sql`${pgColumn} = swath_child.${sql.identifier(dbName)}`,
  );
  return sql`not exists (select from ${pgTable} where ${sql.join(same, sql` and `)} and (${scope}))`;
}
