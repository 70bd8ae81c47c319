"use client";

import { type ReactNode, useState } from "react";
import { answered } from "@/components/http/answered";
import type { ActionResult } from "@/lib/model/action-result";
import { CHOSEN_CHANNELS, type ChosenChannel, type Preferences, type Tell } from "@/lib/notify/model/tell";
import { BrowserSetting } from "./browser-setting";
import { ChannelSetting } from "./channel-setting";
import { SettingsSection } from "./settings-section";

export interface NotificationSettingsProps {
  email: string;
  /** Whether this installation can send e-mail. */
  emailWorks: boolean;
  initial: Preferences;
  onSave: (input: { channel: ChosenChannel; tell: Tell | "table" }) => Promise<ActionResult<Preferences>>;
}

/** By which channels a person hears of the end of their tasks. A choice is saved as it is made. */
export function NotificationSettings({ email, emailWorks, initial, onSave }: NotificationSettingsProps) {
  const [chosen, setChosen] = useState(initial);
  const [saving, setSaving] = useState<ChosenChannel | null>(null);
  const [told, setTold] = useState<{ channel: ChosenChannel; problem: string | null } | null>(null);

  async function choose(channel: ChosenChannel, tell: Tell | "table"): Promise<void> {
    const before = chosen;
    setChosen({ ...chosen, [channel]: tell === "table" ? undefined : tell });
    setSaving(channel);
    setTold(null);
    const result = await answered(onSave({ channel, tell }));
    setSaving(null);
    setChosen(result.ok ? result.value : before);
    setTold({ channel, problem: result.ok ? null : result.message });
  }

  const words: Record<ChosenChannel, { label: string; hint: ReactNode }> = {
    status_page: {
      label: "Problem mark",
      hint: "Beside the tasks at the top of every page, until you have looked.",
    },
    toast: { label: "Message on the page", hint: "In whichever page you are, with its undo." },
    browser: { label: "Notification of the browser", hint: <BrowserSetting /> },
    email: {
      label: "E-mail",
      hint: emailWorks
        ? `To ${email}, about tasks that ran in the background.`
        : "E-mail is not set up on this installation. Its operator can do so.",
    },
  };
  return (
    <SettingsSection title="Notifications" className="mt-5">
      <p className="mt-1 text-muted">
        How you hear of the end of your tasks. A problem is any end at which some records were not changed as asked.
      </p>
      <ul className="mt-3 divide-y divide-hairline border-y border-hairline">
        {CHOSEN_CHANNELS.map((channel) => (
          <ChannelSetting
            key={channel}
            {...words[channel]}
            value={chosen[channel] ?? "table"}
            disabled={channel === "email" && !emailWorks}
            saving={saving === channel}
            saved={told?.channel === channel && told.problem === null}
            problem={told?.channel === channel ? told.problem : null}
            onChange={(tell) => void choose(channel, tell)}
          />
        ))}
      </ul>
      <p className="mt-3 text-sm text-muted">
        A table’s own webhooks, and the addresses that it names, are told whatever you choose here.
      </p>
    </SettingsSection>
  );
}
