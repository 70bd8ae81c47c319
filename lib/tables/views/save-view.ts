import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { savedViews } from "@/lib/db/schema/saved-views";
import { plainText } from "@/lib/tables/kinds/values/text-value";
import { type SavedView, ViewState } from "@/lib/tables/model/view-state";
import { viewsOf } from "./list-views";
import { assertMayShare, changeableView, namingViews } from "./view-access";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const ViewName = plainText(80)
  .transform((name) => name.trim())
  .refine((name) => name !== "", { error: "Enter a name." });

export const SaveViewInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("new"),
    table: TableName,
    name: ViewName,
    shared: z.boolean(),
    state: ViewState,
  }),
  z.object({ kind: z.literal("overwrite"), id: z.uuid(), state: ViewState }),
]);
export type SaveViewInput = z.output<typeof SaveViewInput>;

export interface ChangedViews {
  /** The view that was saved; null where it was deleted. */
  id: string | null;
  /** All views of the table as they are now. */
  views: SavedView[];
}

/**
 * Saves the state of a table page as a new view, or over an existing one.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND, DUPLICATE (the name)
 */
export async function saveView(ctx: Ctx, input: SaveViewInput): Promise<ChangedViews> {
  return namingViews(() =>
    ctx.db.transaction(async (tx) => {
      if (input.kind === "overwrite") {
        const { view } = await changeableView(tx, ctx, input.id);
        await tx
          .update(savedViews)
          .set({ state: input.state, updatedAt: new Date() })
          .where(eq(savedViews.id, view.id));
        return { id: view.id, views: await viewsOf(tx, ctx, view.tableName) };
      }
      const table = viewableTable(ctx.actor, input.table);
      if (input.shared) assertMayShare(ctx.actor, table);
      const { name, shared, state } = input;
      const [made] = await tx
        .insert(savedViews)
        .values({ tableName: table.name, ownerId: ctx.actor.id, name, shared, state })
        .returning({ id: savedViews.id });
      return { id: made?.id ?? null, views: await viewsOf(tx, ctx, table.name) };
    }),
  );
}
