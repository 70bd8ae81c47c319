import type { SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { BulkOptions } from "@/lib/bulk/model/options";
import type { Actor } from "@/lib/model/actor";
import { BulkOverrides, TableOverrides } from "@/lib/tables/settings/overrides";

type Hooks = Pick<BulkOptions, "taskKey" | "validate" | "beforeChunk" | "afterChunk" | "onFinish">;

/** What `swath.config.ts` may say of a table: all that the page can set, and code. */
export interface TableConfig extends Omit<z.input<typeof TableOverrides>, "bulk"> {
  bulk?: z.input<typeof BulkOverrides> & Hooks;
  /** SQL that limits which records a person sees and edits; `undefined` means all of them. */
  scope?: (actor: Actor, tag: typeof sql) => SQL | undefined;
}

/** The default export of `swath.config.ts`; tables by their names in Swath's addresses: `orders`, `shop.orders`. */
export interface SwathConfig {
  tables?: Record<string, TableConfig>;
}

function hook<F>() {
  return z.custom<F>((value) => typeof value === "function", "This is a function.").optional();
}

const ConfigFile = z.strictObject({
  tables: z
    .record(
      z.string(),
      z.strictObject({
        ...TableOverrides.shape,
        scope: hook<NonNullable<TableConfig["scope"]>>(),
        bulk: z
          .strictObject({
            ...BulkOverrides.shape,
            taskKey: hook<NonNullable<Hooks["taskKey"]>>(),
            validate: hook<NonNullable<Hooks["validate"]>>(),
            beforeChunk: hook<NonNullable<Hooks["beforeChunk"]>>(),
            afterChunk: hook<NonNullable<Hooks["afterChunk"]>>(),
            onFinish: hook<NonNullable<Hooks["onFinish"]>>(),
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
