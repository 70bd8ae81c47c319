import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { migrateDatabase } from "@/lib/db/migrate";
import { hasPgBouncer, PgBouncer } from "@/lib/testing/pg-bouncer";
import { clientFor, poolFor } from "./client-for";
import { whyNoConnection } from "./why-no-connection";

const server = new URL(inject("adminUrl"));
const here = `${server.username}:${server.password}@127.0.0.1:${server.port}`;
const DEAD = "127.0.0.1:1";

/** What a connection string leads to: the port of the server that answers, or why none does. */
async function reach(url: string): Promise<string> {
  const client = clientFor(url, { applicationName: "swath-test", connectTimeoutMs: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ port: string }>("select current_setting('port') as port");
    return rows[0]?.port ?? "";
  } catch (error) {
    return whyNoConnection(url, error);
  } finally {
    await client.end().catch(() => {});
  }
}

test.each([
  ["one host", `postgres://${here}/postgres`],
  ["the first of several is down", `postgres://${here.replace("@", `@${DEAD},`)}/postgres`],
  ["the second of several is down", `postgres://${here},${DEAD}/postgres`],
  ["encrypted where the server can", `postgres://${here}/postgres?sslmode=prefer`],
  ["unencrypted where the server allows", `postgres://${here}/postgres?sslmode=allow`],
  ["one that takes writes", `postgres://${here}/postgres?target_session_attrs=read-write`],
  ["with a preset schema", `postgres://${here}/postgres?schema=public`],
])("%s", async (_name, url) => {
  expect(await reach(url)).toBe(server.port);
});

test.each([
  [
    "a wrong password",
    `postgres://${server.username}:sesame@127.0.0.1:${server.port}/postgres`,
    /password auth.*Check the password/,
  ],
  ["no such database", `postgres://${here}/nowhere`, /database nowhere on 127.* "nowhere" does not exist/],
  ["nobody listens", `postgres://me:sesame@${DEAD}/d`, /ECONNREFUSED.*Check DATABASE_URL/],
  ["nobody listens on any", `postgres://me:sesame@${DEAD},127.0.0.1:2/d`, /127.0.0.1:1 or 127.0.0.1:2.*:1; .*:2/],
  ["no such folder of a socket", "postgres://me:sesame@%2Fnone/d", /\/none.*ENOENT/],
  ["no encryption", `postgres://${here}/postgres?sslmode=require`, /does not support SSL.*take sslmode out/],
  [
    "none takes writes",
    `postgres://${here}/postgres?target_session_attrs=read-write&options=-c%20default_transaction_read_only%3Don`,
    /takes no writes/,
  ],
])("%s is said in words", async (_name, url, says) => {
  const said = await reach(url);
  expect(said).toMatch(says);
  expect(said).not.toMatch(/sesame|can't be reached/);
});

test("a pool over several hosts whose servers are all down has lost its connection, and may try again", async () => {
  const pool = poolFor(`postgres://me@${DEAD},127.0.0.1:2/d`, { applicationName: "swath-test" });
  expect(isConnectionLost(await pool.query("select 1").catch((error: unknown) => error))).toBe(true);
  await pool.end();
});

test("migrations say which variable is wrong, and how", async () => {
  const url = `postgres://${server.username}:sesame@127.0.0.1:${server.port}/postgres`;
  await expect(migrateDatabase(url, { variable: "DATABASE_DIRECT_URL" })).rejects.toThrow(
    /password authentication failed.*Check the password in DATABASE_DIRECT_URL/,
  );
});

describe.skipIf(!hasPgBouncer)("over TLS and a socket, to a real server (skipped where there is no pgbouncer)", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "swath-tls-"));
  const [cert, key] = [path.join(folder, "cert.pem"), path.join(folder, "key.pem")];
  let bouncer: PgBouncer;
  const at = (host: string, mode: string) =>
    `postgres://me:any@${host}:${bouncer.port}/postgres?${mode.replace("CA", encodeURIComponent(cert))}`;

  beforeAll(async () => {
    const ask = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
    const files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert];
    execFileSync("openssl", [...ask.split(" "), ...files], { stdio: "ignore" });
    fs.chmodSync(folder, 0o755);
    fs.chmodSync(key, 0o644);
    bouncer = await PgBouncer.start(inject("adminUrl"), {
      client_tls_sslmode: "require",
      client_tls_key_file: key,
      client_tls_cert_file: cert,
    });
  });
  afterAll(async () => {
    await bouncer?.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["localhost", "sslmode=require"],
    ["localhost", "sslmode=no-verify"],
    ["localhost", "sslmode=prefer"],
    ["localhost", "sslmode=verify-full&sslrootcert=CA"],
    ["localhost", "ssl=true&sslrootcert=CA"],
    ["127.0.0.1", "sslmode=verify-ca&sslrootcert=CA"],
    ["127.0.0.1", "sslmode=require&sslrootcert=CA"],
    ["127.0.0.1", "sslmode=allow"],
  ])("%s with %s", async (host, mode) => {
    expect(await reach(at(host, mode))).toBe(server.port);
  });

  test.each([
    ["localhost", "sslmode=disable", /SSL required.*add \?sslmode=require/],
    ["localhost", "sslmode=verify-full", /self-signed.*sslrootcert/],
    ["127.0.0.1", "sslmode=verify-full&sslrootcert=CA", /altnames.*not trusted/],
  ])("%s with %s is refused in words", async (host, mode, says) => {
    expect(await reach(at(host, mode))).toMatch(says);
  });

  test("a socket in three spellings", async () => {
    const dir = bouncer.folder;
    for (const url of [
      `postgres://me:any@${encodeURIComponent(dir)}:${bouncer.port}/postgres?sslmode=require`,
      `postgres://me:any@/postgres?host=${dir}&port=${bouncer.port}`,
      `socket://me:any@${dir}?db=postgres&port=${bouncer.port}`,
    ])
      expect(await reach(url)).toBe(server.port);
  });

  test("settings of a connection, which a pooler refuses, are said to be", async () => {
    const url = at("localhost", "sslmode=require&options=-c%20geqo%3Doff");
    expect(await reach(url)).toMatch(/unsupported startup parameter.*add \?pgbouncer=true/);
    const database = openDatabase(at("localhost", "sslmode=require&pgbouncer=true"), { settings: { geqo: "off" } });
    const inside = database.db.transaction((tx) => tx.execute<{ geqo: string }>("show geqo"));
    expect(await inside).toEqual([{ geqo: "off" }]);
    expect(await database.db.execute("show geqo")).toEqual([{ geqo: "on" }]);
    await database.end();
  });
});
