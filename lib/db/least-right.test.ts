import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrateDatabase } from "./migrate";

const suffix = `${process.pid}_${randomBytes(4).toString("hex")}`;
const [role, name] = [`swath_owner_${suffix}`, `swath_least_${suffix}`];
const admin = new pg.Client({ connectionString: inject("adminUrl") });
const url = (database: string, user?: string) => {
  const address = new URL(inject("adminUrl"));
  address.pathname = `/${database}`;
  if (user) [address.username, address.password] = [user, "secret"];
  return address.toString();
};

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create role ${role} login password 'secret'`);
  await admin.query(`create database ${name}`);
});
afterAll(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await admin.query(`drop role ${role}`);
  await admin.end();
});

test("an account that may not create schemas is told what to run, and needs no more than that", async () => {
  const refused: unknown = await migrateDatabase(url(name, role)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Error);
  const [sentence, ...grants] = (refused as Error).message.split("\n");
  expect(sentence).toMatch(/may not create schemas in this database/);
  expect(grants).toHaveLength(2);

  const owner = new pg.Client({ connectionString: url(name) });
  await owner.connect();
  for (const line of grants) await owner.query(line);
  await owner.end();

  // As often as one likes.
  for (const _ of [1, 2]) await migrateDatabase(url(name, role));
  const own = new pg.Client({ connectionString: url(name, role) });
  await own.connect();
  const { rows } = await own.query("select count(*)::int as n from swath.bulk_tasks, graphile_worker.jobs");
  expect(rows).toEqual([{ n: 0 }]);
  await own.end();
});
