import pino from "pino";
import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { type NotificationRow, notifications } from "@/lib/db/schema/notifications";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { type MailServer, startMailServer } from "@/lib/testing/mail-server";
import { runBulk } from "@/lib/testing/run-bulk";
import { startWebhookServer, type WebhookServer } from "@/lib/testing/webhook-server";
import type { NotifyConfig } from "./config";
import { Deliverer } from "./deliverer";
import type { NotificationOption } from "./notification-rules";
import { undeliverable } from "./undeliverable";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const log = pino({ level: "silent" });

let db: Db;
let editor: Actor;
let mail: MailServer;
let hooks: WebhookServer;
let config: NotifyConfig;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { name: "Edda <b>" });
  await insertPlaces(db, 40, (id) => ({ population: id <= 3 ? 1 : 1_000 }));
  await pretendWorkerIsAlive(db);
  [mail, hooks] = await Promise.all([startMailServer(), startWebhookServer()]);
});

afterAll(() => Promise.all([mail.close(), hooks.close()]));

beforeEach(async () => {
  await db.execute(sql`truncate swath.notifications`);
  mail.refuseWith(null);
  hooks.answerWith(204);
  mail.received.length = hooks.received.length = 0;
  config = {
    publicUrl: "https://swath.example.com",
    smtpUrl: mail.url,
    mailFrom: "Swath <swath@example.com>",
    webhookUrl: hooks.url,
    webhookSecret: SECRET,
    allowInternal: true,
    secretNamed: (name) => (name === "PLACES_SECRET" ? SECRET : undefined),
  };
});

const declare = (...notification: NotificationOption[]) =>
  registerTable(defineTable(placesTable, { bulk: { notification } }));

const send = (retryAfterSeconds?: number[]) => new Deliverer({ db, log, config, retryAfterSeconds }).sendDue();
const dueNow = () => db.execute(sql`update swath.notifications set next_try_at = clock_timestamp()`);

async function outbox(taskId: string): Promise<NotificationRow[]> {
  return db.select().from(notifications).where(eq(notifications.taskId, taskId));
}

/** Of 40 places 37 become smaller; 3 would have less than nobody. */
async function partialTask(): Promise<string> {
  const change = { kind: "update", columns: { population: { op: "add", by: "-5" } } } as const;
  return (await runBulk(db, editor, change)).id;
}

/** Header lines, with continued ones joined, and decoded parts by their type. */
function readMail(source: string) {
  const unfold = (text: string) => text.replace(/\r\n[ \t]+/g, " ");
  const [head = ""] = source.split("\r\n\r\n");
  const part = (type: string) => {
    const at = source.indexOf(`Content-Type: ${type}`);
    const body = source.slice(source.indexOf("\r\n\r\n", at) + 4).split("\r\n----")[0] ?? "";
    return Buffer.from(
      body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      "latin1",
    ).toString();
  };
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "mi").exec(unfold(head))?.[1];
  return { header, text: part("text/plain"), html: part("text/html") };
}

/** RFC 2047, as nodemailer writes it. */
const subjectOf = (header = "") =>
  header.replace(/\?=\s+=\?UTF-8\?Q\?/g, "").replace(/=\?UTF-8\?Q\?(.*)\?=/, (_, words: string) =>
    decodeURIComponent(
      words
        .replaceAll("_", " ")
        .replaceAll("%", "%25")
        .replace(/=([0-9A-F]{2})/g, "%$1"),
    ),
  );

test("an e-mail says how a task ended, with counts, reasons and links, as text and as HTML", async () => {
  declare("status_page", "email");
  const taskId = await partialTask();
  await send();
  expect(mail.received).toHaveLength(1);
  expect(mail.received[0]?.to).toEqual([editor.email]);
  const [row] = await outbox(taskId);
  const { header, text, html } = readMail(mail.received[0]?.source ?? "");
  expect(header("Message-ID")).toBe(`<${row?.id}@example.com>`);
  expect(subjectOf(header("Subject"))).toBe("Partly done: Places · Population subtract 5 (37 changed · 3 failed)");
  expect(header("From")).toBe("Swath <swath@example.com>");
  expect(header("Auto-Submitted")).toBe("auto-generated");
  for (const body of [text, html]) {
    expect(body).toContain("Partly done: Places · Population subtract 5");
    expect(body).toContain("37 changed · 3 failed.");
    expect(body).toContain("population not negative");
    expect(body).toContain(`https://swath.example.com/tasks/${taskId}`);
    expect(body).toContain("https://swath.example.com/tables/places");
    expect(body).toContain("https://swath.example.com/settings");
  }
  expect(text).toContain("Asked by: Edda <b>");
  expect(html).toContain("Edda &lt;b&gt;");
  expect(html).not.toContain("<b>");
});

test("a mail server that is away is asked again, with the same Message-ID; then it is sent once", async () => {
  declare("email");
  const taskId = await partialTask();
  mail.refuseWith(451);
  await send();
  expect(await outbox(taskId)).toMatchObject([
    { state: "waiting", attempts: 1, lastError: "The mail server refused the address (451)." },
  ]);
  mail.refuseWith(null);
  await dueNow();
  await send();
  await dueNow();
  await send();
  expect(await outbox(taskId)).toMatchObject([{ state: "sent", attempts: 2, lastError: null }]);
  expect(mail.received).toHaveLength(1);
});

