/** The page has loaded; never on the server. */
const pageUp: Promise<unknown> = typeof window === "undefined" ? new Promise(() => {}) : whenLoaded();
let last = pageUp;

/** Loads it in an idle moment after the page is up, one after the other. Who wants what failed asks for it again. */
export function loadWhenIdle(load: () => Promise<unknown>): void {
  last = last
    .then(idle)
    .then(load)
    .catch(() => {});
}

/** The first idle moment after the page is up. */
export const firstIdleMoment = (): Promise<void> => pageUp.then(idle);

async function whenLoaded(): Promise<void> {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
  }
  // What comes before this moment is the first load; the bench and the budget's test look for it.
  performance.mark("swath:warm-up");
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 50);
  });
}
