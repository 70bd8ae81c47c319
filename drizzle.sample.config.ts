import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/db/sample/*.ts",
  out: "./drizzle/sample",
});
