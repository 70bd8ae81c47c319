import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import { createUser, NewUser } from "@/lib/auth/create-user";
import { generatePassword, type ToldPassword } from "@/lib/auth/generate-password";
import type { Ctx } from "@/lib/ctx";

export const AddPersonInput = NewUser.pick({ email: true, role: true }).extend({
  name: z.string().trim().min(1, "Write their name, as others shall see it.").max(200),
});
export type AddPersonInput = z.input<typeof AddPersonInput>;

/**
 * Lets somebody sign in from now on, with a password made up here. For admins.
 * @throws AppError FORBIDDEN, DUPLICATE (the address is taken; `fields.email` says so)
 */
export async function addPerson({ db, actor }: Ctx, person: z.output<typeof AddPersonInput>): Promise<ToldPassword> {
  assertRole(actor, "admin", "add people");
  const password = generatePassword();
  const { email } = await createUser(db, { ...person, password }, actor.id);
  return { email, password };
}
