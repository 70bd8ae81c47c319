/** Why a value could not be read: column id, our own code, and a sentence for people. */
export interface ParseError {
  column: string | null;
  code: string;
  message: string;
}

/** What stands beside a frozen record id, in `bulk_chunks.given`: its new values, or why they could not be read. */
export interface RowValues {
  /** By database column name, as `jsonb_populate_record` takes them; null empties the cell. */
  values?: Record<string, unknown>;
  refused?: ParseError;
  /** Which row of what was given, from 1 (of a file: its line); names a record that has no id. */
  row?: number;
  /** The cells of the file's row as they were, for handing back what failed; null, or none, where the values say them. */
  cells?: (string | null)[];
  /** The values of a row that is refused for another row's sake, which are not written. */
  unused?: Record<string, unknown>;
}
