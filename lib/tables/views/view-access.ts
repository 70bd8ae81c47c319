import { eq } from "drizzle-orm";
import { type Actor, assertRole, hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { postgresError } from "@/lib/db/postgres-error";
import { savedViews } from "@/lib/db/schema/saved-views";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import { viewableTable } from "@/lib/tables/table-for";

type View = typeof savedViews.$inferSelect;

/** Own views; shared ones also by an admin. */
export function mayChangeView(actor: Actor, view: Pick<View, "ownerId" | "shared">): boolean {
  return view.ownerId === actor.id || (view.shared && hasRole(actor, "admin"));
}

/** What everybody sees is left to those who may edit the table. @throws AppError FORBIDDEN */
export function assertMayShare(actor: Actor, table: TableDef): void {
  assertRole(actor, table.access.edit, `share views of ${table.label}`);
}

/**
 * A view that the actor may change, locked until the transaction ends. Other people's private views don't exist.
 * @throws AppError NOT_FOUND, FORBIDDEN, UNKNOWN_TABLE
 */
export async function changeableView(tx: Tx, { actor }: Ctx, id: string): Promise<{ view: View; table: TableDef }> {
  const [view] = await tx.select().from(savedViews).where(eq(savedViews.id, id)).for("update");
  if (!view?.listed || (!view.shared && view.ownerId !== actor.id)) {
    throw new AppError("NOT_FOUND", "This view no longer exists.");
  }
  const table = viewableTable(actor, view.tableName);
  if (!mayChangeView(actor, view)) {
    throw new AppError("FORBIDDEN", "Only its owner or an admin can change a shared view.");
  }
  return { view, table };
}

/** Runs a write of views; a name that is taken becomes a sentence at the name. @throws AppError DUPLICATE */
export async function namingViews<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint } = postgresError(error) ?? {};
    if (code !== "23505" || !constraint?.endsWith("_name")) throw error;
    const message = "A view of this name exists already.";
    throw new AppError("DUPLICATE", message, { fields: { name: message }, cause: error });
  }
}
