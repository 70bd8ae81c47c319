import fs from "node:fs";
import { expect, test } from "vitest";
import { VARIABLES } from "@/lib/env-variables";
import { envExample } from "./env-example";

/** Set by `npm start` and by Node's own tools, never by people. */
const NOT_FOR_PEOPLE = ["SWATH_SAMPLE", "NODE_ENV"];

test(".env.example is what `npm run env:example` writes", () => {
  expect(fs.readFileSync(".env.example", "utf8")).toBe(envExample());
});

test("it names every variable that people set, and needs only the database", () => {
  const lines = envExample().split("\n");
  const named = lines.flatMap((line) => /^(?:# )?([A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named).toEqual(Object.keys(VARIABLES).filter((name) => !NOT_FOR_PEOPLE.includes(name)));
  expect(lines.filter((line) => /^[A-Z]/.test(line))).toEqual(["DATABASE_URL="]);
});
