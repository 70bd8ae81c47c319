import type { Browser, Page } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { type MailServer, startMailServer } from "../lib/testing/mail-server";
import { choose } from "./setup/table";
import { addEditor, holdLaterHalf, startTask } from "./setup/tasks";
import { expect, login, test } from "./setup/test";

test.beforeAll(async ({ sql }) => {
  await addEditor(sql, "Nora");
  await addEditor(sql, "Dora");
  await sql`update swath.users set role = 'admin' where email = 'dora@swath.local'`;
});

const set = (value: string) => ({ notes: { op: "set", value } });
const toasts = (page: Page, words: string) => page.getByRole("dialog").filter({ hasText: words });

async function newBrowser(browser: Browser): Promise<Page> {
  return browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
}

/** A browser whose tabs are hidden or not, and that answers as told when asked whether it may notify. */
async function fakeNotifications(page: Page, { permission, hidden }: { permission: string; hidden: boolean }) {
  await page.addInitScript(
    ([now, isHidden]) => {
      const told: { title: string; body?: string }[] = [];
      class FakeNotification extends EventTarget {
        static permission = now;
        static async requestPermission() {
          Object.assign(window, { asked: true });
          FakeNotification.permission = "granted";
          return "granted";
        }
        constructor(title: string, options?: { body?: string }) {
          super();
          told.push({ title, body: options?.body });
        }
      }
      Object.assign(window, { Notification: FakeNotification, told });
      if (isHidden) Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
    },
    [permission, hidden] as const,
  );
}

test("the end is told in both browsers of a person, as that person chooses", async ({ page, browser, sql }) => {
  test.slow();
  const other = await newBrowser(browser);
  await fakeNotifications(other, { permission: "granted", hidden: true });
  await login(page, "nora");
  await login(other, "nora");
  await page.getByRole("button", { name: /^Nora: account/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: "Notifications" })).toBeVisible();
  await other.goto("/settings");
  for (const each of [page, other]) await expect(each.getByText("live", { exact: true })).toBeAttached();

  await startTask("nora", "GR", set("told by toast"));
  for (const each of [page, other]) {
    await expect(toasts(each, "told by toast")).toBeVisible({ timeout: 20_000 });
    await expect(each.getByRole("button", { name: /1 ended since you last looked/ })).toBeVisible();
  }
  const told = () => other.evaluate(() => (window as unknown as { told: { title: string; body: string }[] }).told);
  const [gr] = await sql<[{ n: number }]>`select count(*)::int as n from places where country = 'GR'`;
  expect(await told()).toEqual([
    { title: expect.stringContaining("Done: Places"), body: `${gr.n.toLocaleString("en")} changed` },
  ]);

  await choose(page, page.getByRole("combobox", { name: "Message on the page" }), "Only on problems");
  await expect(page.getByText("Saved")).toBeVisible();
  await choose(page, page.getByRole("combobox", { name: "Notification of the browser" }), "Never");
  await expect(page.getByText("Saved")).toBeVisible();
  expect(
    await sql`
      select channel, tell from swath.notification_preferences join swath.users on users.id = user_id
      where email = 'nora@swath.local' order by channel`,
  ).toMatchObject([
    { channel: "toast", tell: "problems" },
    { channel: "browser", tell: "never" },
  ]);
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Message on the page" })).toHaveText("Only on problems");

  await startTask("nora", "GR", set("told by a mark alone"));
  for (const each of [page, other]) {
    await expect(each.getByRole("button", { name: /2 ended since you last looked/ })).toBeVisible({ timeout: 20_000 });
    await expect(toasts(each, "told by a mark alone")).toHaveCount(0);
  }
  expect(await told()).toHaveLength(1);
  await other.close();
});

test("a browser is asked whether it may notify only after a click, while a task runs", async ({ page, sql }) => {
  await fakeNotifications(page, { permission: "default", hidden: false });
  await login(page, "nora");
  const asked = () => page.evaluate(() => "asked" in window);
  const release = await holdLaterHalf(sql, "TR");
  try {
    await page.goto(`/tasks/${await startTask("nora", "TR", set("goes on for a while"))}`);
    const offer = page.getByRole("button", { name: "Notify me" });
    await expect(offer).toBeVisible();
    expect(await asked()).toBe(false);
    await offer.click();
    await expect(offer).toHaveCount(0);
    expect(await asked()).toBe(true);
  } finally {
    await release();
  }
});

