import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { inject } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { databaseUrl } from "./template";

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
  await asAdmin(adminUrl, (admin) => cloneDatabase(admin, template, name));
  const url = databaseUrl(adminUrl, name);
  const database = openDatabase(url, { applicationName: "swath-test" });
  open.push(async () => {
    await database.end();
    await asAdmin(adminUrl, (admin) => admin`drop database if exists ${admin(name)} with (force)`);
  });
  return { ...database, url };
}

/** Closes and drops what this test file opened. */
export async function dropTestDatabases(): Promise<void> {
  await Promise.all(open.splice(0).map((drop) => drop()));
}

async function cloneDatabase(admin: postgres.Sql, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin`create database ${admin(name)} template ${admin(template)}`;
      return;
    } catch (error) {
      // 55006: autovacuum happens to visit the template.
      if ((error as { code?: string }).code !== "55006" || attempt === 20) throw error;
      await sleep(250);
    }
  }
}

async function asAdmin(adminUrl: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
