import type { Locator, Page } from "@playwright/test";
import { openFiltered } from "../setup/table";
import type { Stage } from "./scene";

export const closeDialog = (page: Page): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
export const checkbox = (page: Page, row: number): Locator => page.getByRole("row").nth(row).getByRole("checkbox");
export const someCell = (page: Page): Locator => page.locator("[role=grid] [data-cell]").first();
export const twoSelected = (page: Page): Locator => page.getByText("2 selected", { exact: true });

export async function openPlaces({ page }: Stage): Promise<void> {
  await openFiltered(page, "places", { column: "country", operator: "is", value: "HN" });
}

export async function selectTwo(page: Page): Promise<Locator[]> {
  for (const row of [1, 2]) await checkbox(page, row).click();
  return [twoSelected(page), someCell(page)];
}
