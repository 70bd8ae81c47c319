import fs from "node:fs";
import path from "node:path";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";
import own from "@/drizzle.config";
import sample from "@/drizzle.sample.config";

type Config = typeof own;

/** The statements that `drizzle-kit generate` would write now: how the declarations differ from the last migration. */
async function toGenerate({ schema, schemaFilter, out }: Config): Promise<string[]> {
  const folder = path.resolve(out ?? "");
  const { entries } = JSON.parse(fs.readFileSync(path.join(folder, "meta/_journal.json"), "utf8"));
  const last = `${String(entries.at(-1).idx).padStart(4, "0")}_snapshot.json`;
  const before = JSON.parse(fs.readFileSync(path.join(folder, "meta", last), "utf8"));
  const now = generateDrizzleJson(
    await declarations(schema),
    before.id,
    schemaFilter ? [schemaFilter].flat() : undefined,
  );
  return generateMigration(before, now);
}

/** What all files of a config's `schema` export; a `*` stands for every file of its folder. */
async function declarations(schema: Config["schema"]): Promise<Record<string, unknown>> {
  const files = [schema ?? []].flat().flatMap((file) => {
    const folder = path.dirname(file);
    return path.basename(file) === "*.ts" ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [file];
  });
  const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ path.resolve(file))));
  return Object.assign({}, ...modules);
}

test.each([
  { of: "Swath", config: own },
  { of: "the sample", config: sample },
])("the migrations of $of make what is declared: there is nothing to generate", async ({ config }) => {
  expect(await toGenerate(config)).toEqual([]);
});

test("a table that no migration makes is found", async () => {
  const schema = [...[sample.schema ?? []].flat(), "./lib/db/schema/saved-views.ts"];
  expect((await toGenerate({ ...sample, schema })).join("")).toContain('CREATE TABLE "swath"."saved_views"');
});