test("an e-mail that is refused is shown on the task's page and sent again from there; others see nothing of it", async ({
  page,
  browser,
}) => {
  test.slow();
  const mail: MailServer = await startMailServer(Number(process.env.SWATH_E2E_SMTP_PORT));
  mail.refuseWith(550);
  try {
    await login(page, "nora");
    await page.goto("/settings");
    await choose(page, page.getByRole("combobox", { name: "E-mail" }), "Always");
    await expect(page.getByText("Saved")).toBeVisible();

    const id = await startTask("nora", "UA", set("told by mail"));
    await page.goto(`/tasks/${id}`);
    const section = page.getByRole("region", { name: "Notifications" });
    const row = section.getByRole("listitem").filter({ hasText: "nora@swath.local" });
    await expect(row).toContainText("Failed", { timeout: 20_000 });
    await expect(row).toContainText("The mail server refused the address (550).");
    await expect(row).toContainText("1 try");
    expect(mail.received).toHaveLength(0);

    mail.refuseWith(null);
    await row.getByRole("button", { name: "Send again" }).click();
    await expect(row).toContainText("Sent", { timeout: 20_000 });
    await expect(row.getByText(/refused/)).toHaveCount(0);
    expect(mail.received.map(({ to }) => to)).toEqual([["nora@swath.local"]]);
    // Its lines are broken by quoted-printable.
    expect(mail.received[0]?.source.replaceAll("=\r\n", "")).toContain(`https://swath.example.com/tasks/${id}`);

    const stranger = await newBrowser(browser);
    await login(stranger, "viewer");
    expect((await stranger.request.get(`/api/tasks/${id}/deliveries`)).status()).toBe(404);
    await stranger.close();
  } finally {
    await mail.close();
  }
});

test("an admin is led from the health to the messages that failed, of everybody, and sends one again", async ({
  page,
  sql,
}) => {
  test.slow();
  const id = await startTask("nora", "MT", set("told to nobody"));
  const state = () => sql`select state from swath.bulk_tasks where id = ${id}`;
  await expect.poll(state).toMatchObject([{ state: "succeeded" }]);
  const message = (values: object) => ({ id: uuidv7(), task_id: id, attempts: 1, ...values });
  const failed = {
    state: "failed",
    attempts: 7,
    tried_at: new Date(),
    last_error: "The mail server can't be reached.",
  };
  await sql`insert into swath.notifications ${sql(message({ channel: "email", recipient: "away@example.com", ...failed }))}`;
  const hooks = Array.from({ length: 60 }, (_, n) => `https://hooks.example.com/${n}`);
  await sql`insert into swath.notifications ${sql(
    hooks.map((recipient) => message({ channel: "webhook", recipient, state: "sent", sent_at: new Date() })),
  )}`;
  const mail = await startMailServer(Number(process.env.SWATH_E2E_SMTP_PORT));
  try {
    await login(page, "dora");
    await page.goto("/admin");
    const warning = page.getByRole("listitem").filter({ hasText: "could not be delivered in the last hour." });
    await warning.getByRole("link", { name: "Show them" }).click();
    await expect(page).toHaveURL(/\/admin\/deliveries\?state=failed$/);
    const list = page.getByRole("list", { name: "Deliveries" });
    const row = list.getByRole("listitem").filter({ hasText: "away@example.com" });
    await expect(row).toContainText("The mail server can't be reached.");
    await expect(row).toContainText("7 tries");
    await expect(row.getByRole("link", { name: "Places" })).toHaveAttribute("href", "/tables/places");
    await expect(row.getByRole("link", { name: /told to nobody/ })).toHaveAttribute("href", `/tasks/${id}`);

    await row.getByRole("button", { name: "Send again" }).click();
    await expect(row).toContainText("Sent", { timeout: 20_000 });
    const stored = sql`select state, attempts, last_error from swath.notifications where recipient = 'away@example.com'`;
    expect(await stored).toMatchObject([{ state: "sent", attempts: 1, last_error: null }]);
    expect(mail.received.flatMap(({ to }) => to).filter((to) => to === "away@example.com")).toHaveLength(1);
    const [noted] = await sql`
      select name from swath.audit_log join swath.users on users.id = actor_id
      where action = 'resent' and subject_id = ${id}`;
    expect(noted).toEqual({ name: "Dora" });

    await choose(page, page.getByRole("combobox", { name: "State" }), "Sent");
    await choose(page, page.getByRole("combobox", { name: "Channel" }), "Webhook");
    await expect(list.getByRole("listitem")).toHaveCount(50);
    await page.getByRole("button", { name: "Load older" }).click();
    await expect(list.getByRole("listitem")).toHaveCount(60);
    await choose(page, page.getByRole("combobox", { name: "Channel" }), "Callback");
    await expect(page.getByText("No message matches.")).toBeVisible();
  } finally {
    await sql`delete from swath.notifications where task_id = ${id}`;
    await mail.close();
  }
});
