import { and, asc, eq, not, or, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { savedViews } from "@/lib/db/schema/saved-views";
import { users } from "@/lib/db/schema/users";
import { EMPTY_VIEW } from "@/lib/tables/model/empty-view";
import { type SavedView, ViewState } from "@/lib/tables/model/view-state";
import { mayChangeView } from "./view-access";
import { viewFor } from "./view-for";
import { getTableFor, viewableTable } from "@/lib/tables/table-for";

export interface ListViewsInput {
  table: string;
  /** Also this one, where it has no name: see `keepView`. */
  kept?: string | null;
}

/** The views of a table that this actor sees: their own, and those that are shared as far as their columns are theirs; by name. */
export async function listViews(ctx: Ctx, { table: name, kept }: ListViewsInput): Promise<SavedView[]> {
  const table = viewableTable(ctx.actor, name);
  return viewsOf(ctx.db, ctx, table.name, kept);
}

/** The same within a transaction that has just changed one, for an actor who may see the table. */
export async function viewsOf(
  db: Ctx["db"] | Tx,
  { actor }: Ctx,
  table: string,
  kept: string | null = null,
): Promise<SavedView[]> {
  const named = and(savedViews.listed, or(savedViews.shared, eq(savedViews.ownerId, actor.id)));
  const asked = kept === null ? undefined : and(not(savedViews.listed), eq(savedViews.id, kept));
  const rows = await db
    .select({ view: savedViews, owner: users.name })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.ownerId))
    .where(and(eq(savedViews.tableName, table), or(named, asked)))
    .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id));
  const own = getTableFor(actor, table);
  return rows.flatMap(({ view, owner }) => {
    const mine = view.ownerId === actor.id;
    // A view of an older Swath that can't be read any more is still there to be deleted.
    const kept = ViewState.safeParse(view.state).data ?? EMPTY_VIEW;
    const state = mine ? kept : viewFor(actor, own, kept);
    if (!state) return [];
    const { id, name, shared, isDefault, listed } = view;
    return {
      id,
      name,
      shared,
      isDefault,
      listed,
      mine,
      mayChange: mayChangeView(actor, view),
      owner: mine ? null : owner,
      state,
    };
  });
}
