import { sql } from "drizzle-orm";
import { index, integer, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import { CHOSEN_CHANNELS, DELIVERY_STATES, SENT_CHANNELS, TELLS } from "@/lib/notify/model/tell";
import { bulkTasks } from "./bulk-tasks";
import { swath } from "./swath";
import { users } from "./users";

export const sentChannel = swath.enum("sent_channel", SENT_CHANNELS);
export const deliveryState = swath.enum("delivery_state", DELIVERY_STATES);

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The outbox: one message about the end of a task to one receiver, written in the transaction that ends the task. */
export const notifications = swath.table(
  "notifications",
  {
    /** Also the Message-ID and the webhook-id, whatever the number of tries. */
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    taskId: uuid("task_id")
      .notNull()
      .references(() => bulkTasks.id, { onDelete: "cascade" }),
    channel: sentChannel("channel").notNull(),
    /** An e-mail address, a URL, or the name of what stands for it. */
    recipient: text("recipient").notNull(),
    state: deliveryState("state").notNull().default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    /** While waiting: nobody takes it up before. Whoever does moves it ahead, so it is his lease as well. */
    nextTryAt: at("next_try_at").notNull().defaultNow(),
    triedAt: at("tried_at"),
    sentAt: at("sent_at"),
    /** A sentence for people. */
    lastError: text("last_error"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("notifications_once").on(t.taskId, t.channel, t.recipient),
    index("notifications_due")
      .on(t.nextTryAt)
      .where(sql`state = 'waiting'`),
    // What failed of late, for the health check.
    index("notifications_failed")
      .on(t.triedAt)
      .where(sql`state = 'failed'`),
    // The list of everybody's messages, newest first, whichever of its filters is set.
    index("notifications_state").on(t.state, t.id),
    index("notifications_channel").on(t.channel, t.id),
  ],
);

export type NotificationRow = typeof notifications.$inferSelect;

export const chosenChannel = swath.enum("chosen_channel", CHOSEN_CHANNELS);
export const tell = swath.enum("tell", TELLS);

/** What a person has chosen; a channel without a row follows the table's declaration. */
export const notificationPreferences = swath.table(
  "notification_preferences",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    channel: chosenChannel("channel").notNull(),
    tell: tell("tell").notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.channel] })],
);
