import { KEY_HEADER, LABEL_HEADER } from "@/lib/files/reference-header";
import type { NamedBy } from "@/lib/tables/references/reference-texts";

/**
 * How a file names the records that others refer to, by column id: an export has keys, and their labels in a column of
 * their own beside. What is not said by the header must be told by each cell.
 */
export function namedByHeader(columns: readonly (string | null)[], header: readonly string[]): Map<string, NamedBy> {
  const names = new Set(header);
  return new Map(
    columns.flatMap((id, i): [string, NamedBy][] => (id === null ? [] : [[id, namedBy(header[i] ?? "", names)]])),
  );
}

function namedBy(name: string, names: ReadonlySet<string>): NamedBy {
  if (names.has(name + LABEL_HEADER) || name.endsWith(KEY_HEADER)) return "key";
  return name.endsWith(LABEL_HEADER) ? "label" : "unambiguous";
}
