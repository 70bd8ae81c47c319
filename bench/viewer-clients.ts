// Run by bench/figures/viewers.ts as a process of its own: many event streams, read as cheaply as can be.
import http from "node:http";

/** Parent → child. */
export type Order =
  | { kind: "connect"; url: string; cookies: string[]; count: number }
  /** How long until each viewer was told of at least `done` records, for each commit. */
  | { kind: "delays"; commits: { atMs: number; done: number }[] };
/** Child → parent. */
export type Answer =
  | { kind: "connected"; count: number }
  | { kind: "delays"; /** Quantiles. */ ms: number[]; missing: number };

interface Viewer {
  atMs: number[];
  processed: number[];
}

const viewers: Viewer[] = [];
const AT_ONCE = 50;

process.on("message", (order: Order) => {
  if (order.kind === "connect") void connect(order);
  if (order.kind === "delays") answer(delays(order.commits));
});
process.on("disconnect", () => process.exit(0));

async function connect({ url, cookies, count }: Extract<Order, { kind: "connect" }>): Promise<void> {
  for (let i = 0; i < count; i += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, n) =>
      open(url, cookies[(i + n) % cookies.length]!),
    );
    await Promise.all(some);
  }
  answer({ kind: "connected", count: viewers.length });
}

/** Resolves with the first event. */
function open(url: string, cookie: string): Promise<void> {
  const viewer: Viewer = { atMs: [], processed: [] };
  return new Promise((resolve, reject) => {
    const request = http.get(`${url}/api/tasks/events`, {
      agent: false,
      headers: { cookie, accept: "text/event-stream" },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      if (response.statusCode !== 200) return reject(new Error(`The stream answered ${response.statusCode}.`));
      viewers.push(viewer);
      response.setEncoding("latin1");
      response.on("data", (text: string) => {
        if (text.includes("event: snapshot")) resolve();
        // A snapshot also holds what has long ended.
        const at = text.lastIndexOf('"processed":');
        if (at < 0 || !text.includes("event: tasks")) return;
        viewer.atMs.push(Date.now());
        viewer.processed.push(Number.parseInt(text.slice(at + '"processed":'.length), 10));
      });
    });
  });
}

function delays(commits: { atMs: number; done: number }[]): Answer {
  const ms: number[] = [];
  let missing = 0;
  for (const viewer of viewers) {
    let i = 0;
    for (const { atMs, done } of commits) {
      while (i < viewer.processed.length && viewer.processed[i]! < done) i += 1;
      if (i === viewer.processed.length) missing += 1;
      else ms.push(Math.max(0, viewer.atMs[i]! - atMs));
    }
  }
  return { kind: "delays", ms: quantiles(ms), missing };
}

const QUANTILES = 1_000;

/** A million delays are too many for a message: so many of them, evenly spread over their order. */
function quantiles(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Array.from({ length: QUANTILES }, (_, i) => sorted[Math.floor(((i + 0.5) / QUANTILES) * sorted.length)] ?? 0);
}

function answer(message: Answer): void {
  process.send?.(message);
}
