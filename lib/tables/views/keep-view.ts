import { v5 as uuidv5 } from "uuid";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { savedViews } from "@/lib/db/schema/saved-views";
import { AppError } from "@/lib/model/errors";
import { TableName } from "@/lib/tables/model/names";
import { type SavedView, ViewState } from "@/lib/tables/model/view-state";
import { viewsOf } from "./list-views";
import { viewableTable } from "@/lib/tables/table-for";

export const KeepViewInput = z.object({ table: TableName, state: ViewState });
export type KeepViewInput = z.output<typeof KeepViewInput>;

/** Of no meaning: it makes one id of one state. */
const NAMESPACE = "0d7a1f5e-6a0e-4b0f-9f43-2f0c5b1f7c55";

/**
 * Keeps a state of a table page that is too long for an address: a view without a name, found by its id only. The same
 * state is the same view, whoever keeps it.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN
 */
export async function keepView(ctx: Ctx, { table: name, state }: KeepViewInput): Promise<SavedView> {
  const table = viewableTable(ctx.actor, name);
  const id = uuidv5(JSON.stringify([table.name, state]), NAMESPACE);
  await ctx.db
    .insert(savedViews)
    .values({ id, tableName: table.name, ownerId: ctx.actor.id, name: "", listed: false, state })
    .onConflictDoNothing({ target: savedViews.id });
  const kept = (await viewsOf(ctx.db, ctx, table.name, id)).find((view) => view.id === id);
  if (!kept) throw new AppError("NOT_FOUND", "This view no longer exists.");
  return kept;
}
