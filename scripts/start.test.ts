import { spawnSync } from "node:child_process";
import net from "node:net";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";

/** Runs a script as the shell would, and answers what a person sees. */
function run(script: string, env: Record<string, string> = {}, ...flags: string[]) {
  const clean = { PATH: process.env.PATH, HOME: process.env.HOME, SWATH_ENV_FILES: "off", PORT: "", ...env };
  const done = spawnSync(process.execPath, [...flags, `scripts/${script}.mjs`], {
    env: clean as never,
    encoding: "utf8",
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() };
}

const oneSentence = (said: string) => expect(said.split("\n"), said).toHaveLength(1);

test("an unreachable database is one sentence, without the password", () => {
  const { code, said } = run("start", { PORT: "39871", DATABASE_URL: "postgres://me:secret@127.0.0.1:1/there" });
  expect(code).toBe(1);
  oneSentence(said);
  expect(said).toMatch(/^swath: The database there on 127\.0\.0\.1:1 can't be used/);
  expect(said).not.toContain("secret");
});

test("an address of another kind of database is one sentence", () => {
  const { code, said } = run("start", { PORT: "39872", DATABASE_URL: "mysql://me@127.0.0.1/there" });
  expect(code).toBe(1);
  oneSentence(said);
});

test("a busy port is one sentence that names another", async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { code, said } = run("start", { PORT: String(port) });
  server.close();
  expect(code).toBe(1);
  expect(said).toBe(`swath: Port ${port} is in use. Choose another: PORT=${port + 1} npm start`);
});

test("an old Node is one sentence, before anything else", () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.8"})`;
  for (const script of ["start", "test", "check"]) {
    const { code, said } = run(script, {}, "--import", old);
    expect(code).toBe(1);
    expect(said).toBe("swath: This is Node 18.20.8; Swath needs Node 20.19 or later.");
  }
});

test("sample rows never go to a database on another machine", () => {
  const { code, said } = run("seed", { DATABASE_URL: "postgres://me@db.example.com/real" });
  expect(code).toBe(1);
  expect(said).toContain("only go into a database on this machine");
});
