import type { Page } from "@playwright/test";
import { grid, openFiltered } from "../setup/table";
import { checkbox, closeDialog, openPlaces, selectTwo, someCell, twoSelected } from "./places";
import type { Scene } from "./scene";

async function openRecord(page: Page, row: number): Promise<void> {
  const name = grid(page).locator("[data-cell$='/name']").nth(row);
  await name.hover();
  await name.getByRole("button", { name: /^Open / }).click();
}

let latest = "";

const theGrid: Scene = {
  name: "the grid and its records",
  asks: [
    {
      async open(stage) {
        await openPlaces(stage);
        await checkbox(stage.page, 1).click();
        return [twoSelected(stage.page), someCell(stage.page)];
      },
      ask: ({ page }) => checkbox(page, 2).click(),
      reads: {
        "POST /api/tables/[table]/summary": {
          what: "The summary",
          shows: (page) => page.getByRole("group", { name: "Summary" }).locator("dl[aria-busy=false]"),
        },
      },
    },
    {
      async ask({ page }) {
        await page.getByRole("columnheader", { name: "Status" }).hover();
        await page.getByRole("button", { name: "Menu of Status", exact: true }).click();
      },
      reads: {
        "GET /api/tables/[table]/facets/[column]": {
          what: "The values",
          shows: (page) => page.getByRole("list", { name: "Values of Status" }).getByRole("listitem").first(),
        },
      },
    },
    {
      open: ({ page }) => page.keyboard.press("Escape"),
      ask: async ({ news }) => (latest = await news("HN")),
      reads: {
        "GET /api/tables/[table]/records/current": {
          what: "What others changed",
          shows: (page) => grid(page).getByText(latest).first(),
        },
        "GET /api/tables/[table]/count": {
          what: "How many there are",
          shows: (page) => page.getByText(/^\d+ matching$/),
        },
      },
    },
    {
      async ask({ page }) {
        await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Export…" }).click();
        await page.getByRole("menuitem", { name: "CSV" }).click();
      },
      reads: {
        "POST /api/tables/[table]/export": {
          says: "Nothing was exported",
          nonsense: "taken",
          shows: (page) => page.getByText("2 records exported").first(),
        },
      },
    },
    {
      async ask({ page }) {
        await grid(page).locator("[data-cell$='/notes']").nth(3).click();
        await page.keyboard.press("Shift+ArrowDown");
        await page.keyboard.press("Delete");
      },
      reads: {
        "POST /api/plans/values": {
          says: "Nothing was changed.",
          shows: (page) => page.getByText("Cleared 2 records.").first(),
        },
      },
    },
    {
      ask: ({ page }) => openRecord(page, 0),
      reads: {
        "GET /api/tables/[table]/record": {
          what: "The record",
          shows: (page) => page.getByRole("dialog").getByLabel("Region"),
        },
      },
    },
    {
      async open({ page }) {
        await closeDialog(page);
      },
      ask: ({ page }) => openRecord(page, 1),
      reads: {
        "GET /api/tables/[table]/history": {
          what: "The history",
          shows: (page) =>
            page
              .getByRole("region", { name: "History" })
              .getByText(/Nothing was changed|before/)
              .first(),
        },
      },
    },
    {
      async open({ page }) {
        await closeDialog(page);
      },
      ask: ({ page }) => grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight)),
      reads: { "GET /api/tables/[table]/records": { what: "More records" } },
    },
    {
      open: async ({ page }) => [someCell(page)],
      ask: ({ page, gone }) => page.goto(`/tables/places?record=${gone}`),
      reads: {
        "GET /api/tables/[table]/deleted": {
          what: "The record",
          shows: (page) => page.getByRole("dialog").getByText("It is no longer there"),
        },
      },
    },
  ],
};

const references: Scene = {
  name: "other tables' records",
  asks: [
    {
      async open({ page }) {
        await openFiltered(page, "orders");
        return selectTwo(page);
      },
      async ask({ page }) {
        await grid(page).locator("[data-cell$='/customer_id']").nth(3).dblclick();
      },
      reads: {
        "GET /api/tables/[table]/references/[column]": {
          says: "The search failed.",
          shows: (page) => page.getByRole("option").nth(2),
        },
      },
    },
    {
      open: async ({ page }) => [grid(page), page.getByRole("button", { name: /^Customer is / })],
      ask: ({ page, customer }) =>
        openFiltered(page, "orders", { column: "customer_id", operator: "is", value: customer }),
      reads: {
        "POST /api/tables/[table]/references/[column]/labels": {
          what: "What the records are called",
          shows: (page) => page.getByRole("button", { name: /^Customer is [A-Z][a-z]+ / }),
        },
      },
    },
  ],
};

export const TABLE_SCENES: Scene[] = [theGrid, references];
