import type { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { changeOwnPassword, type ChangeOwnPasswordInput } from "@/lib/users/change-own-password";
import { PasswordRefused, signIn } from "./auth";

/**
 * The new password ends every session; the browser in which it was changed begins another one at once.
 */
export async function changePasswordAndStay(ctx: Ctx, input: z.output<typeof ChangeOwnPasswordInput>): Promise<void> {
  await changeOwnPassword(ctx, input);
  try {
    await signIn("credentials", { email: ctx.actor.email, password: input.password, redirect: false });
  } catch (error) {
    // Refused after many wrong guesses: it is changed all the same, and the next page asks to sign in.
    if (!(error instanceof PasswordRefused)) throw error;
  }
}
