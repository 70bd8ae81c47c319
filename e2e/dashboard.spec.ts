import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { addEditor, expectState, holdLaterHalf, startTask, taskRow } from "./setup/tasks";
import { expect, login, test } from "./setup/test";

test.beforeAll(({ sql }) => addEditor(sql, "Dana"));

const set = (value: string) => ({ notes: { op: "set", value } });
const select = (page: Page, words: string) =>
  page.getByRole("checkbox", { name: new RegExp(`^Select Places · Notes set to ${words}$`) });
const bar = (page: Page) => page.getByRole("region", { name: "Selected tasks" });

test("several tasks are paused, resumed and cancelled at once, by keyboard; what can't be is said", async ({
  page,
  sql,
}, { repeatEachIndex }) => {
  const [one, two] = [`dash one ${repeatEachIndex}`, `dash two ${repeatEachIndex}`];
  await login(page, "dana");
  const held = [await holdLaterHalf(sql, "UA"), await holdLaterHalf(sql, "TR")];
  const states = async () =>
    (
      await sql`select state from swath.bulk_tasks where change_text in (${`Notes set to ${one}`}, ${`Notes set to ${two}`})`
    ).map((task) => task.state as string);
  try {
    await startTask("dana", "UA", set(one));
    await startTask("dana", "TR", set(two));
    await page.goto("/tasks");
    await select(page, one).focus();
    await page.keyboard.press("Space");
    await select(page, two).focus();
    await page.keyboard.press("Space");
    await expect(bar(page)).toContainText("2 selected");
    await bar(page).getByRole("button", { name: "Pause 2" }).press("Enter");
    await expect.poll(states).toEqual(["paused", "paused"]);
    await expect(page.getByRole("button", { name: /^Tasks: 2 paused/ })).toBeVisible();
    await expect(taskRow(page, two).getByText("Paused", { exact: true })).toBeVisible();
    await expect(taskRow(page, two)).toContainText("paused by Dana");

    // Somebody else is quicker with one of them, and this page has not heard of it yet.
    await sql`update swath.bulk_tasks set state = 'cancelled', finished_at = now()
      where change_text = ${`Notes set to ${one}`}`;
    await bar(page).getByRole("button", { name: "Cancel 2" }).click();
    await expect(bar(page).getByRole("alert")).toContainText("1 task could not be cancelled");
    await expect(bar(page).getByRole("alert")).toContainText(one);
    await expect.poll(states, { timeout: 15_000 }).toEqual(["cancelled", "cancelled"]);
    await bar(page).getByRole("button", { name: "Dismiss" }).click();
    await page.keyboard.press("Escape");
    await expect(bar(page)).toHaveCount(0);
  } finally {
    for (const release of held) await release();
  }
});

test("several failed tasks are retried at once, after a look at what would happen", async ({ page, sql }) => {
  await login(page, "dana");
  await sql`update places set population = 10 where geoname_id in (
    select geoname_id from places where country in ('CO', 'KR') and population > 1000 order by geoname_id limit 4)`;
  const take = { population: { op: "add", by: -100 } };
  const ids = [await startTask("dana", "CO", take), await startTask("dana", "KR", take)];
  await page.goto("/tasks?state=partial");
  await expect(taskRow(page, "Population").getByText("Partly done", { exact: true })).toHaveCount(2, {
    timeout: 20_000,
  });
  const refused = await sql`select record_id::int as id from swath.record_outcomes where task_id in ${sql(ids)}`;
  await sql`update places set population = 5000 where geoname_id in ${sql(refused.map(({ id }) => id as number))}`;

  await page.getByRole("checkbox", { name: /^Select all 2/ }).click();
  await bar(page).getByRole("button", { name: "Retry 2…" }).click();
  const sheet = page.getByRole("dialog", { name: "Retry 2 tasks" });
  await expect(sheet.getByText(/\d+ will change/)).toHaveCount(2);
  const [untouched] = await sql`select count(*)::int as n from places where population = 4900`;
  await sheet.getByRole("button", { name: `Retry ${refused.length} records of 2 tasks` }).click();
  await expect(sheet).toHaveCount(0);
  await expect
    .poll(async () => (await sql`select count(*)::int as n from places where population = 4900`)[0]?.n as number, {
      timeout: 20_000,
    })
    .toBe((untouched?.n as number) + refused.length);
});

test("a task is run again on the same filter, with its change filled in and a fresh preview", async ({ page, sql }) => {
  await login(page, "dana");
  const id = await startTask("dana", "MA", set("again and again"));
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Done");
  await sql`update places set notes = null where country = 'MA' and geoname_id in (
    select geoname_id from places where country = 'MA' order by geoname_id limit 3)`;
  await page.getByRole("link", { name: "Run again on the same filter…" }).click();
  const sheet = page.getByRole("dialog", { name: /^Edit/ });
  await expect(sheet.getByRole("textbox", { name: "Notes" })).toHaveValue("again and again");
  await expect(sheet.getByText("3 will change")).toBeVisible();
  await expect.poll(() => new URL(page.url()).searchParams.get("again")).toBeNull();
  expect(await sql`select from places where country = 'MA' and notes is null`).toHaveLength(3);
  await sheet.getByRole("button", { name: /^Update 3 records/ }).click();
  await expect.poll(() => sql`select from places where country = 'MA' and notes is null`).toHaveLength(0);
});

