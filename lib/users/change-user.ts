import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole, ROLES } from "@/lib/model/actor";
import type { UserAction } from "@/lib/audit/model/audited";
import { writeAudit } from "@/lib/audit/write-audit";
import { forgetAttempts } from "@/lib/auth/sign-in-limits";
import { generatePassword, type ToldPassword } from "@/lib/auth/generate-password";
import { hashPassword } from "@/lib/auth/password";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";
import { AppError } from "@/lib/model/errors";

export const UserIdInput = z.object({ userId: z.uuid() });
export const ChangeRoleInput = UserIdInput.extend({ role: z.enum(ROLES) });

type User = typeof users.$inferSelect;

/**
 * Gives a person another role; it holds from their next request on, and for the next turn of their running tasks.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (the last admin)
 */
export async function changeRole(ctx: Ctx, { userId, role }: z.infer<typeof ChangeRoleInput>): Promise<void> {
  await changeUser(ctx, userId, (user) =>
    user.role === role
      ? null
      : { set: { role }, action: "role_changed", details: { from: user.role, to: role, email: user.email } },
  );
}

/**
 * Locks a person out at once: their sessions end, and their running tasks stop before the next chunk.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (the last admin, or oneself)
 */
export async function disableUser(ctx: Ctx, { userId }: z.infer<typeof UserIdInput>): Promise<void> {
  if (userId === ctx.actor.id) throw new AppError("CONFLICT", "You can't disable yourself: ask another admin.");
  await changeUser(ctx, userId, (user) =>
    user.disabledAt
      ? null
      : {
          // Enabled again, they sign in anew.
          set: { disabledAt: sql`now()`, sessionEpoch: sql`${users.sessionEpoch} + 1` },
          action: "disabled",
          details: { email: user.email },
        },
  );
}

/** Lets a disabled person in again, with the role they had. @throws AppError FORBIDDEN, NOT_FOUND */
export async function enableUser(ctx: Ctx, { userId }: z.infer<typeof UserIdInput>): Promise<void> {
  await changeUser(ctx, userId, (user) =>
    user.disabledAt ? { set: { disabledAt: null }, action: "enabled", details: { email: user.email } } : null,
  );
}

/**
 * Gives a person another password, made up here: the one they have can't be read by anybody. They are signed out
 * everywhere. For admins.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (oneself)
 */
export async function setPassword(ctx: Ctx, { userId }: z.infer<typeof UserIdInput>): Promise<ToldPassword> {
  // Before anything is hashed.
  assertRole(ctx.actor, "admin", "change people");
  if (userId === ctx.actor.id) throw new AppError("CONFLICT", "Change your own password in your settings.");
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  // Whoever was locked out by somebody who guesses comes in with it at once.
  const { email } = await changeUser(ctx, userId, (user) => ({
    set: { passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` },
    action: "password_set",
    details: { email: user.email },
  }));
  await forgetAttempts(ctx.db, email);
  return { email, password };
}

interface UserChange {
  set: Parameters<ReturnType<Tx["update"]>["set"]>[0];
  action: UserAction;
  details: Record<string, unknown>;
}

/** @param change null: there is nothing to do, and nothing to note @returns the person as they were */
async function changeUser(
  { db, actor }: Ctx,
  userId: string,
  change: (user: User) => UserChange | null,
): Promise<User> {
  assertRole(actor, "admin", "change people");
  return db.transaction(async (tx) => {
    await lockAdmins(tx);
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
    if (!user) throw new AppError("NOT_FOUND", "There is no such person.");
    const todo = change(user);
    if (!todo) return user;
    await tx.update(users).set(todo.set).where(eq(users.id, userId));
    await assertAnAdminIsLeft(tx, user);
    const { action, details } = todo;
    await writeAudit(tx, { actorId: actor.id, subjectKind: "user", subjectId: userId, action, details });
    return user;
  });
}

/** Two admins who demote each other at the same moment come one after the other. */
async function lockAdmins(tx: Tx): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(enabledAdmins).orderBy(users.id).for("update");
}

async function assertAnAdminIsLeft(tx: Tx, { name, email }: User): Promise<void> {
  const [left] = await tx.select({ id: users.id }).from(users).where(enabledAdmins).limit(1);
  if (!left) throw new AppError("CONFLICT", `${name ?? email} is the last admin: make somebody else an admin first.`);
}

const enabledAdmins = and(eq(users.role, "admin"), isNull(users.disabledAt));
