import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { BulkOptions } from "@/lib/bulk/model/options";
import type { TableOptions } from "@/lib/tables/define-table";
import { BulkOverrides, TableOverrides } from "@/lib/tables/settings/overrides";

function code<F>() {
  return z.custom<NonNullable<F>>((value) => typeof value === "function", "This is a function.").optional();
}

/**
 * The default export of `swath.config.ts`: of each table, by its name in Swath's addresses (`orders`, `shop.orders`), all that
 * the page can set, and code.
 */
const ConfigFile = z.strictObject({
  tables: z
    .record(
      z.string(),
      z.strictObject({
        ...TableOverrides.shape,
        scope: code<TableOptions<PgTable>["scope"]>(),
        bulk: z
          .strictObject({
            ...BulkOverrides.shape,
            taskKey: code<BulkOptions["taskKey"]>(),
            validate: code<BulkOptions["validate"]>(),
            beforeChunk: code<BulkOptions["beforeChunk"]>(),
            afterChunk: code<BulkOptions["afterChunk"]>(),
            onFinish: code<BulkOptions["onFinish"]>(),
          })
          .optional(),
      }),
    )
    .default({}),
});
export type ConfigFile = z.output<typeof ConfigFile>;
export type ConfiguredTable = ConfigFile["tables"][string];

/** @throws Error that names each place of the file where something is wrong */
export function parseConfig(content: unknown): ConfigFile {
  const parsed = ConfigFile.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the export"}: ${message}`).join(" "),
  );
}
