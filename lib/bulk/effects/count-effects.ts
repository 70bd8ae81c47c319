import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte } from "@/lib/bulk/change/slice";
import type { PlanPreview } from "@/lib/bulk/model/preview";
import type { Db } from "@/lib/db/client";
import { type DeleteEffects, hasId, idOf, type ReachedTable, type Reference, refers } from "./reference";

type Effects = PlanPreview["cascades"];

/** What a delete does to records of whatever table that refer to the selected ones, over all levels, counted per table. */
export async function countEffects(db: Db, runnable: RunnableTask, effects: DeleteEffects): Promise<Effects> {
  if (effects.references.length === 0) return [];
  const tables = [...new Set([effects.root, ...effects.references.map(({ child }) => child)])];
  const gone = sql`with recursive ${sliceCte(runnable, {})}, ${goneCte(effects, tables)}`;
  const counts = effects.references.flatMap((reference, i) =>
    reference.onDelete === "cascade" ? [] : [others(reference, i, tables)],
  );
  const rows = await db.execute<{ what: string; at: number; n: number }>(sql`${gone}
    select 'deleted' as what, swath_gone.rel as at, count(*)::int as n from swath_gone
    where swath_gone.rel > 0 or swath_gone.id not in (select id from swath_slice) group by 2
    ${sql.join(counts.map((count) => sql` union all ${count}`))}`);
  return rows.flatMap(({ what, at, n }): Effects => {
    if (n === 0) return [];
    if (what === "deleted") return [{ table: tables[at]!.label, count: n, effect: "deleted", lasting: false }];
    const { child, onDelete } = effects.references[at]!;
    const effect = onDelete === "set_null" ? "cleared" : onDelete === "set_default" ? "reset" : "blocked";
    return [{ table: child.label, count: n, effect, lasting: onDelete !== "refuse" && child.key.length === 0 }];
  });
}

/** `swath_gone(rel, id)`: the selected records and all that go with them, each once; `rel` is a place in `tables`. */
function goneCte({ references }: DeleteEffects, tables: ReachedTable[]): SQL {
  const steps = references
    .filter(({ onDelete }) => onDelete === "cascade")
    .map((reference) => {
      const { child, parent } = reference;
      const [from, to] = [tables.indexOf(parent), tables.indexOf(child)];
      return sql`select ${sql.raw(String(to))} as rel, ${idOf(child, "swath_child")} as id
        from ${parent.relation} as swath_above
        join ${child.relation} as swath_child on ${refers(reference, "swath_child", "swath_above")}
        where swath_gone.rel = ${sql.raw(String(from))} and ${hasId(parent, "swath_above", idIn(from))}`;
    });
  if (steps.length === 0) return sql`swath_gone as (select 0 as rel, id from swath_slice)`;
  return sql`swath_gone as (
      select 0 as rel, id from swath_slice
      union
      select swath_step.rel, swath_step.id from swath_gone
      cross join lateral (${sql.join(steps, sql` union all `)}) as swath_step)`;
}

/** An id of this table; of another one null, since it could not be cast. */
const idIn = (rel: number) => sql`(case when swath_gone.rel = ${sql.raw(String(rel))} then swath_gone.id end)`;

/** Rows that keep standing, but refer to one that goes. */
function others(reference: Reference, i: number, tables: ReachedTable[]): SQL {
  const { child, parent } = reference;
  const [from, to] = [tables.indexOf(parent), tables.indexOf(child)];
  return sql`select 'others', ${sql.raw(String(i))}, count(*)::int
    from swath_gone
    join ${parent.relation} as swath_above on ${hasId(parent, "swath_above", idIn(from))}
    join ${child.relation} as swath_child on ${refers(reference, "swath_child", "swath_above")}
    where swath_gone.rel = ${sql.raw(String(from))} and not exists (
      select from swath_gone too where too.rel = ${sql.raw(String(to))} and too.id = ${idOf(child, "swath_child")})`;
}
