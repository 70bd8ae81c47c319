import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: ["./lib/db/sample/places.ts", "./lib/db/sample/superstore.ts"],
  out: "./drizzle/sample",
});
