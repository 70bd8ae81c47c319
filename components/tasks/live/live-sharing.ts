import type { TableNews } from "@/lib/live/table-news";
import type { LiveStatus, LiveStore, TasksMessage } from "./live-store";
import { LiveStream } from "./live-stream";

type Message =
  | { kind: "tasks"; message: TasksMessage }
  | { kind: "news"; news: TableNews[] }
  | { kind: "status"; status: LiveStatus; since: number | null }
  /** A tab that has come or woken up asks the one with the stream for everything. */
  | { kind: "hello" };

/** How long a tab waits for the one with the stream to answer, before it opens one of its own. */
const ANSWER_MS = 3_000;

/**
 * Keeps a store live with one event stream per browser and person: the tab that holds the lock has the stream and
 * tells the others. Browsers allow only six connections to a host, a stream per tab would use them up.
 * @returns what ends it
 */
export function keepLive(store: LiveStore, actorId: string): () => void {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) return ownStream(store);
  const name = `swath-tasks:${actorId}`;
  const over = new AbortController();
  const channel = new BroadcastChannel(name);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
  const tell = (message: Message) => channel.postMessage(message);
  let stream: LiveStream | undefined;
  let stopOwn: (() => void) | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function lead(): void {
    stopWaiting();
    stream = new LiveStream({
      onTasks(message) {
        store.take(message);
        tell({ kind: "tasks", message });
      },
      onNews(news) {
        store.tell(news);
        tell({ kind: "news", news });
      },
      onStatus(status, since) {
        store.setStatus(status, since);
        tell({ kind: "status", status, since });
      },
    });
  }

  function follow(message: Message): void {
    if (message.kind === "hello") return answer();
    if (stream) return;
    stopWaiting();
    if (message.kind === "tasks") store.take(message.message);
    else if (message.kind === "news") store.tell(message.news);
    else store.setStatus(message.status, message.since);
  }

  function answer(): void {
    if (!stream) return;
    const { tasks, status, since } = store.get();
    // Not as a snapshot: this tab may know older tasks as well, and lack none.
    tell({ kind: "tasks", message: { type: "tasks", tasks } });
    tell({ kind: "status", status, since });
  }

  function wake(): void {
    if (document.visibilityState !== "visible") return;
    if (stream) return stream.hurry();
    tell({ kind: "hello" });
    waiting ??= setTimeout(() => (stopOwn ??= ownStream(store)), ANSWER_MS);
  }

  const lose = () => stream?.lose();

  function stopWaiting(): void {
    clearTimeout(waiting);
    waiting = undefined;
    stopOwn?.();
    stopOwn = undefined;
  }

  channel.addEventListener("message", (event: MessageEvent<Message>) => follow(event.data));
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("offline", lose);
  navigator.locks
    .request(name, { signal: over.signal }, async () => {
      lead();
      await new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve(), { once: true }));
    })
    // Aborted while it was waiting for the lock.
    .catch(() => {});
  wake();

  return () => {
    over.abort();
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
    window.removeEventListener("offline", lose);
    stopWaiting();
    stream?.close();
    channel.close();
  };
}

function ownStream(store: LiveStore): () => void {
  const stream = new LiveStream({
    onTasks: (message) => store.take(message),
    onNews: (news) => store.tell(news),
    onStatus: (status, since) => store.setStatus(status, since),
  });
  return () => stream.close();
}
