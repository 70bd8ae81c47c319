import type { ColumnDef } from "@/lib/tables/table-def";
import type { TableFacts } from "./table-facts";

const NAMES = ["name", "full_name", "display_name"];
const LESSER_NAMES = ["title", "label", "username", "email", "code"];

/**
 * The id of the column that names a record to people: a name, else a text that no two records share, else a title. Any other
 * text, a state for example, would call all records alike: better the key.
 */
export function labelColumn({ uniqueKeys, key }: TableFacts, columns: ColumnDef[]): string | undefined {
  const texts = columns.filter(({ kind, hidden }) => kind === "text" && !hidden);
  const unique = texts.find(({ dbName, primaryKey }) =>
    uniqueKeys.some((key) => !primaryKey && key.columns.length === 1 && key.columns[0] === dbName),
  );
  const called = (wanted: string) => texts.find(({ dbName }) => dbName.toLowerCase() === wanted);
  const ending = texts.find(({ dbName }) => /(^|_)(name|title)$/i.test(dbName));
  const [named, lesser] = [NAMES, LESSER_NAMES].map((names) => names.map(called).find((each) => each !== undefined));
  return (named ?? unique ?? lesser ?? ending ?? columns.find(({ dbName }) => dbName === key?.columns.at(-1)))?.id;
}
