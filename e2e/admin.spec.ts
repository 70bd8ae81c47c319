import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { ADMIN_PAGES } from "./setup/admin-pages";
import { choose } from "./setup/table";
import { addEditor, expectState, holdLaterHalf, startTask, taskRow } from "./setup/tasks";
import { expect, login, test } from "./setup/test";

test.beforeAll(async ({ sql }) => {
  for (const name of ["Ada", "Amy", "Abe"]) await addEditor(sql, name);
  await sql`update swath.users set role = 'admin' where email = 'ada@swath.local'`;
});

test("an admin pauses, limits and resumes another person’s task; the other sees by whom, without reloading", async ({
  page,
  browser,
  sql,
}) => {
  await login(page, "ada");
  const amy = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(amy, "amy");
  const release = await holdLaterHalf(sql, "RU");
  let id = "";
  try {
    id = await startTask("amy", "RU", { notes: { op: "set", value: "steered by Ada" } });
    await amy.goto(`/tasks/${id}`);
    await page.goto("/admin");
    const row = taskRow(page, "steered by Ada");
    await expect(row).toContainText("Amy");
    await row.getByRole("button", { name: "Pause" }).click();
    await expect(amy.getByRole("status").filter({ hasText: "paused by Ada" })).toBeVisible();
    await expectState(amy, "Paused");
    // What an editor must not do is not offered.
    await expect(amy.getByRole("button", { name: "Limit…" })).toHaveCount(0);

    await row.getByRole("button", { name: "Limit…" }).click();
    const dialog = page.getByRole("dialog", { name: "Limit this task" });
    await dialog.getByLabel("Records per second").fill("0");
    await dialog.getByRole("button", { name: "Limit the task" }).click();
    await expect(dialog).toContainText("At least 1 record per second: to stop a task, pause it.");
    await dialog.getByLabel("Records per second").fill("20");
    await dialog.getByLabel("Lanes").fill("1");
    await dialog.getByRole("button", { name: "Limit the task" }).click();
    await expect(dialog).toBeHidden();
    await row.getByRole("button", { name: "Resume" }).click();
    await expect(amy.getByRole("status").filter({ hasText: "limited to 20 records/s by Ada" })).toBeVisible();
  } finally {
    await release();
  }
  expect(await sql`select max_records_per_second, lanes from swath.bulk_tasks where id = ${id}`).toMatchObject([
    { max_records_per_second: 20, lanes: 1 },
  ]);
  const written = async () => (await sql`select from places where notes = 'steered by Ada'`).length;
  const before = await written();
  await page.waitForTimeout(2_500);
  // 20 records a second, in steps of 20.
  expect((await written()) - before).toBeLessThanOrEqual(80);
  const row = taskRow(page, "steered by Ada");
  await row.getByRole("button", { name: "Limit…" }).click();
  await page.getByLabel("Records per second").fill("");
  await page.getByRole("button", { name: "Let it run without a limit" }).click();
  await expectState(amy, "Done", 30_000);
  const actions = await sql`
    select action, coalesce(users.name, 'system') as by from swath.audit_log
    left join swath.users on users.id = actor_id where subject_id = ${id} and action <> 'revived' order by audit_log.id`;
  expect(actions.map(({ action, by }) => `${String(action)} by ${String(by)}`)).toEqual([
    "applied by Amy",
    "started by system",
    "paused by Ada",
    "limited by Ada",
    "resumed by Ada",
    "limited by Ada",
    "succeeded by system",
  ]);
  await amy.close();
});

test("an admin changes a role and locks a person out, who is out at once", async ({ page, browser, sql }) => {
  await login(page, "ada");
  const abe = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(abe, "abe");
  await abe.goto("/tasks");
  await page.goto("/admin/users");
  await page.getByRole("searchbox").fill("abe@");
  await expect(page).toHaveURL(/q=abe/);
  await expect(page.getByRole("button", { name: "Disable…" })).toHaveCount(1);
  await choose(page, page.getByRole("combobox", { name: "Role of Abe" }), "Viewer");
  const stored = () => sql`select role, disabled_at is not null as disabled from swath.users where name = 'Abe'`;
  await expect.poll(stored).toMatchObject([{ role: "viewer", disabled: false }]);
  await page.getByRole("button", { name: "Disable…" }).click();
  await page.getByRole("button", { name: "Disable Abe" }).click();
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  expect(await stored()).toMatchObject([{ disabled: true }]);
  expect((await abe.request.get("/api/tasks")).status()).toBe(401);
  await abe.goto("/tasks");
  await expect(abe).toHaveURL(/sign-in/);
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByText("Disabled", { exact: true })).toBeHidden();
  await abe.close();
});

