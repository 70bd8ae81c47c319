import { quoted } from "@/lib/tables/qualified-name";
import type { FoundTable } from "./load-tables";

/** The `GRANT`s that the connected role lacks for doing all that its tables allow, one line per table. */
export function listGrants(found: FoundTable[]): string[] {
  return found.flatMap(({ facts }) => {
    const { may, writable, columns, relation } = facts;
    if (relation !== "table" && relation !== "partitioned") return [];
    const lacks = [
      ...(may.select || columns.every((column) => column.may.select) ? [] : ["SELECT"]),
      ...(["insert", "update", "delete"] as const)
        .filter((verb) => writable[verb] && !may[verb])
        .map((verb) => verb.toUpperCase()),
    ];
    const table = `${quoted(facts.schema)}.${quoted(facts.name)}`;
    return lacks.length > 0 ? [`GRANT ${lacks.join(", ")} ON ${table} TO CURRENT_ROLE;`] : [];
  });
}
