import { apiRoutes } from "./reads/api-routes";
import { gateOn } from "./reads/gate";
import { play } from "./reads/scene";
import { SHEET_SCENE } from "./reads/sheet-scenes";
import { TABLE_SCENES } from "./reads/table-scenes";
import { TASK_SCENES } from "./reads/task-scenes";
import { emptyLists, makeWorld, type World } from "./reads/world";
import { expect, test } from "./setup/test";

/** Routes that no panel of a page reads, and why. */
const NO_PANEL: Record<string, string> = {
  "GET /api/auth/[...nextauth]": "the framework's own, for sign-in",
  "POST /api/auth/[...nextauth]": "the framework's own, for sign-in",
  "GET /api/health": "for machines",
  "GET /api/live": "for machines",
  "GET /api/ready": "for machines",
  "GET /api/metrics": "for machines",
  "GET /api/admin/audit.csv": "a link: the browser's own download",
  "GET /api/admin/config": "a link: the browser's own download",
  "GET /api/tables/[table]/bytes/[column]": "a link: the browser's own download",
  "GET /api/tasks/[id]/failed-rows.csv": "a link: the browser's own download",
  "GET /api/tasks/[id]/outcomes.csv": "a link: the browser's own download",
  "GET /api/tasks/events": "a stream that the page opens again by itself, and says so: tasks.spec.ts",
  "GET /api/tasks": "stands in for that stream, the same way",
  "POST /api/plans/inserts": "no page asks it",
  ...Object.fromEntries(
    ["count", "facets/[column]", "history", "record", "records", "records/current"].map((route) => [
      `POST /api/tables/[table]/${route}`,
      "the same as its GET, where the question is too long for an address: views.spec.ts",
    ]),
  ),
};

const scenes = [...TABLE_SCENES, SHEET_SCENE, ...TASK_SCENES];
let world: World;

test.beforeAll(async ({ browser, sql }) => {
  world = await makeWorld(browser, sql);
});
test.afterAll(({ sql }) => emptyLists(sql));

test("each route of the app is held here, or it is said why not", () => {
  const names = apiRoutes().map(({ name }) => name);
  const held = scenes.flatMap(({ asks }) => asks.flatMap(({ reads }) => Object.keys(reads)));
  expect(names.toSorted()).toEqual([...held, ...Object.keys(NO_PANEL)].toSorted());
});

for (const scene of scenes)
  test(`${scene.name}: what can't be read takes no more than its own panel, which says so and tries again`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      baseURL: process.env.SWATH_E2E_URL,
      storageState: world.state,
      locale: "en-US",
    });
    const page = await context.newPage();
    const gate = await gateOn(page, apiRoutes());
    await play(scene, { ...world, page }, gate);
    gate.end();
    await context.close();
  });
