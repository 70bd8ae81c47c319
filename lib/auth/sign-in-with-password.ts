import { lt } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { signInAttempts } from "@/lib/db/schema/sign-in-attempts";
import { AppError } from "@/lib/model/errors";
import { EmailAddress, PASSWORD_MAX } from "./credential-rules";
import { findUserByEmail } from "./find-user";
import { noteRefusal, noteSignIn } from "./note-sign-in";
import { hashPassword, verifyPassword } from "./password";
import { type Attempt, type SignInLimits, takeSignInAttempt } from "./sign-in-limits";

export const PasswordSignIn = z.object({
  email: EmailAddress,
  password: z.string().min(1, "Write your password.").max(PASSWORD_MAX),
});

/** One sentence and one amount of work for an unknown account, a wrong password and a disabled account. */
const REFUSED = "The e-mail address or the password is wrong.";
let stranger: Promise<string> | undefined;

/**
 * @throws AppError UNAUTHENTICATED (wrong in whichever way), RATE_LIMITED
 */
export async function signInWithPassword(
  db: Db,
  input: z.output<typeof PasswordSignIn> & Attempt,
  limits?: SignInLimits,
): Promise<Actor> {
  const user = await findUserByEmail(db, input.email);
  try {
    const actor = await enter(db, user, input, limits);
    await noteSignIn(db, actor, { by: "password", address: input.ip });
    return actor;
  } catch (error) {
    if (error instanceof AppError) await noteRefusal(db, user, input, error.code);
    throw error;
  }
}

async function enter(
  db: Db,
  user: Awaited<ReturnType<typeof findUserByEmail>>,
  input: z.output<typeof PasswordSignIn> & Attempt,
  limits: SignInLimits | undefined,
): Promise<Actor> {
  const giveBack = await takeSignInAttempt(db, input, limits);
  const hash = user?.passwordHash ?? (await (stranger ??= hashPassword("nobody's password")));
  const right = await verifyPassword(hash, input.password);
  if (!user?.passwordHash || user.disabledAt || !right) throw new AppError("UNAUTHENTICATED", REFUSED);
  await giveBack();
  await db.delete(signInAttempts).where(lt(signInAttempts.expire, new Date()));
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}