test("an address that is refused for good is not tried again, and the task has succeeded all the same", async () => {
  declare({ channel: "email", when: "problems", alsoTo: ["ops@example.com"] });
  const taskId = await partialTask();
  mail.refuseWith(550);
  await send();
  const rows = await outbox(taskId);
  expect(rows.map(({ recipient }) => recipient).sort()).toEqual([editor.email, "ops@example.com"].sort());
  for (const row of rows) expect(row).toMatchObject({ state: "failed", attempts: 1 });
});

test("where e-mail is not set up, the outbox says so", async () => {
  declare("email");
  const taskId = await partialTask();
  config = { ...config, smtpUrl: undefined, publicUrl: undefined };
  await send();
  expect(await outbox(taskId)).toMatchObject([
    { state: "skipped", lastError: "E-mail is not set up here: SWATH_SMTP_URL, SWATH_PUBLIC_URL." },
  ]);
});

test("a webhook is signed by Standard Webhooks, and its repeat has the same id and the same body", async () => {
  declare("webhook");
  const taskId = await partialTask();
  hooks.answerWith(503);
  await send();
  hooks.answerWith(200);
  await dueNow();
  await send();
  expect(await outbox(taskId)).toMatchObject([{ state: "sent", attempts: 2 }]);
  const [first, second] = hooks.received;
  expect(hooks.received).toHaveLength(2);
  expect(first?.headers["webhook-id"]).toBe((await outbox(taskId))[0]?.id);
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body).toBe(first?.body);
  for (const { body, headers } of hooks.received) {
    expect(new Webhook(SECRET).verify(body, headers)).toMatchObject({
      type: "bulk_task.ended",
      data: {
        id: taskId,
        table: "places",
        state: "partial",
        counts: { changed: 37, failed: 3 },
        actor: { id: editor.id },
        links: { task: `https://swath.example.com/tasks/${taskId}` },
      },
    });
    expect(() => new Webhook(SECRET).verify(`${body} `, headers)).toThrow("No matching signature");
  }
});

test("a table's own webhook is signed with its own secret; without one it is not sent", async () => {
  declare({ channel: "webhook", url: hooks.url, secretEnv: "PLACES_SECRET" });
  const taskId = await partialTask();
  await send();
  expect(await outbox(taskId)).toMatchObject([{ recipient: hooks.url, state: "sent" }]);
  declare({ channel: "webhook", url: hooks.url, secretEnv: "OTHER_SECRET" });
  const second = await partialTask();
  await send();
  expect(await outbox(second)).toMatchObject([
    { state: "skipped", lastError: "The secret of this webhook is not set: OTHER_SECRET." },
  ]);
  expect(hooks.received).toHaveLength(1);
});

test("a receiver that keeps failing is given up after the last try; one that is gone, at once", async () => {
  declare("webhook");
  const failing = await partialTask();
  hooks.answerWith(500);
  for (let tries = 0; tries < 5; tries++) {
    await send([1, 1]);
    await dueNow();
  }
  expect(hooks.received).toHaveLength(3);
  expect(await outbox(failing)).toMatchObject([
    { state: "failed", attempts: 3, lastError: "The receiver answered 500." },
  ]);

  hooks.answerWith(410);
  const gone = await partialTask();
  await send();
  expect(await outbox(gone)).toMatchObject([{ state: "failed", attempts: 1 }]);
});

test("a redirect is not followed, and an internal address is refused for good", async () => {
  declare("webhook");
  hooks.answerWith(307, { location: `${hooks.url}/elsewhere` });
  const redirected = await partialTask();
  await send();
  expect(hooks.received).toHaveLength(1);
  expect(await outbox(redirected)).toMatchObject([
    { state: "waiting", lastError: "The receiver answered 307. Redirects are not followed." },
  ]);

  config = { ...config, allowInternal: false, webhookUrl: hooks.url.replace("http:", "https:") };
  const internal = await partialTask();
  await send();
  expect(hooks.received).toHaveLength(1);
  expect(await outbox(internal)).toMatchObject([{ state: "failed", attempts: 1 }]);
});

test("a worker says at its start what tables declare and it is not set up for", () => {
  const own: NotificationOption = { channel: "webhook", url: hooks.url, secretEnv: "OTHER_SECRET" };
  const table = declare("status_page", "email", "webhook", own);
  const bare = { ...config, mailFrom: undefined, webhookUrl: undefined };
  expect(undeliverable([table], bare)).toEqual([
    expect.stringContaining(
      "declares email, which only its tasks' pages will say. E-mail is not set up here: SWATH_MAIL_FROM.",
    ),
    expect.stringContaining("SWATH_WEBHOOK_URL"),
    expect.stringContaining("OTHER_SECRET is not set."),
  ]);
  expect(undeliverable([declare("email", "webhook")], config)).toEqual([]);
});

test("a process that is not set up for a channel can leave its messages to one that is", async () => {
  declare("email");
  const taskId = await partialTask();
  await new Deliverer({ db, log, config: { ...config, smtpUrl: undefined }, leavesUnready: true }).sendDue();
  expect(await outbox(taskId)).toMatchObject([{ state: "waiting", attempts: 0 }]);
  await dueNow();
  await send();
  expect(await outbox(taskId)).toMatchObject([{ state: "sent", attempts: 1 }]);
});
