import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte } from "@/lib/bulk/change/slice";
import type { PlanPreview } from "@/lib/bulk/model/preview";
import type { Db } from "@/lib/db/client";
import { forbiddenCte } from "./forbidden-roots";
import { goneCte, idIn, reachedTables } from "./gone";
import { type DeleteEffects, hasId, idOf, type ReachedTable, type Reference, refers } from "./reference";

type Effects = PlanPreview["cascades"];

/** What a delete does to records of whatever table that refer to the selected ones, over all levels, counted per table. */
export async function countEffects(db: Db, runnable: RunnableTask, effects: DeleteEffects): Promise<Effects> {
  if (effects.references.length === 0) return [];
  const tables = reachedTables(effects);
  const spared = forbiddenCte(runnable, effects);
  const gone = sql`with recursive ${sliceCte(runnable, {})}${spared ? sql`, ${spared}` : sql``},
    ${goneCte(effects, spared ? sql`select id from swath_slice where id not in (select id from swath_forbidden)` : sql`select id from swath_slice`)}`;
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