test("an admin adds a person, who signs in, changes the password, and gets another one", async ({
  page,
  browser,
  sql,
}) => {
  await login(page, "ada");
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("amy@swath.local");
  await dialog.getByRole("button", { name: "Add this person" }).click();
  await expect(dialog).toContainText("Write their name, as others shall see it.");
  await dialog.getByLabel("Name").fill("Zoe Zander");
  await dialog.getByRole("button", { name: "Add this person" }).click();
  await expect(dialog).toContainText("There is already a user amy@swath.local.");
  await dialog.getByLabel("E-mail").fill("Zoe@swath.local");
  await choose(page, dialog.getByRole("combobox", { name: "Role" }), "Editor");
  await dialog.getByRole("button", { name: "Add this person" }).click();
  await expect(dialog.getByRole("heading", { name: "Zoe Zander can sign in now" })).toBeVisible();
  const first = await dialog.getByLabel("Password of zoe@swath.local").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  expect(await sql`select name, role, password_hash from swath.users where email = 'zoe@swath.local'`).toMatchObject([
    { name: "Zoe Zander", role: "editor", password_hash: expect.stringMatching(/^\$argon2id/) },
  ]);

  /** A browser of its own for each: pages that are still loading would bring a cleared cookie back. */
  const signIn = async (password: string) => {
    const tab = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
    await tab.goto("/sign-in");
    await tab.getByLabel("E-mail").fill("zoe@swath.local");
    await tab.getByLabel("Password").fill(password);
    await tab.getByRole("button", { name: "Sign in", exact: true }).click();
    return tab;
  };
  const goIn = async (password: string) => {
    const tab = await signIn(password);
    await tab.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    return tab;
  };
  const zoe = await goIn(first);
  const elsewhere = await browser.newContext({
    baseURL: process.env.SWATH_E2E_URL,
    storageState: await zoe.context().storageState(),
  });
  expect((await elsewhere.request.get("/api/tasks")).status()).toBe(200);
  await zoe.goto("/settings");
  const settings = zoe.getByRole("region", { name: "Password" });
  await settings.getByLabel("Password now").fill("a guess");
  await settings.getByLabel("New password", { exact: true }).fill("my own password");
  await settings.getByLabel("New password, again").fill("my own pasword");
  await settings.getByRole("button", { name: "Change my password" }).click();
  await expect(settings).toContainText("This is not the same as above.");
  await settings.getByLabel("New password, again").fill("my own password");
  await settings.getByRole("button", { name: "Change my password" }).click();
  await expect(settings).toContainText("This is not your password.");
  await settings.getByLabel("Password now").fill(first);
  await settings.getByRole("button", { name: "Change my password" }).click();
  await expect(settings.getByText("Changed", { exact: true })).toBeVisible();
  // Here they stay signed in, elsewhere they are out.
  expect((await elsewhere.request.get("/api/tasks")).status()).toBe(401);
  await elsewhere.close();
  await zoe.goto("/settings");
  await expect(settings).toBeVisible();
  const refused = await signIn(first);
  await expect(refused.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await refused.close();
  await (await goIn("my own password")).close();

  await page.getByRole("searchbox").fill("zoe@");
  await page.getByRole("button", { name: "Password of Zoe Zander…" }).click();
  await page.getByRole("button", { name: "Set a new password" }).click();
  const second = await page.getByLabel("Password of zoe@swath.local").inputValue();
  expect((await zoe.request.get("/api/tasks")).status()).toBe(401);
  await (await goIn(second)).close();
  const noted = await sql`
    select action, who.name from swath.audit_log join swath.users who on who.id = actor_id
    join swath.users zoe on zoe.id::text = subject_id where zoe.email = 'zoe@swath.local' order by audit_log.id`;
  expect(noted.map(({ action, name }) => `${String(action)} by ${String(name)}`)).toEqual([
    "created by Ada",
    "signed_in by Zoe Zander",
    "password_changed by Zoe Zander",
    "signed_in by Zoe Zander",
    "signed_in by Zoe Zander",
    "password_set by Ada",
    "signed_in by Zoe Zander",
  ]);
  await zoe.close();
});

test("an admin sets a limit for a table’s tasks and takes it back; its source is told", async ({ page, sql }) => {
  await login(page, "ada");
  await page.goto("/admin/tables");
  await page.getByRole("link", { name: "Settings of Order lines" }).click();
  const section = page.getByRole("region", { name: "Bulk edits of Order lines" });
  const row = section.getByRole("row", { name: /Records per second and task/ });
  await expect(row).toContainText("no limit");
  await expect(row).toContainText("default");
  await row.getByRole("button", { name: /^Change/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("many");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("Write a number of records, or leave it empty.");
  await dialog.getByRole("textbox").fill("1,500");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("1,500");
  await expect(row).toContainText("Ada");
  const stored = () => sql`select value from swath.table_settings where table_name = 'order_lines'`;
  expect(await stored()).toEqual([{ value: 1_500 }]);
  await row.getByRole("button", { name: /^Change/ }).click();
  await page.getByRole("button", { name: "Back to the default" }).click();
  await expect(row).toContainText("default");
  expect(await stored()).toEqual([]);
});

test("health shows the worker, the same as the API says; detail is for admins", async ({ page, browser }) => {
  await login(page, "ada");
  await page.goto("/admin/health");
  const worker = page.getByRole("region", { name: "Workers", exact: true }).getByRole("row", { name: /Alive/ });
  await expect(worker.first()).toBeVisible();
  const detail = await (await page.request.get("/api/health")).json();
  expect(detail).toMatchObject({ ok: true, database: "ok", facts: { workers: [{ alive: true }] } });
  await expect(worker.first()).toContainText(detail.facts.workers[0].host);
  await expect(page.getByRole("region", { name: "System" })).toContainText(/\d+ viewers? of \d+ web process/);
  const stranger = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  expect(Object.keys(await (await stranger.request.get("/api/health")).json())).toEqual([
    "ok",
    "database",
    "workers",
    "live",
  ]);
  // No token is configured here.
  expect((await stranger.request.get("/api/metrics")).status()).toBe(404);
  await stranger.close();
});

test("the audit log is narrowed, linked and exported", async ({ page, sql }) => {
  const id = await startTask("amy", "GR", { notes: { op: "set", value: "audited" } });
  await expect
    .poll(() => sql`select state from swath.bulk_tasks where id = ${id}`)
    .toMatchObject([{ state: "succeeded" }]);
  await login(page, "ada");
  await page.goto("/admin/audit");
  await choose(page, page.getByRole("combobox", { name: "Person" }), "Amy");
  await choose(page, page.getByRole("combobox", { name: "Action" }), "Started a task");
  const log = page.getByRole("list", { name: "Audit log" });
  await expect(log.getByRole("listitem").filter({ hasText: "Done" })).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  const rows: Record<string, string>[] = parse(file, { bom: true, columns: true });
  expect(rows.every(({ Actor, Action }) => Actor === "Amy" && Action === "applied")).toBe(true);
  expect(rows.map((row) => row["Subject id"])).toContain(id);
  await log.getByRole("link", { name: /audited/ }).click();
  await expect(page).toHaveURL(new RegExp(id));
});

test("editors and viewers see no admin pages, and are told so with 403", async ({ page }) => {
  for (const who of ["amy", "viewer"]) {
    await login(page, who);
    await expect(page.getByRole("link", { name: "Admin", exact: true })).toHaveCount(0);
    for (const path of ADMIN_PAGES) expect(await statusOf(page, path), `${who} ${path}`).toBe(403);
    await expect(page.getByRole("heading", { name: "This page is for admins." })).toBeVisible();
    for (const path of ["/api/admin/audit", "/api/admin/audit.csv", "/api/admin/config", "/api/admin/deliveries"])
      expect((await page.request.get(path)).status(), `${who} ${path}`).toBe(403);
    await page.context().clearCookies();
  }
});

const statusOf = async (page: Page, path: string) => (await page.goto(path))?.status();
