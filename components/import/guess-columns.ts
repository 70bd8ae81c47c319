import type { ColumnInfo } from "@/lib/tables/model/table-info";

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Which column of the table each column of a file means, by its heading; null where none fits, each at most once. */
export function guessColumns(header: string[], columns: readonly ColumnInfo[]): (string | null)[] {
  const free = new Set(columns);
  return header.map((heading) => {
    const wanted = plain(heading);
    const found = [...free].find(({ id, label }) => plain(label) === wanted || plain(id) === wanted);
    if (!found || wanted === "") return null;
    free.delete(found);
    return found.id;
  });
}
