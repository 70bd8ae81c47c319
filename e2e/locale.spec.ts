import { openFiltered } from "./setup/table";
import { addEditor, startTask } from "./setup/tasks";
import { expect, test } from "./setup/test";

test.use({ timezoneId: "Asia/Tokyo", locale: "de-DE" });

test("the server writes what the browser writes, whatever the reader's time zone and language", async ({
  page,
  login,
  sql,
}) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await addEditor(sql, "Maltese");
  await login(page, "maltese");
  const task = await startTask("maltese", "MT", { region: { op: "set", value: "tokyo" } });

  for (const path of ["/tasks", `/tasks/${task}`, `/tasks?from=2020-01-01T00:00:00Z`]) {
    await page.goto(path);
    await expect(
      page
        .getByRole("main")
        .getByText(/Places/)
        .first(),
    ).toBeVisible();
  }
  await openFiltered(page, "orders");
  expect(complaints).toEqual([]);

  // Whose clock it is: when something happened by the reader's own, what a record holds in UTC for everybody.
  await page.goto(`/tasks/${task}`);
  const [{ at }] = await sql<[{ at: string }]>`
    select to_char(created_at at time zone 'Asia/Tokyo', 'FMMon FMDD, YYYY, HH24:MI') as at
    from swath.bulk_tasks where id = ${task}`;
  await expect(page.getByRole("region", { name: "Facts" }).getByText(at).first()).toBeVisible();
});
