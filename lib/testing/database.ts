import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { cloneTemplate, dropDatabase } from "./template";

export interface TestDatabase extends Database {
  /** For a second pool, a worker process, or a raw client. */
  url: string;
}

const open: (() => Promise<void>)[] = [];

/**
 * A fresh database of its own: Swath's schema, the queue and the empty sample tables. Call it in `beforeAll`
 * or in a test; it is closed and dropped after the file's last test.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const [adminUrl, template] = [inject("adminUrl"), inject("template")];
  const name = `swath_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const url = await cloneTemplate(adminUrl, template, name);
  const database = openDatabase(url, { applicationName: "swath-test" });
  open.push(async () => {
    await database.end();
    await dropDatabase(adminUrl, name);
  });
  return { ...database, url };
}

/** Closes and drops what this test file opened. */
export async function dropTestDatabases(): Promise<void> {
  await Promise.all(open.splice(0).map((drop) => drop()));
}