test("two changed records of a task get back what they held, the others keep what it wrote", async ({ page, sql }) => {
  const words = `in part ${Date.now()}`;
  await sql`update places set notes = 'as it was' where country = 'UZ'`;
  const held = async () =>
    Object.fromEntries(
      (await sql`select notes, count(*)::int as n from places where country = 'UZ' group by 1`).map(({ notes, n }) => [
        notes as string,
        n as number,
      ]),
    );
  const { "as it was": all = 0 } = await held();
  await login(page, "dana");
  const id = await startTask("dana", "UZ", set(words));
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Done");
  const boxes = page.getByRole("checkbox", { name: /^Choose / });
  await boxes.nth(0).click();
  await boxes.nth(1).click();
  await page.getByRole("button", { name: "Undo for 2 records…" }).click();
  const sheet = page.getByRole("dialog", { name: "Undo for 2 records of Places" });
  await sheet.getByRole("button", { name: /^Undo 2 records/ }).click();
  await expect.poll(held).toEqual({ "as it was": 2, [words]: all - 2 });
  await sql`update places set notes = null where country = 'UZ'`;
});

test("a task that is started in one tab shows in all, also in their titles, until it has been seen", async ({
  page,
  context,
  sql,
}) => {
  await login(page, "dana");
  const second = await context.newPage();
  await page.goto("/tables/customers");
  await second.goto("/tables/products");
  await expect(second.getByRole("status").getByText("live", { exact: true })).toBeVisible();
  const release = await holdLaterHalf(sql, "CL");
  try {
    await startTask("dana", "CL", set("in every tab"));
    for (const tab of [page, second]) {
      await expect(tab).toHaveTitle(/^\(\d+%\) (Customers|Products) · Swath$/);
      await tab.getByRole("button", { name: /^Tasks: 1 running/ }).click();
      await expect(tab.getByRole("dialog", { name: "Tasks" }).getByText("in every tab")).toBeVisible();
      await tab.keyboard.press("Escape");
    }
    await second.goto("/tables/orders");
    await expect(second).toHaveTitle(/^\(\d+%\) Orders · Swath$/);
  } finally {
    await release();
  }
  await expect(page).toHaveTitle("Customers · Swath", { timeout: 20_000 });
  await expect(second.getByRole("button", { name: /ended since you last looked/ })).toBeVisible();
});

test("a changed record leads to its history", async ({ page, sql }) => {
  await login(page, "dana");
  const id = await startTask("dana", "NP", set("in its history"));
  const [first] = await sql`select geoname_id as id, name from places where country = 'NP' order by name desc limit 1`;
  await page.goto(`/tasks/${id}`);
  await expectState(page, "Done");
  await page.getByRole("searchbox", { name: "Search in label, id and values" }).fill(String(first?.id));
  await page
    .getByRole("region", { name: "Records" })
    .getByRole("link", { name: String(first?.name) })
    .click();
  const drawer = page.getByRole("dialog", { name: String(first?.name) });
  await expect(drawer.getByRole("region", { name: "History" })).toContainText("in its history");
});

/** Every route and page below a folder, with the address that asks for one task. */
function addresses(folder: string, file: string, id: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((each) => each.split(path.sep).join("/"))
    .filter((each) => each === file || each.endsWith(`/${file}`))
    .map((each) =>
      each
        .replace(/\/?[^/]+$/, "")
        .replace(/\([^)]+\)\/?/g, "")
        .replace("[id]", id),
    )
    .map((each) => `/${each}`);
}

test("neither page nor route nor stream tells anybody else of a task or its records", async ({
  page,
  browser,
  sql,
}) => {
  const words = "for Dana’s eyes only";
  const id = await startTask("dana", "LK", set(words));
  await expect
    .poll(async () => (await sql`select state from swath.bulk_tasks where id = ${id}`)[0]?.state as string)
    .toBe("succeeded");
  const [record] = await sql`select record_id as id from swath.record_history where task_id = ${id} limit 1`;
  expect(record?.id).toBeTruthy();
  const routes = addresses("app/api/tasks", "route.ts", id).map((each) => `/api/tasks${each === "/" ? "" : each}`);
  const pages = addresses("app/(app)/tasks", "page.tsx", id).map((each) => `/tasks${each === "/" ? "" : each}`);
  expect(routes.length).toBeGreaterThan(8);
  expect(pages.length).toBeGreaterThan(1);

  const other = await browser.newPage({ baseURL: process.env.SWATH_E2E_URL });
  await login(page, "viewer");
  await login(other, "editor");
  for (const somebody of [page, other]) {
    const query = encodeURIComponent(words);
    for (const address of [...routes, ...pages, `/tasks?q=${query}`, `/api/tasks/search?text=${query}`]) {
      const answer = await somebody.evaluate(async (to) => {
        const over = new AbortController();
        const response = await fetch(to, { signal: over.signal });
        if (!response.headers.get("content-type")?.startsWith("text/event-stream"))
          return { status: response.status, text: await response.text() };
        // A stream has no end: its snapshot is what there is to see.
        const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
        let text = "";
        while (!text.includes("event: snapshot") || !text.endsWith("\n\n")) text += (await reader.read()).value ?? "";
        over.abort();
        return { status: response.status, text };
      }, address);
      if (address.includes(id)) expect(answer.status, address).toBe(404);
      // What was typed is said again.
      if (!address.includes("=")) expect(answer.text, address).not.toContain(words);
      if (!address.includes(id)) expect(answer.text, address).not.toContain(`"${id}"`);
      expect(answer.text, address).not.toContain(`"recordId":"${record?.id}"`);
    }
  }
  await other.close();
});
