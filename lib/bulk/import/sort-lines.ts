import type { ParseError, RowValues } from "@/lib/bulk/model/row-values";
import type { FrozenRow } from "@/lib/bulk/plan/freeze-values";
import { recordMaker } from "@/lib/bulk/plan/new-record";
import { parseError, readValues } from "@/lib/bulk/plan/read-values";
import type { KeyMaker, ReservedKeys } from "@/lib/bulk/plan/reserve-keys";
import type { Ctx } from "@/lib/ctx";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import type { ImportSpec } from "./import-spec";
import { keptCells } from "./kept-cells";
import { matchRecords } from "./match-records";
import type { Line } from "./read-lines";
import type { RowReader } from "./row-reader";

/** What the rows of a batch become. */
export interface SortedLines {
  update: FrozenRow[];
  insert: FrozenRow[];
}

/** Answers what tells which rows change a record, and which add one. @param keys what makes the keys of new records */
export function lineSorter(
  ctx: Ctx,
  table: TableDef,
  { mode, columns }: ImportSpec,
  reader: RowReader,
  keys: KeyMaker | null,
) {
  const { key, judged } = reader;
  const recordOf = recordMaker(table, reader.columns, judged);
  const keyIds = new Set(key?.map(({ id }) => id));
  const dbNames = columns.map((id) => (id === null ? null : table.column(id).dbName));
  const besides = (values: object) => Object.keys(values).filter((id) => !keyIds.has(id));

  return async (lines: Line[]): Promise<SortedLines> => {
    const named = key ? lines.map(({ read }) => read.values && keyRow(table, reader, read.values)) : [];
    const found = key
      ? await matchRecords(
          ctx,
          table,
          key,
          named.map((each) => each?.values),
        )
      : undefined;
    const reserved: ReservedKeys = (await keys?.reserve(lines.length)) ?? new Map();

    const put = (to: FrozenRow[], { row, cells }: Line, record: FrozenRow) => {
      record.given.row = row;
      record.given.cells = keptCells(cells, record.given.values, dbNames);
      to.push(record);
    };
    const sorted: SortedLines = { update: [], insert: [] };
    lines.forEach((line, i) => {
      const { values } = line.read;
      const refused = line.read.refused ?? named[i]?.refused;
      const match = found?.get(i);
      if (refused || !values) put(mode === "insert" ? sorted.insert : sorted.update, line, refusal(refused));
      else if (match) put(sorted.update, line, { ...match, given: readValues(table, values, judged, besides(values)) });
      else if (mode === "update" && key) put(sorted.update, line, refusal(noRecord(key, values)));
      else put(sorted.insert, line, recordOf(values, reserved, i));
    });
    return sorted;
  };
}

const refusal = (refused: ParseError | undefined): FrozenRow => ({ id: null, version: null, given: { refused } });

/** What a row says in the columns of the key; all of them have to be there to say which record is meant. */
function keyRow(table: TableDef, { key, judged }: RowReader, values: Record<string, unknown>): RowValues {
  const empty = key?.find(({ id }) => (values[id] ?? null) === null);
  if (empty) return parseError(empty, `${empty.label} must not be empty.`);
  return readValues(
    table,
    values,
    judged,
    key?.map(({ id }) => id),
  );
}

function noRecord(key: ColumnDef[], values: Record<string, unknown>): ParseError {
  const said = key.map(({ id, label }) => `${label} “${String(values[id])}”`).join(" and ");
  return { column: key[0]?.id ?? null, code: "no_match", message: `There is no record with the ${said}.` };
}
