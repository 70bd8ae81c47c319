import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { savedViews } from "@/lib/db/schema/saved-views";
import { viewsOf } from "./list-views";
import { type ChangedViews, ViewName } from "./save-view";
import { assertMayShare, changeableView, namingViews } from "./view-access";

export const RenameViewInput = z.object({ id: z.uuid(), name: ViewName, shared: z.boolean() });
export type RenameViewInput = z.output<typeof RenameViewInput>;

/**
 * Another name, and whether others see it. A view that changes hands is nobody's default at first.
 * @throws AppError NOT_FOUND, FORBIDDEN, DUPLICATE (the name)
 */
export async function renameView(ctx: Ctx, { id, name, shared }: RenameViewInput): Promise<ChangedViews> {
  return namingViews(() =>
    ctx.db.transaction(async (tx) => {
      const { view, table } = await changeableView(tx, ctx, id);
      if (shared && !view.shared) assertMayShare(ctx.actor, table);
      const isDefault = view.isDefault && shared === view.shared;
      await tx.update(savedViews).set({ name, shared, isDefault, updatedAt: new Date() }).where(eq(savedViews.id, id));
      return { id, views: await viewsOf(tx, ctx, view.tableName) };
    }),
  );
}

export const ViewIdInput = z.object({ id: z.uuid() });

/** @throws AppError NOT_FOUND, FORBIDDEN */
export async function deleteView(ctx: Ctx, { id }: z.output<typeof ViewIdInput>): Promise<ChangedViews> {
  return ctx.db.transaction(async (tx) => {
    const { view } = await changeableView(tx, ctx, id);
    await tx.delete(savedViews).where(eq(savedViews.id, id));
    return { id: null, views: await viewsOf(tx, ctx, view.tableName) };
  });
}

export const SetDefaultViewInput = z.object({ id: z.uuid(), isDefault: z.boolean() });
export type SetDefaultViewInput = z.output<typeof SetDefaultViewInput>;

/**
 * Makes a view the one that the table opens with: for everybody where it is shared, else for its owner, whose own
 * default comes first. The one before it steps back.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function setDefaultView(ctx: Ctx, { id, isDefault }: SetDefaultViewInput): Promise<ChangedViews> {
  return ctx.db.transaction(async (tx) => {
    const { view, table } = await changeableView(tx, ctx, id);
    if (view.shared) assertMayShare(ctx.actor, table);
    const rivals = and(
      eq(savedViews.tableName, view.tableName),
      eq(savedViews.shared, view.shared),
      ...(view.shared ? [] : [eq(savedViews.ownerId, view.ownerId)]),
      ne(savedViews.id, id),
    );
    if (isDefault) await tx.update(savedViews).set({ isDefault: false }).where(and(rivals, savedViews.isDefault));
    await tx.update(savedViews).set({ isDefault }).where(eq(savedViews.id, id));
    return { id, views: await viewsOf(tx, ctx, view.tableName) };
  });
}
