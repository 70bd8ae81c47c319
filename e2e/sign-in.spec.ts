import { expect, test } from "./setup/test";

test("somebody who isn't signed in is sent to the sign-in page, and back after signing in", async ({ page }) => {
  await page.goto("/tables/places?sort=name");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel(/e-?mail/i).fill("viewer@swath.local");
  await page.getByLabel(/password/i).fill("swath");
  await page.getByRole("button", { name: /^sign in$/i }).click();
  await expect(page).toHaveURL(/\/tables\/places/);
});

test("a wrong password gets a sentence and no session", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel(/e-?mail/i).fill("viewer@swath.local");
  await page.getByLabel(/password/i).fill("not this one");
  await page.getByRole("button", { name: /^sign in$/i }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await page.goto("/tables/places");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("each demo user gets in", async ({ browser, login }) => {
  for (const role of ["viewer", "editor", "admin"] as const) {
    const context = await browser.newContext({ baseURL: process.env.SWATH_E2E_URL });
    const page = await context.newPage();
    await login(page, role);
    await expect(page).not.toHaveURL(/\/sign-in/);
    await context.close();
  }
});

test("signing out lasts: only a page that is opened renews the session, not what one asks for on the side", async ({
  page,
  browser,
  login,
}) => {
  await login(page, "viewer");
  const renewed = async (path: string, accept: string) =>
    "set-cookie" in (await page.request.get(path, { headers: { accept } })).headers();
  expect(await renewed("/tables/places", "text/html,*/*")).toBe(true);
  for (const path of ["/tables/places", "/api/tasks", "/tasks"]) expect(await renewed(path, "*/*"), path).toBe(false);

  await page.goto("/tables/places");
  const [late] = await Promise.all([
    page.waitForResponse("**/api/tasks"),
    page.evaluate(() => void fetch("/api/tasks")),
  ]);
  expect(await late.headerValue("set-cookie")).toBeNull();
  // Whoever has a copy of the cookie is signed out as well.
  const copy = await browser.newContext({
    baseURL: process.env.SWATH_E2E_URL,
    storageState: await page.context().storageState(),
  });
  expect((await copy.request.get("/api/tasks")).status()).toBe(200);
  await page.getByRole("button", { name: /account and theme/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await copy.request.get("/api/tasks")).status()).toBe(401);
  await copy.close();
  await page.goto("/tables/places");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("health is public and says who is well; every other API asks who is calling", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  for (const path of ["/api/tasks/events", "/api/tables/places/records"]) {
    expect((await request.get(path)).status(), path).toBe(401);
  }
});

test("a page runs its own scripts and nothing that a value may bring along; redirects stay on the site", async ({
  page,
}) => {
  const answer = await page.goto("/sign-in");
  const policy = (await answer!.headerValue("content-security-policy")) ?? "";
  const [, nonce] = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'(;|$)/.exec(policy) ?? [];
  expect(nonce).toBeTruthy();
  // Of the page as it was sent; those that its scripts load are theirs.
  expect((await answer!.text()).match(/<script(?![^>]*\snonce=)[^>]*>/g)).toBeNull();
  const ran = await page.evaluate(async () => {
    const holder = document.createElement("div");
    holder.innerHTML = `<img src="data:," onerror="document.title = 'ran'">`;
    document.body.append(holder);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return document.title === "ran";
  });
  expect(ran).toBe(false);
  const again = await page.request.get("/sign-in");
  expect(again.headers()["content-security-policy"]).not.toContain(nonce);

  const away = await page.request.get("/tables/places", {
    headers: { "x-forwarded-host": "elsewhere.example" },
    maxRedirects: 0,
  });
  expect(away.headers()).toMatchObject({
    location: "/sign-in?callbackUrl=%2Ftables%2Fplaces",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
  });
});

test("whoever left a session open somewhere signs out everywhere", async ({ page, browser, login, sql }) => {
  await sql`
    insert into swath.users (id, email, name, role, password_hash)
    select gen_random_uuid(), 'erin@swath.local', 'Erin', role, password_hash from swath.users where email = 'editor@swath.local'`;
  await login(page, "erin");
  const elsewhere = await browser.newContext({ baseURL: process.env.SWATH_E2E_URL });
  const phone = await elsewhere.newPage();
  await login(phone, "erin");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await phone.request.get("/api/tasks")).status()).toBe(401);
  await login(page, "erin");
  await elsewhere.close();
});
