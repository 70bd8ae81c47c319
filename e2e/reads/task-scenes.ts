import type { Locator, Page } from "@playwright/test";
import { expectState } from "../setup/tasks";
import type { Scene } from "./scene";

const main = (page: Page): Locator => page.getByRole("main");
// By their tags: while a sheet is open, the rest of the page has no roles.
const heading = (page: Page): Locator => page.locator("h1");
const someTerm = (page: Page): Locator => page.locator("main dt").first();
const region = (page: Page, name: string): Locator => page.getByRole("region", { name });
const itemOf = (page: Page, list: string, n: number): Locator =>
  page.getByRole("list", { name: list }).getByRole("listitem").nth(n);

const overTask: Scene = {
  name: "a task that is over",
  asks: [
    {
      open: async ({ page }) => [heading(page), someTerm(page)],
      ask: ({ page, doneTask }) => page.goto(`/tasks/${doneTask}`),
      reads: {
        "GET /api/tasks/[id]/timeline": {
          what: "The timeline",
          shows: (page) => region(page, "Timeline").getByRole("listitem").first(),
        },
        "GET /api/tasks/[id]/deliveries": {
          what: "Its notifications",
          shows: (page) => region(page, "Notifications"),
        },
        "GET /api/tasks/[id]/again": {
          what: "Whether it can run again",
          shows: (page) => page.getByRole("link", { name: /^Run again on the same/ }),
        },
        "GET /api/tasks/[id]/changes": {
          what: "The records",
          shows: (page) => itemOf(page, "Records that were changed", 0),
        },
      },
    },
    {
      ask: ({ page }) => page.getByRole("tab", { name: /^Refused/ }).click(),
      reads: {
        "GET /api/tasks/[id]/outcomes": {
          what: "The records",
          shows: (page) => page.getByText("No record was refused."),
        },
      },
    },
    {
      ask: ({ page }) => page.getByRole("button", { name: /^Undo/ }).click(),
      reads: {
        "GET /api/tables/[table]": {
          what: "The columns of the table",
          shows: (page) =>
            page
              .getByRole("dialog", { name: /^Undo on/ })
              .getByText(/be restored/)
              .first(),
        },
      },
    },
    {
      async open({ page }) {
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        return [heading(page)];
      },
      async ask({ page, doneTask }) {
        // Back again after a while, when what the page came with is old.
        await page.evaluate(() => {
          const { now } = Date;
          Date.now = () => now() + 60_000;
        });
        await main(page).getByRole("link", { name: "Tasks" }).click();
        await page.locator(`main a[href='/tasks/${doneTask}']`).first().click();
      },
      reads: {
        "GET /api/tasks/[id]/related": { what: "Related tasks" },
      },
    },
  ],
};

let letGo = async (): Promise<void> => {};

const workingTask: Scene = {
  name: "a task at work",
  asks: [
    {
      open: async ({ page }) => [heading(page), someTerm(page)],
      async ask({ page, startHeld }) {
        const held = await startHeld();
        letGo = held.letGo;
        await page.goto(`/tasks/${held.id}`);
      },
      reads: {
        "GET /api/tasks/[id]/throughput": { what: "How fast it went", nonsense: "drawn" },
        "GET /api/tasks/[id]/workers": { what: "Its workers", shows: (page) => region(page, "Workers") },
      },
    },
    {
      async ask({ page }) {
        await main(page).getByRole("button", { name: "Cancel", exact: true }).click();
        await expectState(page, "Cancelled", 40_000);
        await letGo();
      },
      reads: {
        "GET /api/tasks/[id]/unprocessed": {
          what: "The records",
          shows: (page) => itemOf(page, "Records that were not processed", 0),
        },
      },
    },
  ],
};

const loadOlder = (page: Page): Promise<void> => page.getByRole("button", { name: "Load older" }).click();

const lists: Scene = {
  name: "lists, page by page, and the password",
  asks: [
    {
      async open({ page }) {
        await page.goto("/tasks");
        return [heading(page), main(page).getByRole("listitem").first()];
      },
      ask: ({ page }) => loadOlder(page),
      reads: { "GET /api/tasks/search": { shows: (page) => main(page).getByRole("listitem").nth(60) } },
    },
    {
      async open({ page }) {
        await page.goto("/admin/deliveries");
        return [heading(page), itemOf(page, "Deliveries", 0)];
      },
      ask: ({ page }) => loadOlder(page),
      reads: { "GET /api/admin/deliveries": { shows: (page) => itemOf(page, "Deliveries", 55) } },
    },
    {
      async open({ page }) {
        await page.goto("/admin/audit");
        return [heading(page), itemOf(page, "Audit log", 0)];
      },
      ask: ({ page }) => loadOlder(page),
      reads: { "GET /api/admin/audit": { shows: (page) => itemOf(page, "Audit log", 55) } },
    },
    {
      async open({ page }) {
        await page.goto("/settings");
        await page.getByLabel("Password now").fill("not mine");
        for (const name of ["New password", "New password, again"])
          await page.getByLabel(name, { exact: true }).fill("another swath");
        return [page.getByRole("heading", { name: "Notifications" }), page.locator("input[value='not mine']")];
      },
      ask: ({ page }) => page.getByRole("button", { name: "Change my password" }).click(),
      reads: {
        "POST /api/settings/password": {
          again: (page) => page.getByRole("button", { name: "Change my password" }),
          nonsense: "taken",
          shows: (page) => page.getByText("This is not your password."),
        },
      },
    },
  ],
};

export const TASK_SCENES: Scene[] = [overTask, workingTask, lists];
