import type postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { ROLES } from "@/lib/model/actor";
import { hashPassword } from "@/lib/auth/password";

export const DEMO_PASSWORD = "swath";

/** viewer@, editor@ and admin@swath.local: everyone knows their password, so only a sample database has them. */
export async function loadDemoUsers(sql: postgres.Sql): Promise<void> {
  for (const role of ROLES) {
    const [name, email] = [`Demo ${role}`, `${role}@swath.local`];
    await sql`
      insert into swath.users (id, name, email, role, password_hash)
      values (${uuidv7()}, ${name}, ${email}, ${role}, ${await hashPassword(DEMO_PASSWORD)})
      on conflict (email) do nothing`;
  }
}
