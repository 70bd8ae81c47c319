import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";

/** A cell and what is to be written into it, with its record as it was seen. */
export interface SeenCell {
  row: RecordRow;
  column: ColumnInfo;
  value: unknown;
}

/** What this page wrote into a cell of a record, and the version that the record had before. */
export interface OwnWrite {
  version: string;
  column: ColumnInfo;
  value: unknown;
}
