import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";
import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { createUser, NewUser } from "./create-user";
import { secretsOf } from "./secrets";

const LIFETIME_MS = 24 * 3_600_000;
/** Any number, as long as every Swath takes the same. */
const LOCK = 7_385_004;

export const FirstAdminInput = NewUser.pick({ email: true }).extend({
  token: z.string().max(200),
  name: z.string().trim().min(1, "Write your name, as others shall see it.").max(200),
  password: NewUser.shape.password.unwrap(),
});
export type FirstAdminInput = z.input<typeof FirstAdminInput>;

/** What the link for the first admin holds: who has it may become one, for a day, and only while there is nobody yet. */
export function firstAdminToken(secret: string, now: number = Date.now()): string {
  const until = String(now + LIFETIME_MS);
  return `${until}.${signature(secretsOf(secret)[0], until)}`;
}

export function isFirstAdminToken(secret: string, token: string, now: number = Date.now()): boolean {
  const [until = "", given = ""] = token.split(".");
  const said = Buffer.from(given);
  const isRight = secretsOf(secret).some((each) => {
    const right = Buffer.from(signature(each, until));
    return said.length === right.length && timingSafeEqual(said, right);
  });
  return isRight && Number(until) > now;
}

const signature = (secret: string, until: string) =>
  createHmac("sha256", secret).update(`first admin until ${until}`).digest("base64url");

/** Whether nobody can sign in yet. */
export async function hasNobody(db: Pick<Db, "execute">): Promise<boolean> {
  const [row] = await db.execute<{ nobody: boolean }>(sql`select not exists (select from ${users}) as nobody`);
  return row?.nobody ?? false;
}

/**
 * Makes the first person of an installation its admin.
 * @throws AppError FORBIDDEN for a link that is wrong, too old or used
 */
export async function createFirstAdmin(
  db: Db,
  secret: string | undefined,
  { token, ...person }: z.output<typeof FirstAdminInput>,
): Promise<Actor> {
  if (!secret || !isFirstAdminToken(secret, token)) throw new AppError("FORBIDDEN", "This link is not valid any more.");
  return db.transaction(async (tx) => {
    // Two who follow the link at once: the second finds the first.
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    if (!(await hasNobody(tx))) throw new AppError("FORBIDDEN", "There is an admin already: sign in, or ask them.");
    return createUser(tx, { ...person, role: "admin" });
  });
}
