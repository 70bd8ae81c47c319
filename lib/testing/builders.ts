import { sql } from "drizzle-orm";
import type { Actor, Role } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { users } from "@/lib/db/schema/users";

let made = 0;

/** Inserts a user (an editor unless told otherwise) and answers as whom a verb then acts. */
export async function createUser(
  db: Db,
  overrides: Partial<typeof users.$inferInsert> & { role?: Role } = {},
): Promise<Actor> {
  made += 1;
  const role = overrides.role ?? "editor";
  const values = { email: `${role}-${process.pid}-${made}@example.test`, name: `The ${role}`, ...overrides, role };
  const [user] = await db.insert(users).values(values).returning();
  if (!user) throw new Error("No user was inserted.");
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

type Place = typeof placesTable.$inferInsert;
const FIRST_ID = 1;

/**
 * Inserts `count` places with ids 1, 2, … (continuing after those already there), and answers their ids in order.
 * By default: name "Place 7", country NL, population 1,000 × id, feature code PPL. `overrides` replaces values,
 * for all places or, as a function of the id, for each.
 */
export async function insertPlaces(
  db: Db,
  count: number,
  overrides: Partial<Place> | ((id: number) => Partial<Place>) = {},
): Promise<number[]> {
  const [last] = await db.select({ id: sql<number | null>`max(${placesTable.geonameId})` }).from(placesTable);
  const first = (last?.id ?? FIRST_ID - 1) + 1;
  const ids = Array.from({ length: count }, (_, i) => first + i);
  for (let at = 0; at < ids.length; at += 4_000) {
    await db.insert(placesTable).values(ids.slice(at, at + 4_000).map((id) => place(id, overrides)));
  }
  return ids;
}

function place(id: number, overrides: Partial<Place> | ((id: number) => Partial<Place>)): Place {
  return {
    geonameId: id,
    name: `Place ${id}`,
    country: "NL",
    region: "07",
    featureCode: "PPL",
    population: Math.min(1_000 * id, 2_000_000_000),
    latitude: "52.37403",
    longitude: "4.88969",
    ...(typeof overrides === "function" ? overrides(id) : overrides),
  };
}
