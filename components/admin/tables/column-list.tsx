"use client";

import { useState } from "react";
import { DataTable } from "@/components/admin/health/data-table";
import { Button } from "@/components/ui/button";
import type { SettingInForce, TableSettings } from "@/lib/catalogue/settings/list-settings";
import { counted } from "@/lib/model/locale";
import { type ChangeSettings, SettingsDialog } from "./settings-dialog";
import { settingValueText } from "./setting-words";

export interface ColumnListProps {
  table: { name: string; label: string };
  columns: TableSettings["columns"];
  changeSettings: ChangeSettings;
}

const SHOWN = ["kind", "hidden", "editable", "searchable"] as const;
const HEADINGS = {
  kind: "Shown as",
  hidden: "Starts hidden",
  editable: "Can be edited",
  searchable: "Is searched",
};

/** The columns of a table: what each is called, how it is shown, and what may be done with it. */
export function ColumnList({ table, columns, changeSettings }: ColumnListProps) {
  const [open, setOpen] = useState<string | null>(null);
  const opened = columns.find(({ id }) => id === open);
  return (
    <>
      <DataTable
        label={`Columns of ${table.label}`}
        columns={[
          { label: "Column" },
          ...SHOWN.map((field) => ({ label: HEADINGS[field] })),
          { label: "Role to view, edit" },
          { label: "Set" },
          { label: "Change" },
        ]}
        rows={columns.map(({ id, label, settings }) => ({
          key: id,
          cells: [
            <span key="name">
              {label} <code className="font-mono text-xs text-muted">{id}</code>
            </span>,
            ...SHOWN.map((field) => fieldText(settings, field)),
            `${fieldText(settings, "access.view")}, ${fieldText(settings, "access.edit")}`,
            <span key="set" className="text-muted">
              {setText(settings)}
            </span>,
            settings.some(({ control }) => control) && (
              <Button key="change" size="sm" aria-label={`Change the column ${label}`} onClick={() => setOpen(id)}>
                Change…
              </Button>
            ),
          ],
        }))}
      />
      {opened && (
        <SettingsDialog
          key={opened.id}
          table={table.name}
          title={`${opened.label} of ${table.label}`}
          settings={opened.settings}
          changeSettings={changeSettings}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function fieldText(settings: SettingInForce[], field: string): string {
  const setting = settings.find(({ name }) => name.endsWith(`.${field}`));
  return setting ? settingValueText(setting) : "–";
}

/** "2 settings here, 1 in the file" */
function setText(settings: SettingInForce[]): string {
  const by = (kind: string) => settings.filter(({ source }) => source.kind === kind).length;
  const here = by("admin");
  const file = by("file");
  const parts = [here > 0 && `${counted(here, "setting")} here`, file > 0 && `${file} in the file`];
  return parts.filter(Boolean).join(", ") || "–";
}
