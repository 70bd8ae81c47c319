import type { TableDef } from "@/lib/tables/table-def";
import type { NotifyConfig } from "./config";
import { whyNoEmail } from "./email";
import type { NotificationRule } from "./notification-rules";

/** Sentences about channels that tables declare and this process is not set up for: for the log, when it starts. */
export function undeliverable(tables: readonly TableDef[], config: NotifyConfig): string[] {
  return tables.flatMap(({ name, notification }) =>
    notification.flatMap((rule) => {
      const why = whyNot(rule, config);
      return why ? [`The table ${name} declares ${rule.channel}, which only its tasks' pages will say. ${why}`] : [];
    }),
  );
}

function whyNot({ channel, webhook }: NotificationRule, config: NotifyConfig): string | undefined {
  if (channel === "email") return whyNoEmail(config);
  if (channel !== "webhook") return undefined;
  if (webhook) return config.secretNamed(webhook.secretEnv) ? undefined : `${webhook.secretEnv} is not set.`;
  return config.webhookUrl && config.webhookSecret ? undefined : "SWATH_WEBHOOK_URL or its _SECRET is not set.";
}
