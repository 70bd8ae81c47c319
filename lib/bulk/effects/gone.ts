import { type SQL, sql } from "drizzle-orm";
import { type DeleteEffects, hasId, idOf, type ReachedTable, refers } from "./reference";

/** All tables of which rows may go or change; `rel` is a place among them, that of the selected records 0. */
export const reachedTables = ({ root, references }: DeleteEffects): ReachedTable[] => [
  ...new Set([root, ...references.map(({ child }) => child)]),
];

/** `swath_gone(rel, id)`: the selected records (a query of their ids) and all that go with them, each once. */
export function goneCte(effects: DeleteEffects, roots: SQL): SQL {
  return sql`swath_gone as (
      select 0 as rel, id from (${roots}) as swath_root
      ${onwards(effects, "swath_gone", sql``)})`;
}

/** `swath_taken(rel, id, root)`: the same, with the selected record that takes each; once for each that does. */
export function takenCte(effects: DeleteEffects): SQL {
  return sql`swath_taken as (
      select 0 as rel, id, id as root from swath_slice
      ${onwards(effects, "swath_taken", sql`, swath_taken.root`)})`;
}

function onwards(effects: DeleteEffects, name: string, carried: SQL): SQL {
  const tables = reachedTables(effects);
  const steps = effects.references
    .filter(({ onDelete }) => onDelete === "cascade")
    .map((reference) => {
      const { child, parent } = reference;
      const [from, to] = [tables.indexOf(parent), tables.indexOf(child)];
      return sql`select ${sql.raw(String(to))} as rel, ${idOf(child, "swath_child")} as id
        from ${parent.relation} as swath_above
        join ${child.relation} as swath_child on ${refers(reference, "swath_child", "swath_above")}
        where ${sql.raw(name)}.rel = ${sql.raw(String(from))} and ${hasId(parent, "swath_above", idIn(from, name))}`;
    });
  if (steps.length === 0) return sql``;
  return sql`union
      select swath_step.rel, swath_step.id${carried} from ${sql.raw(name)}
      cross join lateral (${sql.join(steps, sql` union all `)}) as swath_step`;
}

/** An id of this table; of another one null, since it could not be cast. */
export const idIn = (rel: number, name = "swath_gone"): SQL =>
  sql.raw(`(case when ${name}.rel = ${rel} then ${name}.id end)`);
