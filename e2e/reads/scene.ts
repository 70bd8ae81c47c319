import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../setup/test";
import { type Failing, type Gate, REASONS } from "./gate";
import type { World } from "./world";

export interface Stage extends World {
  page: Page;
}

/** A place of the app: what is read there, one thing after the other. */
export interface Scene {
  name: string;
  asks: Ask[];
}

/** What makes the page ask, and what it asks for: these routes fail together. */
export interface Ask {
  /** The page before anything fails. Answers what must stay as it is; nothing where that is as before. */
  open?: (stage: Stage) => Promise<Locator[] | void>;
  ask: (stage: Stage) => Promise<unknown>;
  /** By route. */
  reads: Record<string, Read>;
}

export interface Read {
  /** What could not be read, as its panel calls it; left out where the place says it. */
  what?: string;
  /** What is said before the reason, where nothing "could not be read". */
  says?: string;
  /** Where the next try is another button's. */
  again?: (page: Page) => Locator;
  /** Of an answer of another shape: it is noticed only when it is drawn, or the answer is not looked into. */
  nonsense?: "drawn" | "taken";
  /** What is there once it is answered. */
  shows?: (page: Page) => Locator;
}

/** Every read is met by the first, and by two of the others in turn: what becomes of them is the one client's. */
const OTHERS: Failing[] = ["html", "hangs", "nonsense", "signed out", "breaks"];
let turn = 0;
const howsOf = (): Failing[] => ["unreachable", ...[turn++, turn++].map((n) => OTHERS[n % OTHERS.length] ?? "html")];

/**
 * Lets the routes fail in several ways, then come back one by one. All the while each panel says what failed and offers
 * another try, and the rest of the page stays.
 */
export async function play(scene: Scene, stage: Stage, gate: Gate): Promise<void> {
  const { page } = stage;
  let stays: Locator[] = [];
  for (const { open, ask, reads } of scene.asks) {
    const hows = howsOf();
    const routes = Object.keys(reads);
    await test.step(routes.join(", "), async () => {
      stays = (await open?.(stage)) ?? stays;
      await gate.set(routes, "unreachable");
      await ask(stage);
      for (const how of hows) {
        const failing = Object.entries(reads).filter(([, { nonsense }]) => how !== "nonsense" || nonsense !== "taken");
        if (how !== hows[0]) {
          const names = failing.map(([name]) => name);
          await gate.set(names, how);
          for (const [, read] of failing) await againOf(page, read).click();
        }
        for (const [, read] of failing) {
          await expect(noteOf(page, read, how), how).toBeVisible();
          await expect(againOf(page, read), how).not.toHaveAttribute("aria-busy", "true");
        }
        await expectAll(page, stays);
      }
      for (const [route, read] of Object.entries(reads)) {
        await gate.set([route], null);
        await tryUnlessRead(againOf(page, read));
        if (read.shows) await expect(read.shows(page)).toBeVisible();
      }
      await expect(tryAgain(page)).toHaveCount(0);
      await expectAll(page, stays);
    });
  }
}

// A toast that waits to be looked at has no role yet.
const tryAgain = (page: Page): Locator => page.locator("button:visible", { hasText: /^Try again$/ });

/** The innermost part of the page that says so and has the button. */
function partOf(page: Page, words: string): Locator {
  return page
    .locator("div")
    .filter({ hasText: words })
    .filter({ has: tryAgain(page) })
    .last();
}

function againOf(page: Page, read: Read): Locator {
  if (read.again) return read.again(page);
  const { what, says = what && `${what} could not be` } = read;
  const part = says ? partOf(page, says) : page;
  return part.locator("button:visible", { hasText: /^Try again$/ });
}

function noteOf(page: Page, { what, says, again, nonsense }: Read, how: Failing): Locator {
  if (how === "nonsense" && nonsense === "drawn") return partOf(page, `${what ?? ""} could not be shown.`);
  const words = [says ?? (what && `${what} could not be read.`), REASONS[how]].filter(Boolean);
  if (again) return page.getByRole("alert").filter({ hasText: REASONS[how] });
  return words
    .reduce((part, each) => part.filter({ hasText: each }), page.locator("div").filter({ has: tryAgain(page) }))
    .last();
}

/** What others change beside this test may have had it read again by now: then nothing is left to be tried. */
async function tryUnlessRead(button: Locator): Promise<void> {
  await button.click({ timeout: 5_000 }).catch(async (error: unknown) => {
    if ((await button.count()) > 0) throw error;
  });
}

async function expectAll(page: Page, stays: Locator[]): Promise<void> {
  for (const kept of stays) await expect(kept).toBeVisible();
  await expect(page.getByText("This page could not be shown.")).toHaveCount(0);
}
