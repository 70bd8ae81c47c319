import type { Locator, Page } from "@playwright/test";
import { changeColumn, openFiltered } from "../setup/table";
import { closeDialog, openPlaces, selectTwo, someCell, twoSelected } from "./places";
import type { Scene } from "./scene";

const dialog = (page: Page, name: RegExp | string): Locator => page.getByRole("dialog", { name });
const sheet = (page: Page): Locator => dialog(page, /^Edit /);
const importing = (page: Page): Locator => dialog(page, "Import into Places");

async function chooseFile(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const lines = [
    "Id;Name;Country;Feature;Population;Latitude;Longitude",
    "990901;A;XF;PPL;1;1,5;2",
    "990902;B;XF;PPL;many;1,5;2",
  ];
  const file = { name: "towns.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) };
  await importing(page).getByLabel("Choose a file").setInputFiles(file);
  await importing(page).getByRole("radio", { name: "Add every row as a new record" }).click();
}

const checkFile = (page: Page): Locator => importing(page).getByRole("button", { name: "Check the file" });

export const SHEET_SCENE: Scene = {
  name: "the sheets",
  asks: [
    {
      async open(stage) {
        await openPlaces(stage);
        const kept = await selectTwo(stage.page);
        await chooseFile(stage.page);
        return [...kept, importing(stage.page)];
      },
      ask: ({ page }) => checkFile(page).click(),
      reads: {
        "POST /api/imports": { again: checkFile, shows: (page) => page.getByText("1 will be added").first() },
      },
    },
    {
      async open({ page }) {
        await closeDialog(page);
        await chooseFile(page);
      },
      ask: ({ page }) => checkFile(page).click(),
      reads: {
        "GET /api/imports/[id]/parse-errors": {
          what: "The rows that will be left out",
          shows: (page) => page.getByText("Row 3", { exact: true }),
        },
      },
    },
    {
      async open({ page }) {
        await closeDialog(page);
        await page.getByRole("button", { name: "Edit…" }).click();
        await sheet(page).getByLabel("Comment (optional)").fill("half a sentence");
        return [twoSelected(page), someCell(page), sheet(page).locator("input[value='half a sentence']")];
      },
      ask: ({ page }) => changeColumn(page, "Population", "add", { Number: "7" }),
      reads: {
        "POST /api/plans/preview": { shows: (page) => sheet(page).getByText("2 will change").first() },
      },
    },
    {
      ask: ({ page }) => page.getByRole("button", { name: "Try it for real and roll back" }).click(),
      reads: {
        "POST /api/plans/dry-run": { shows: (page) => page.getByText(/^Tried and rolled back: 2 of 2/) },
      },
    },
    {
      async open({ page }) {
        await openFiltered(page, "order_lines");
        return selectTwo(page);
      },
      ask: ({ page }) => page.getByRole("button", { name: "Duplicate…" }).click(),
      reads: {
        "POST /api/plans/duplicates": {
          shows: (page) => dialog(page, "Duplicate 2 records").getByText("2 will be added").first(),
        },
      },
    },
  ],
};
