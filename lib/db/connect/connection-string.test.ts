import fc from "fast-check";
import { expect, test } from "vitest";
import { BadConnection } from "./bad-connection";
import { readConnection } from "./connection-string";

const TABLE: Record<string, [string, object]> = {
  "as in the documentation": [
    "postgres://me:secret@db.example.com:6432/shop",
    { hosts: [{ host: "db.example.com", port: 6432 }], user: "me", password: "secret", database: "shop" },
  ],
  "nothing but a scheme": ["postgresql://", { hosts: [{}], user: undefined, database: undefined }],
  "a percent-encoded password": ["postgres://me:p%40s%2Fs%23%3A%25@h/d", { password: "p@s/s#:%", database: "d" }],
  "a password that nobody encoded": ["postgres://me:p@s/s#1?x%@h:1/d?sslmode=disable", { password: "p@s/s#1?x%" }],
  "a password that begins like a port": ["postgres://me:12/3@h/d", { password: "12/3", hosts: [{ host: "h" }] }],
  "an account with a domain": ["postgres://me%40tenant:p@h/d", { user: "me@tenant", password: "p" }],
  "an address in a parameter": [
    "postgres://me:p@h/d?application_name=a@b",
    { password: "p", applicationName: "a@b", database: "d" },
  ],
  IPv6: ["postgres://me@[::1]:5433/d", { hosts: [{ host: "::1", port: 5433 }] }],
  "IPv6 without a port": ["postgres://[fe80::1%25eth0]/d", { hosts: [{ host: "fe80::1%eth0", port: undefined }] }],
  "a socket in the host's place": [
    "postgres://me@%2Fvar%2Frun%2Fpostgresql:5433/d",
    { hosts: [{ host: "/var/run/postgresql", port: 5433 }], database: "d" },
  ],
  "a socket as a parameter": [
    "postgres:///d?host=/var/run/postgresql&port=5433",
    { hosts: [{ host: "/var/run/postgresql", port: 5433 }], database: "d" },
  ],
  "a socket by its own scheme": [
    "socket://me:p@/var/run/postgresql/?db=d",
    { hosts: [{ host: "/var/run/postgresql" }], user: "me", password: "p", database: "d" },
  ],
  "several hosts": [
    "postgres://me@one:1,two,[::1]:3/d?target_session_attrs=read-write",
    { hosts: [{ host: "one", port: 1 }, { host: "two" }, { host: "::1", port: 3 }], writable: true },
  ],
  "everything as parameters, as libpq takes it": [
    "postgres:///?host=a,b&port=7&user=me&password=p%26&dbname=d&connect_timeout=3&options=-c%20geqo=off",
    {
      hosts: [
        { host: "a", port: 7 },
        { host: "b", port: 7 },
      ],
      user: "me",
      password: "p&",
      database: "d",
      connectTimeoutMs: 3_000,
      options: "-c geqo=off",
    },
  ],
  "a pooler": ["postgres://h/d?pgbouncer=true", { pooled: true }],
  "a pooler of sessions": ["postgres://h/d?pgbouncer=false", { pooled: false }],
  "nobody knows": ["postgres://h/d", { pooled: undefined }],
  "what other clients add": ["postgres://h/d?schema=public&connection_limit=5&pgbouncer=true", { database: "d" }],
};

test.each(Object.entries(TABLE))("%s", (_name, [text, means]) => {
  expect(readConnection(text)).toMatchObject(means);
});

const WRONG: Record<string, [string, RegExp]> = {
  "another database": ["mysql://me:sesame@h/d", /begins with postgres:/],
  "no port": ["postgres://me:sesame@h:port/d", /“h:port” is no host/],
  "a port out of range": ["postgres://me:sesame@h:70000/d", /port “70000”/],
  "IPv6 without brackets": ["postgres://me:sesame@::1/d", /“::1” is no host.*\[ \]/],
  "a misspelt parameter": ["postgres://me:sesame@h/d?sslmod=require", /no parameter “sslmod”/],
  "an unknown sslmode": ["postgres://me:sesame@h/d?sslmode=on", /sslmode=on is not supported.*verify-full/],
  "a certificate that is not there": ["postgres://me:sesame@h/d?sslrootcert=/none/ca.pem", /sslrootcert: ENOENT/],
  "the system's roots with too little": [
    "postgres://h/d?sslmode=require&sslrootcert=system",
    /needs sslmode=verify-full/,
  ],
  "a standby is asked for": ["postgres://me:sesame@h/d?target_session_attrs=standby", /target_session_attrs=standby/],
  "half a flag": ["postgres://me:sesame@h/d?pgbouncer=1", /pgbouncer=1: it is true or false/],
};

test.each(Object.entries(WRONG))("%s: the sentence names it, and no password", (_name, [text, says]) => {
  const error: unknown = (() => {
    try {
      return readConnection(text);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(BadConnection);
  expect(String(error)).toMatch(says);
  expect(String(error)).not.toContain("sesame");
});

test("whatever account, password and database, encoded they are read as they were", () => {
  const part = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(part, part, part, (user, password, database) => {
      const encoded = [user, password, database].map(encodeURIComponent);
      expect(readConnection(`postgres://${encoded[0]}:${encoded[1]}@h:1/${encoded[2]}?sslmode=disable`)).toMatchObject({
        user,
        password,
        database,
        hosts: [{ host: "h", port: 1 }],
      });
    }),
  );
});

test("a password of any printable characters may stand as it is, unless a % in it begins a code", () => {
  const password = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(password, (raw) => {
      fc.pre(!/%[0-9a-f]{2}/i.test(raw));
      expect(readConnection(`postgres://me:${raw}@db.example.com:1/d?sslmode=disable`)).toMatchObject({
        user: "me",
        password: raw,
        hosts: [{ host: "db.example.com", port: 1 }],
        database: "d",
      });
    }),
    { numRuns: 300 },
  );
});
