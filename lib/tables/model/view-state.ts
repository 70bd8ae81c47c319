import { z } from "zod";
import { Filter, Sort } from "./filter";
import { FORMATS } from "./formats";

const ColumnIds = z.array(z.string().min(1).max(100)).max(500);

/** The columns of a table page. What is not given is as the table declares it. */
export const ColumnsState = z.object({
  /** These come first, in this order. */
  order: ColumnIds.optional(),
  hidden: ColumnIds.optional(),
  pinned: ColumnIds.optional(),
  /** Widths in px by column id. */
  widths: z.record(z.string().max(100), z.number().int().min(40).max(2_000)).optional(),
  formats: z.record(z.string().max(100), z.enum(FORMATS)).optional(),
});
export type ColumnsState = z.infer<typeof ColumnsState>;

/** All that a table page's address says and a saved view keeps: which records, in what order, and how they look. */
export const ViewState = z.object({
  filter: Filter.nullable().default(null),
  search: z.string().max(200).default(""),
  sort: Sort.default([]),
  columns: ColumnsState.default({}),
});
export type ViewState = z.infer<typeof ViewState>;

/** A saved view as the person sees it who asked for it. */
export interface SavedView {
  id: string;
  name: string;
  shared: boolean;
  /** False: it has no name, and stands for what is too long for an address. */
  listed: boolean;
  /** Opens when somebody comes to the table: for its owner, or for everybody where it is shared. */
  isDefault: boolean;
  mine: boolean;
  /** Whether this person may rename, overwrite, delete it, or make it a default. */
  mayChange: boolean;
  /** Null where it is one's own, or its owner has no name. */
  owner: string | null;
  state: ViewState;
}
