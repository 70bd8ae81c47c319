import { test as base, type Page } from "@playwright/test";
import postgres from "postgres";

export { expect } from "@playwright/test";

export type Role = "viewer" | "editor" | "admin";

interface Fixtures {
  /** Signs a page in as one of the demo users (or another `…@swath.local`), through the sign-in page. */
  login: (page: Page, who: Role | (string & {})) => Promise<void>;
}

interface WorkerFixtures {
  /** The database of the running app, to prepare and to check what really happened. */
  sql: postgres.Sql;
}

/** Playwright's `test` on the running app: `page.goto("/tables/places")`, `login(page, "editor")`, `sql`. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({}, use) => use(process.env.SWATH_E2E_URL),
  login: async ({}, use) => use(login),
  sql: [
    async ({}, use) => {
      const sql = postgres(process.env.SWATH_E2E_DATABASE_URL ?? "", { max: 4, onnotice: () => {} });
      await use(sql);
      await sql.end();
    },
    { scope: "worker" },
  ],
});

export async function login(page: Page, who: Role | (string & {})): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel(/e-?mail/i).fill(`${who}@swath.local`);
  await page.getByLabel(/password/i).fill("swath");
  await page.getByRole("button", { name: /^sign in$/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
