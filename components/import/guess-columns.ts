import { KEY_HEADER, LABEL_HEADER } from "@/lib/files/reference-header";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Which column of the table each column of a file means, by its heading; null where none fits, each at most once. */
export function guessColumns(header: string[], columns: readonly ColumnInfo[]): (string | null)[] {
  const free = new Set(columns);
  const take = (heading: string, among = [...free]): string | null => {
    const wanted = plain(heading);
    const found = among.find(({ id, label }) => plain(label) === wanted || plain(id) === wanted);
    if (!found || wanted === "") return null;
    free.delete(found);
    return found.id;
  };
  const guessed = header.map((heading) => take(heading));
  // An export has the labels of keys beside them: they are read where the keys are not there.
  for (const suffix of [KEY_HEADER, LABEL_HEADER])
    for (const [i, heading] of header.entries())
      if (guessed[i] === null && heading.endsWith(suffix))
        guessed[i] = take(
          heading.slice(0, -suffix.length),
          [...free].filter(({ references }) => references),
        );
  return guessed;
}
