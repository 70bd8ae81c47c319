import type { TaskEvent } from "./task-event";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { log } from "@/lib/log";
import { trackStream } from "./streams";

const RETRY_MS = 2_000;
const HEARTBEAT_MS = 15_000;
/** Hosts end a function after 300 s: an end that we choose lets the browser come back at once. */
const LIFETIME_MS = 280_000;

/** The comment keeps proxies from hanging up; the event is for the page, which is not shown comments. */
const BEAT = bytes(": still here\nevent: beat\ndata: 1\n\n");
const BEGIN = bytes(`retry: ${RETRY_MS}\n\n`);

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform: a proxy that compresses would hold events back.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/**
 * Events as a `text/event-stream`. `events` is called with the signal that ends it: the reader has gone, the server
 * shuts down, or the stream is old enough.
 */
export function sseResponse(
  request: Request,
  events: (signal: AbortSignal) => AsyncGenerator<TaskEvent, void, undefined>,
  { lifetimeMs = LIFETIME_MS, heartbeatMs = HEARTBEAT_MS, onEnd = () => {} } = {},
): Response {
  const over = new AbortController();
  const iterator = events(over.signal);
  const lifetime = setTimeout(end, lifetimeMs);
  const forget = trackStream(end);
  let heartbeat: NodeJS.Timeout | undefined;
  let closeBody = () => {};
  request.signal.addEventListener("abort", end, { once: true });

  // Also returns the generator itself: one that waits for a reader who never comes back would not see the signal.
  function end(): void {
    over.abort();
    clearTimeout(lifetime);
    clearInterval(heartbeat);
    forget();
    onEnd();
    request.signal.removeEventListener("abort", end);
    void iterator.return().finally(() => closeBody());
  }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      closeBody = () => {
        closeBody = () => {};
        controller.close();
      };
      controller.enqueue(BEGIN);
      heartbeat = setInterval(() => controller.enqueue(BEAT), heartbeatMs);
    },
    // Pulled, not pushed: a reader that is slow to read is not sent what it can't take.
    async pull(controller) {
      const next = await iterator.next().catch((error: unknown) => {
        log.warn({ err: error }, "an event stream ended with an error");
        return { done: true } as const;
      });
      if (next.done) end();
      else if (!over.signal.aborted) controller.enqueue(encodeOnce(next.value));
    },
    cancel() {
      closeBody = () => {};
      end();
    },
  });
  if (request.signal.aborted) end();
  return new Response(body, { headers: HEADERS });
}

// All viewers of one person share their events: each is encoded once, however many are told.
const encoded = new WeakMap<TaskEvent, Uint8Array>();

function encodeOnce(event: TaskEvent): Uint8Array {
  const known = encoded.get(event) ?? bytes(encodeEvent(event));
  encoded.set(event, known);
  return known;
}

export function encodeEvent({ type, tasks, tables, revision }: TaskEvent): string {
  const ofTables = tables.length > 0 ? `event: tables\ndata: ${JSON.stringify(tables)}\n\n` : "";
  if (ofTables && tasks.length === 0 && type === "tasks") return ofTables;
  return `id: ${revision}\nevent: ${type}\ndata: [${tasks.map(jsonOf).join(",")}]\n\n${ofTables}`;
}

// People share the snapshots of tasks: each is written out once, however many are told.
const written = new WeakMap<TaskSnapshot, string>();

function jsonOf(task: TaskSnapshot): string {
  const known = written.get(task);
  if (known !== undefined) return known;
  const json = JSON.stringify(task);
  written.set(task, json);
  return json;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
