"use client";

import { useState } from "react";
import { LocalTime } from "@/components/values/local-time";
import { Button } from "@/components/ui/button";
import type { SettingInForce } from "@/lib/tables/settings/list-settings";
import { DataTable } from "@/components/admin/health/data-table";
import { type SettingActions, SettingDialog } from "./setting-dialog";
import { SETTING_WORDS, settingValueText } from "./setting-words";

export interface SettingListProps {
  table: { name: string; label: string };
  settings: SettingInForce[];
  actions: SettingActions;
}

/** Settings of a table with their values and where each comes from; two of them can be changed here. */
export function SettingList({ table, settings, actions }: SettingListProps) {
  const [open, setOpen] = useState<SettingInForce | null>(null);
  return (
    <>
      <DataTable
        label={`Settings of ${table.label}`}
        columns={[{ label: "Setting" }, { label: "In force" }, { label: "Comes from" }, { label: "Change" }]}
        rows={settings.map((setting) => ({
          key: setting.name,
          cells: [
            <span key="name">
              {wordsOf(setting)} <code className="font-mono text-xs text-muted max-sm:hidden">bulk.{setting.name}</code>
            </span>,
            settingValueText(setting),
            <Source key="source" source={setting.source} />,
            setting.changeable && (
              <Button
                key="change"
                size="sm"
                aria-label={`Change ${wordsOf(setting)} of ${table.label}`}
                onClick={() => setOpen(setting)}
              >
                Change…
              </Button>
            ),
          ],
        }))}
      />
      {open && (
        <SettingDialog key={open.name} table={table} setting={open} actions={actions} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const wordsOf = ({ name }: SettingInForce) => SETTING_WORDS[name] ?? name;

function Source({ source }: { source: SettingInForce["source"] }) {
  if (source.kind === "admin") {
    return (
      <>
        {source.by}, <LocalTime at={source.at} />
      </>
    );
  }
  return source.kind === "default" ? <span className="text-muted">default</span> : "the table’s declaration";
}
