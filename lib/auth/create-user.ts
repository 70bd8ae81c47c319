import { z } from "zod";
import { type Actor, ROLES } from "@/lib/model/actor";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Db, Tx } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";
import { AppError } from "@/lib/model/errors";
import { EmailAddress, NewPassword } from "./credential-rules";
import { findUserByEmail } from "./find-user";
import { hashPassword } from "./password";

export const NewUser = z.object({
  email: EmailAddress,
  role: z.enum(ROLES, `The role must be one of ${ROLES.join(", ")}.`),
  name: z.string().trim().min(1).max(200).optional(),
  /** `null` for somebody who only signs in with GitHub or Google. */
  password: NewPassword.nullable(),
});

/**
 * Adds a person; authorises nobody. The command line calls it as it is, `addPerson` for an admin.
 * @param by the admin who adds them; null: whoever operates the installation
 * @throws AppError DUPLICATE when the address is taken
 */
export async function createUser(
  db: Db | Tx,
  input: z.output<typeof NewUser>,
  by: string | null = null,
): Promise<Actor> {
  const sentence = `There is already a user ${input.email}.`;
  const taken = new AppError("DUPLICATE", sentence, { fields: { email: sentence } });
  if (await findUserByEmail(db, input.email)) throw taken;
  const { password, ...person } = input;
  const passwordHash = password === null ? null : await hashPassword(password);
  const user = await db.transaction(async (tx) => {
    const [inserted] = await tx
      .insert(users)
      .values({ ...person, passwordHash })
      .onConflictDoNothing({ target: users.email })
      .returning();
    if (!inserted) throw taken;
    const details = { email: inserted.email, role: inserted.role };
    await writeAudit(tx, { actorId: by, subjectKind: "user", subjectId: inserted.id, action: "created", details });
    return inserted;
  });
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}
