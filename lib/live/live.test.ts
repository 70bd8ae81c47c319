import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { users } from "@/lib/db/schema/users";
import { endSession } from "@/lib/auth/session";
import { createUser } from "@/lib/testing/builders";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { insertTask, touchTask } from "@/lib/testing/insert-task";
import { TaskHub } from "./hub";
import type { LiveMode } from "./live-mode";
import { notifyTask } from "./notify";
import { RevisionPoll } from "./revision-poll";
import { encodeEvent, sseResponse } from "./sse";
import { closeAllStreams } from "./streams";
import { mergedEvent, taskEvent, type TaskEvent } from "./task-event";
import { taskEvents } from "./task-events";

// Read on import; the tests open their own.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

let database: TestDatabase;
let editor: Actor, other: Actor, admin: Actor;
const open: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  editor = await createUser(database.db);
  other = await createUser(database.db);
  admin = await createUser(database.db, { role: "admin" });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

function makeHub(mode: LiveMode, options: { url?: string; onFallback?: () => void; safetyMs?: number } = {}) {
  const hub = new TaskHub({
    db: database.db,
    url: database.url,
    mode,
    pollMs: 50,
    safetyMs: 60_000,
    coalesceMs: 20,
    ...options,
  });
  open.push(hub);
  return hub;
}

/** Reads a stream in the background: `seen` grows, `latest(id)` is the newest snapshot of a task. */
async function watch(actor: Actor, hub: TaskHub, id = "s") {
  const abort = new AbortController();
  const seen: TaskEvent[] = [];
  const done = (async () => {
    for await (const event of taskEvents({ actor, session: { epoch: 0, id } }, abort.signal, {
      hub,
      db: database.db,
    }))
      seen.push(event);
  })();
  const stop = async () => {
    abort.abort();
    await done;
  };
  open.unshift({ close: stop });
  await vi.waitFor(() => expect(seen).not.toHaveLength(0), 10_000);
  const latest = (id: string) => seen.flatMap((event) => event.tasks).findLast((task) => task.id === id);
  return { seen, latest, stop, done };
}

/** Whether a stream tells its owner of a task that has just begun: the proof that it is open, and has told all before. */
async function tellsOfTask({ latest }: Awaited<ReturnType<typeof watch>>, owner: Actor): Promise<boolean> {
  const task = await insertTask(database.db, owner);
  await notifyTask(database.db, task.id, task.revision);
  return vi.waitUntil(() => latest(task.id) !== undefined, 10_000);
}

/** Resolves when the stream ends by itself. */
async function readToItsEnd(actor: Actor, hub: TaskHub): Promise<void> {
  const { signal } = new AbortController();
  for await (const event of taskEvents({ actor, session: { epoch: 0, id: "s" } }, signal, { hub, db: database.db }))
    void event;
}

test("the stream of a person who is disabled, or gets another role, ends within seconds; the others stay", async () => {
  const hub = makeHub("listen");
  const leaver = await createUser(database.db);
  const promoted = await createUser(database.db);
  const [left, rose, stays] = [await watch(leaver, hub), await watch(promoted, hub), await watch(editor, hub)];
  await database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, leaver.id));
  await database.db.update(users).set({ role: "admin" }).where(eq(users.id, promoted.id));
  await Promise.all([left.done, rose.done]);
  expect(await tellsOfTask(stays, editor)).toBe(true);
}, 10_000);

test("the stream of a session that was signed out of ends; the same person's other one stays", async () => {
  const hub = makeHub("listen");
  const [left, stays] = [await watch(editor, hub, "left"), await watch(editor, hub, "stays")];
  await endSession(database.db, { id: "left" });
  await left.done;
  expect(await tellsOfTask(stays, editor)).toBe(true);
}, 10_000);

test("the stream of a person who got a new password ends, also one asked for just before; the others stay", async () => {
  const hub = makeHub("listen");
  const newPassword = ({ id }: Actor) =>
    database.db
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, id));
  const [hacked, quicker] = [await createUser(database.db), await createUser(database.db)];
  // Authorised with the old password, opened with the new one.
  await newPassword(quicker);
  const late = readToItsEnd(quicker, hub);
  const [theirs, stays] = [await watch(hacked, hub), await watch(editor, hub)];
  await newPassword(hacked);
  await Promise.all([theirs.done, late]);
  expect(await tellsOfTask(stays, editor)).toBe(true);
}, 15_000);

