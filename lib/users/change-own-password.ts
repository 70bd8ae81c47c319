import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "@/lib/audit/write-audit";
import { NewPassword, PASSWORD_MAX } from "@/lib/auth/credential-rules";
import { hashPassword, verifyPassword } from "@/lib/auth/password";
import { takeSignInAttempt } from "@/lib/auth/sign-in-limits";
import type { Ctx } from "@/lib/ctx";
import { users } from "@/lib/db/schema/users";
import { AppError } from "@/lib/model/errors";

export const ChangeOwnPasswordInput = z.object({
  current: z.string().min(1, "Write the password that you have now.").max(PASSWORD_MAX),
  password: NewPassword,
});

/** Whether a person signs in with a password at all; the others come by GitHub or Google. */
export async function hasPassword({ db, actor }: Ctx): Promise<boolean> {
  const [user] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, actor.id));
  return Boolean(user?.hash);
}

/**
 * Gives oneself another password, and ends every session that one has. The one in force is asked for, and guesses are counted as failed sign-ins are: a
 * browser that was left open is no way to take over an account.
 * @throws AppError INVALID (at its field), CONFLICT (there is none to change, or it was changed meanwhile), RATE_LIMITED
 */
export async function changeOwnPassword(
  { db, actor }: Ctx,
  { current, password }: z.output<typeof ChangeOwnPasswordInput>,
): Promise<void> {
  const [user] = await db.select({ hash: users.passwordHash }).from(users).where(eq(users.id, actor.id));
  if (!user?.hash) throw new AppError("CONFLICT", "You sign in without a password. An admin can give you one.");
  const giveBack = await takeSignInAttempt(db, { email: actor.email, ip: `settings of ${actor.id}` });
  if (!(await verifyPassword(user.hash, current))) throw atField("current", "This is not your password.");
  await giveBack();
  if (password === current) throw atField("password", "This is the password that you have.");
  const before = user.hash;
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(and(eq(users.id, actor.id), eq(users.passwordHash, before)))
      .returning({ email: users.email });
    if (!changed) throw new AppError("CONFLICT", "Your password was changed meanwhile. Try again with the new one.");
    const act = { actorId: actor.id, action: "password_changed", details: { email: changed.email } } as const;
    await writeAudit(tx, { ...act, subjectKind: "user", subjectId: actor.id });
  });
}

function atField(field: string, sentence: string): AppError {
  return new AppError("INVALID", sentence, { fields: { [field]: sentence } });
}
