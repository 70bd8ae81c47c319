import { defineConfig } from "drizzle-kit";

// Swath's own tables. The sample tables have a config and a folder of their own (drizzle.sample.config.ts),
// so that a real database never receives them.
export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/db/schema/*.ts",
  schemaFilter: ["swath"],
  out: "./drizzle",
});