test.each(["listen", "poll"] as const)("%s: a snapshot first, then each change", async (mode) => {
  const task = await insertTask(database.db, editor);
  const { seen, latest } = await watch(editor, makeHub(mode));
  expect(seen[0]?.type).toBe("snapshot");
  expect(latest(task.id)?.processed).toBe(0);
  const revision = await touchTask(database.db, task.id, 40);
  await notifyTask(database.db, task.id, revision);
  await vi.waitFor(() => expect(latest(task.id)?.processed).toBe(40), 10_000);
  expect(seen.at(-1)).toMatchObject({ type: "tasks", revision });
});

test.each(["listen", "poll"] as const)(
  "%s: nobody is told of another's task, an admin is told of all",
  async (mode) => {
    const hub = makeHub(mode);
    const [owner, stranger, boss] = [await watch(editor, hub), await watch(other, hub), await watch(admin, hub)];
    const task = await insertTask(database.db, editor);
    await notifyTask(database.db, task.id, task.revision);
    await vi.waitFor(() => expect(owner.latest(task.id)).toBeDefined(), 10_000);
    await vi.waitFor(() => expect(boss.latest(task.id)).toBeDefined(), 10_000);
    expect(await tellsOfTask(stranger, other)).toBe(true);
    const ids = stranger.seen.flatMap((event) => event.tasks).map((each) => each.actor.id);
    expect(ids.filter((id) => id !== other.id)).toEqual([]);
  },
);

