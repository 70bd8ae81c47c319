import type { TableDef } from "@/lib/tables/table-def";
import type { TableFacts } from "./table-facts";

type Facts = Pick<TableFacts, "triggers" | "rowSecurity">;

/** What of the database's own has a say in an edit, by verb. A table with rules isn't edited at all (`table-limits.ts`). */
export function besides({ triggers, rowSecurity }: Facts): TableDef["besides"] {
  const of = (event: "update" | "insert" | "delete") => [
    ...triggers.filter(({ events }) => events.includes(event)).map(({ name }) => `trigger ${name}`),
    ...(rowSecurity ? ["row-level security"] : []),
  ];
  return { update: of("update"), insert: of("insert"), delete: of("delete") };
}
