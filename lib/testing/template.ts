import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { migrateDatabase } from "@/lib/db/migrate";

/**
 * A migrated database (with the sample tables, without rows) to clone from; made once per state of the migrations.
 * @returns its name
 */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const name = templateName();
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`select pg_advisory_lock(7385002)`;
    const [found] = await admin`select 1 from pg_database where datname = ${name}`;
    if (found) return name;
    const making = `${name}_making`;
    await admin`drop database if exists ${admin(making)} with (force)`;
    await admin`create database ${admin(making)}`;
    await migrateDatabase(databaseUrl(adminUrl, making), { sample: true });
    await admin`alter database ${admin(making)} rename to ${admin(name)}`;
    return name;
  } finally {
    await admin.end();
  }
}

/** A new database from the template. */
export async function cloneTemplate(adminUrl: string, template: string, name: string): Promise<string> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await admin`create database ${admin(name)} template ${admin(template)}`;
        return databaseUrl(adminUrl, name);
      } catch (error) {
        // 55006: autovacuum happens to visit the template.
        if ((error as { code?: string }).code !== "55006" || attempt === 20) throw error;
        await sleep(250);
      }
    }
  } finally {
    await admin.end();
  }
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await admin`drop database if exists ${admin(name)} with (force)`;
  } finally {
    await admin.end();
  }
}

/** Drops what killed test runs and older migrations left on a server that nobody else uses. */
export async function dropLeftovers(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const found = await admin<{ datname: string }[]>`
      select datname from pg_database
      where datname like 'swath\_test\_%' or (datname like 'swath\_template\_%' and datname <> ${templateName()})`;
    for (const { datname } of found) await admin`drop database if exists ${admin(datname)} with (force)`;
  } finally {
    await admin.end();
  }
}

/** The same server and account, another database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

function templateName(): string {
  const hash = createHash("sha256");
  for (const folder of ["drizzle", "drizzle/sample"]) {
    for (const file of fs.readdirSync(folder).filter((each) => each.endsWith(".sql"))) {
      hash.update(file).update(fs.readFileSync(path.join(folder, file)));
    }
  }
  hash.update(fs.readFileSync("node_modules/graphile-worker/package.json"));
  return `swath_template_${hash.digest("hex").slice(0, 12)}`;
}
