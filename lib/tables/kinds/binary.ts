import { z } from "zod";
import type { Kind } from "./kind";
import { emptiness } from "./operators/any";

/** Bytes: a picture, a document. Nobody reads them in a cell, so a value is how many there are; they are downloaded. */
export const binary: Kind = {
  id: "binary",
  align: "end",
  width: 110,
  sortable: false,
  searchable: false,
  parser: () => z.never({ error: "Bytes can't be written here." }),
  operations: [],
  filterOperators: emptiness,
  select: ({ sql, column }) => sql`octet_length(${column})`,
};
