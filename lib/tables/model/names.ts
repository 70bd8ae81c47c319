import { z } from "zod";

/** A table's name as Swath says it: schema and name of 63 bytes each, of which each may be written as three signs. */
export const TableName = z.string().max(400);

/** A record's id: its key as text, of a key of several columns a JSON array. An index holds no more of it. */
export const RecordId = z.string().min(1).max(5_000);