test("a thousand viewers cost one query per change, and are told by one event for each person", async () => {
  let queries = 0;
  const db = new Proxy(database.db, {
    get(target, property, receiver) {
      if (property === "select" || property === "execute") queries += 1;
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  const hub = new TaskHub({
    db,
    url: database.url,
    mode: "listen",
    safetyMs: 60_000,
    coalesceMs: 20,
    coalesceMsPerViewer: 0,
  });
  open.push(hub);
  const told = new Map<TaskEvent, number>();
  const onEvent = (event: TaskEvent) => void told.set(event, (told.get(event) ?? 0) + 1);
  const leave: (() => void)[] = [];
  for (const actor of [editor, other, admin]) {
    for (let i = 0; i < 334; i++) leave.push(await hub.join({ actor, onEvent, onLost: () => {} }));
  }
  const task = await insertTask(database.db, editor);
  queries = 0;
  await notifyTask(database.db, task.id, task.revision);
  await vi.waitFor(() => expect([...told.values()]).toEqual([334, 334]), 10_000);
  expect(queries).toBe(1);
  const listening = await database.db.execute(sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'swath-live'`);
  expect(listening).toHaveLength(1);
  for (const each of leave) each();
  expect(hub.viewers).toBe(0);
});

test("two events that a slow reader has not taken become one, with the later state of each task", async () => {
  const [a, b] = [await insertTask(database.db, editor), await insertTask(database.db, editor)];
  const [snapshotA, snapshotB] = await snapshotsOf(database.db, [b.id, a.id]);
  const later = { ...snapshotA!, revision: 9_000_000, processed: 7 };
  const merged = mergedEvent(taskEvent("tasks", [snapshotA!, snapshotB!]), taskEvent("tasks", [later]));
  expect(merged).toEqual({ type: "tasks", tasks: [later, snapshotB], tables: [], revision: 9_000_000 });
});

test("a plan that nobody has applied is shown to nobody", async () => {
  const { latest } = await watch(editor, makeHub("listen"));
  const plan = await insertTask(database.db, editor, { state: "planned" });
  await notifyTask(database.db, plan.id, plan.revision);
  const task = await insertTask(database.db, editor);
  await notifyTask(database.db, task.id, task.revision);
  await vi.waitFor(() => expect(latest(task.id)).toBeDefined(), 10_000);
  expect(latest(plan.id)).toBeUndefined();
});

test("changes made while the LISTEN connection was down are told when it is back", async () => {
  const task = await insertTask(database.db, editor);
  const { latest } = await watch(editor, makeHub("listen"));
  // Told to no one, as if it had come while nobody listened; the safety look is a minute away.
  await touchTask(database.db, task.id, 70);
  await database.db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'swath-live'`);
  await vi.waitFor(() => expect(latest(task.id)?.processed).toBe(70), 15_000);
  const revision = await touchTask(database.db, task.id, 80);
  await notifyTask(database.db, task.id, revision);
  await vi.waitFor(() => expect(latest(task.id)?.processed).toBe(80), 10_000);
});

test("a notification that was never sent is made up for", async () => {
  const task = await insertTask(database.db, editor);
  const { latest } = await watch(editor, makeHub("listen", { safetyMs: 100 }));
  await touchTask(database.db, task.id, 33);
  await vi.waitFor(() => expect(latest(task.id)?.processed).toBe(33), 10_000);
});

test("polling sees a revision that commits after a younger one", async () => {
  const [slow, quick] = [await insertTask(database.db, editor), await insertTask(database.db, editor)];
  const poll = new RevisionPoll(database.db);
  await poll.look();
  let commit = () => {};
  const held = new Promise<void>((resolve) => (commit = resolve));
  let taken = () => {};
  const took = new Promise<void>((resolve) => (taken = resolve));
  const writing = database.db.transaction(async (tx) => {
    await tx.execute(sql`update swath.bulk_tasks set revision = nextval('swath.task_revision') where id = ${slow.id}`);
    taken();
    await held;
  });
  await took;
  await touchTask(database.db, quick.id, 1);
  expect(await poll.look()).toEqual([quick.id]);
  commit();
  await writing;
  expect(await poll.look()).toEqual([slow.id]);
  expect(await poll.look()).toEqual([]);
});

test("what is past the overlap is not asked for again, and not lost before it", async () => {
  let now = 0;
  const task = await insertTask(database.db, editor);
  const poll = new RevisionPoll(database.db, () => now);
  await poll.look();
  for (let i = 0; i < 100; i++) {
    now += 1_000;
    await touchTask(database.db, task.id, i);
    expect(await poll.look()).toEqual([task.id]);
    expect(await poll.look()).toEqual([]);
  }
});

test("where LISTEN fails, pages are kept up to date by polling", async () => {
  const onFallback = vi.fn();
  const hub = makeHub("listen", { url: "postgres://nobody@127.0.0.1:1/none", onFallback });
  const task = await insertTask(database.db, editor);
  const { latest } = await watch(editor, hub);
  expect(onFallback).toHaveBeenCalledOnce();
  await touchTask(database.db, task.id, 12);
  await vi.waitFor(() => expect(latest(task.id)?.processed).toBe(12), 10_000);
});

test("a server that shuts down ends its streams, and nobody stays subscribed", async () => {
  const hub = makeHub("poll");
  const request = new Request("http://swath.test/api/tasks/events");
  const response = sseResponse(request, (signal) =>
    taskEvents({ actor: editor, session: { epoch: 0, id: "s" } }, signal, { hub, db: database.db }),
  );
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
  let text = "";
  const reading = (async () => {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) text += piece;
  })();
  await vi.waitFor(() => expect(text).toContain("snapshot"), 10_000);
  closeAllStreams();
  await reading;
  expect(text).toMatch(/^retry: 2000\n\nid: \d+\nevent: snapshot\ndata: \[.*\]\n\n$/);
  expect(hub.viewers).toBe(0);
});

test("a stream beats while nothing happens and ends before its host ends it", async () => {
  const hub = makeHub("poll");
  const request = new Request("http://swath.test/api/tasks/events");
  const response = sseResponse(
    request,
    (signal) => taskEvents({ actor: editor, session: { epoch: 0, id: "s" } }, signal, { hub, db: database.db }),
    {
      heartbeatMs: 20,
      lifetimeMs: 300,
    },
  );
  expect(await response.text()).toContain("\n\n: still here\nevent: beat\n");
  expect(hub.viewers).toBe(0);
});

test("a reader that goes is forgotten", async () => {
  const hub = makeHub("poll");
  const gone = new AbortController();
  const request = new Request("http://swath.test/api/tasks/events", { signal: gone.signal });
  const response = sseResponse(request, (signal) =>
    taskEvents({ actor: editor, session: { epoch: 0, id: "s" } }, signal, { hub, db: database.db }),
  );
  void response.body?.getReader().read();
  await vi.waitFor(() => expect(hub.viewers).toBe(1), 10_000);
  gone.abort();
  await vi.waitFor(() => expect(hub.viewers).toBe(0), 10_000);
});

test("an event carries its revision as its id", () => {
  expect(encodeEvent({ type: "tasks", tasks: [], tables: [], revision: 7 })).toBe("id: 7\nevent: tasks\ndata: []\n\n");
});
