import { loadavg } from "node:os";
import type { Page } from "@playwright/test";
import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, percentile } from "../figure";
import { type BenchBrowser, openBrowser } from "../open-browser";
import { fillPlaces } from "../places";

const SCROLLED_ROWS = 10_000;
const LOADED_ROWS = 100_000;
const COLUMNS = 20;

/** What a person at the table page of a large table waits for: its scripts, the wheel, the keys; and what it holds. */
export async function measureBrowser(env: BenchEnvironment, records: number, tries: number): Promise<Figure[]> {
  await fillPlaces(env, records);
  const browser = await openBrowser(env);
  try {
    return [
      ...(await measureScripts(browser, tries)),
      ...(await measureScrolling(browser, tries)),
      ...(await measureKeys(browser, tries)),
      await measureMemory(browser),
    ];
  } finally {
    await browser.close();
    console.log(
      `Load of the machine: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(", ")}.`,
    );
  }
}

/** On its own, with the table page loaded and settled. */
async function onTablePage<T>(browser: BenchBrowser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    // What tsx wraps functions in that are sent to the page.
    await context.addInitScript("globalThis.__name = (made) => made");
    const page = await context.newPage();
    await page.goto(`${browser.url}/tables/places`);
    await page.locator("[data-cell]").first().waitFor();
    // One stream of events stays open for ever, so the network is never quite idle.
    await page.waitForTimeout(1_500);
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Every script that the first visit of the page loads, as it comes over the wire: before it is up, and idle later. */
async function measureScripts(browser: BenchBrowser, tries: number): Promise<Figure[]> {
  const runs: { first: number; later: number }[] = [];
  for (let i = 0; i < tries; i++) runs.push(await onTablePage(browser, (page) => page.evaluate(scriptBytes)));
  const figure = (name: string, bytes: number[], target?: string) =>
    fromRuns(
      name,
      "kB",
      bytes.map((each) => each / 1_000),
      target,
    );
  return [
    figure(
      "first load of the table page, compressed JavaScript",
      runs.map(({ first }) => first),
      "≤ 250",
    ),
    figure(
      "the same, what follows in idle moments",
      runs.map(({ later }) => later),
    ),
  ];
}

/** Waits until nothing more comes, so that all of the later code is counted. */
async function scriptBytes(): Promise<{ first: number; later: number }> {
  const scripts = () =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(({ name }) =>
      /\.js(\?|$)/.test(name),
    );
  const warmUp = performance.getEntriesByName("swath:warm-up")[0];
  if (!warmUp) throw new Error("The page never came to its first idle moment.");
  for (let seen = -1; seen < scripts().length;) {
    seen = scripts().length;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
  const sum = (later: boolean) =>
    scripts()
      .filter(({ startTime }) => startTime >= warmUp.startTime === later)
      .reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
  return { first: sum(false), later: sum(true) };
}

/** The wheel turned over so many rows, at 300 px per frame, while the windows are read from the server. */
async function measureScrolling(browser: BenchBrowser, tries: number): Promise<Figure[]> {
  const slow: number[] = [];
  const longest: number[] = [];
  const typical: number[] = [];
  for (let i = 0; i < tries; i++) {
    const frames = await onTablePage(browser, (page) => page.evaluate(scrollOver, SCROLLED_ROWS));
    slow.push(frames.filter((ms) => ms > 50).length);
    longest.push(Math.max(...frames));
    typical.push(percentile(frames, 0.99));
  }
  const over = `scrolling over ${number(SCROLLED_ROWS)} rows`;
  return [
    fromRuns(`${over}, frames longer than 50 ms`, "frames", slow, "≤ 0"),
    fromRuns(`${over}, longest frame`, "ms", longest),
    fromRuns(`${over}, frames, p99`, "ms", typical),
  ];
}

/** Milliseconds of each frame. */
async function scrollOver(rows: number): Promise<number[]> {
  const grid = document.querySelector("[role=grid]")!;
  const wanted = rows * 32;
  const frames: number[] = [];
  let before = await new Promise<number>(requestAnimationFrame);
  while (grid.scrollTop < wanted) {
    grid.scrollTop += 300;
    const now = await new Promise<number>(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames;
}

/** From a key to the frame that shows what it did, as the browser itself reckons it (Event Timing, in steps of 8 ms). */
async function measureKeys(browser: BenchBrowser, tries: number): Promise<Figure[]> {
  const [walk, write]: [number[], number[]] = [[], []];
  for (let i = 0; i < tries; i++) {
    await onTablePage(browser, async (page) => {
      await page.locator('[data-cell$="/region"]').nth(3).click();
      walk.push(
        ...(await timed(page, async () => {
          for (let n = 0; n < 20; n++)
            await page.keyboard.press(n % 4 === 3 ? "ArrowRight" : "ArrowDown", { delay: 20 });
        })),
      );
      await page.locator('[data-cell$="/region"]').nth(3).click();
      write.push(
        ...(await timed(page, async () => {
          for (let n = 0; n < 5; n++) {
            await page.keyboard.type("abc", { delay: 40 });
            await page.keyboard.press("Enter", { delay: 20 });
            await page.waitForTimeout(150);
          }
        })),
      );
    });
  }
  const p95 = (name: string, ms: number[]): Figure => ({
    name: `keystroke → painted, ${name}, p95`,
    value: percentile(ms, 0.95),
    unit: "ms",
    target: "≤ 50",
    spread: [Math.min(...ms), Math.max(...ms)],
  });
  return [p95("moving from cell to cell", walk), p95("typing into a cell and saving it", write)];
}

async function timed(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const store = window as unknown as { keys: number[] };
    store.keys = [];
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown" || name === "input") store.keys.push(duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
  await work();
  await page.waitForTimeout(300);
  // What took less than 16 ms is not told of, and would only make the figure look better.
  return page
    .evaluate(() => (window as unknown as { keys: number[] }).keys)
    .then((keys) => (keys.length > 0 ? keys : [16]));
}

/** What the page's objects take up when so many records of 20 values are loaded, after the garbage is collected. */
async function measureMemory(browser: BenchBrowser): Promise<Figure> {
  const bytes = await onTablePage(browser, async (page) => {
    // The sample's table has fewer columns: its records are widened on their way, of every kind in turn.
    await page.route("**/api/tables/places/records?*", async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { rows: { id: string; values: Record<string, unknown> }[] };
      for (const { id, values } of body.rows) {
        for (let i = Object.keys(values).length; i < COLUMNS; i++)
          values[`extra${i}`] = i % 3 === 0 ? Number(id) * i : i % 3 === 1 ? `Extra ${i} of ${id}` : i % 2 === 0;
      }
      await route.fulfill({ response, json: body });
    });
    await page.evaluate(loadRows, LOADED_ROWS);
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  });
  return {
    name: `JavaScript heap with ${COLUMNS} columns × ${number(LOADED_ROWS)} loaded records`,
    value: bytes / 1e6,
    unit: "MB",
    target: "≤ 200",
  };
}

async function loadRows(rows: number): Promise<void> {
  const grid = document.querySelector("[role=grid]")!;
  while (grid.scrollHeight < rows * 32) {
    grid.scrollTop = grid.scrollHeight;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
