/** What runs beside the web server in production, by npm script. `npm run build` makes `dist/NAME.mjs` of each. */
export const ENTRIES = {
  worker: "worker/main.ts",
  "db-migrate": "lib/db/migrate-cli.ts",
  "user-create": "scripts/create-user.ts",
};

/** For esbuild: one file per entry, every package left outside. Next reads its settings there without a compiler. */
export const BUNDLING = {
  entryPoints: { ...ENTRIES, "next.config": "next.config.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
};
