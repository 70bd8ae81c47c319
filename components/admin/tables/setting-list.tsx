"use client";

import { useState } from "react";
import { DataTable } from "@/components/admin/health/data-table";
import { Button } from "@/components/ui/button";
import type { SettingInForce } from "@/lib/catalogue/settings/list-settings";
import { type ChangeSettings, SettingsDialog } from "./settings-dialog";
import { SettingSource } from "./setting-source";
import { settingValueText, settingWords } from "./setting-words";

export interface SettingListProps {
  table: { name: string; label: string };
  /** "Settings of Orders" */
  label: string;
  settings: SettingInForce[];
  changeSettings: ChangeSettings;
}

/** Settings of a table with their values and where each comes from; an admin changes them one by one. */
export function SettingList({ table, label, settings, changeSettings }: SettingListProps) {
  const [open, setOpen] = useState<SettingInForce | null>(null);
  return (
    <>
      <DataTable
        label={label}
        columns={[{ label: "Setting" }, { label: "In force" }, { label: "Comes from" }, { label: "Change" }]}
        rows={settings.map((setting) => ({
          key: setting.name,
          cells: [
            <span key="name">
              {settingWords(setting.name)}{" "}
              <code className="font-mono text-xs text-muted max-sm:hidden">{setting.name}</code>
            </span>,
            settingValueText(setting),
            <SettingSource key="source" source={setting.source} />,
            setting.control && (
              <Button
                key="change"
                size="sm"
                aria-label={`Change ${settingWords(setting.name)} of ${table.label}`}
                onClick={() => setOpen(setting)}
              >
                Change…
              </Button>
            ),
          ],
        }))}
      />
      {open && (
        <SettingsDialog
          key={open.name}
          table={table.name}
          title={`${settingWords(open.name)} of ${table.label}`}
          settings={[open]}
          changeSettings={changeSettings}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
