import Link from "next/link";
import { LocalTime } from "@/components/values/local-time";
import type { Role } from "@/lib/model/actor";
import { about, bytes, counted, number } from "@/lib/model/locale";
import type { TableUse } from "@/lib/system/table-use";
import type { TableSettings } from "@/lib/catalogue/settings/list-settings";
import { Figures } from "@/components/admin/health/figures";
import { ColumnList } from "./column-list";
import { SettingList } from "./setting-list";
import type { ChangeSettings } from "./settings-dialog";

export interface TableDeskProps {
  use: TableUse;
  label: string;
  access: { view: Role; edit: Role; delete: Role };
  settings: TableSettings;
  /** Over how many days use is counted. */
  days: number;
  changeSettings: ChangeSettings;
}

/** One table: what it holds, how it is used, and every setting in force with its source. */
export function TableDesk({ use, label, access, settings, days, changeSettings }: TableDeskProps) {
  const shared = { table: { name: use.name, label }, changeSettings };
  return (
    <section aria-label={label}>
      <h2 className="pb-2 text-lg font-semibold">
        <Link href={`/tables/${use.name}`} className="rounded-sm focus-ring hover:underline">
          {label}
        </Link>
      </h2>
      <Figures
        label={`Use of ${label}`}
        figures={[
          {
            label: "Records",
            value: use.records === null ? "–" : about(use.records),
            note: bytes(use.bytes),
          },
          { label: `Tasks in ${counted(days, "day")}`, value: number(use.tasks) },
          { label: "Records they changed", value: number(use.changed) },
          {
            label: "History",
            value: use.historyRecords === null ? "–" : about(use.historyRecords),
            note: use.historyRecords === null ? "not estimated yet" : "changes kept",
          },
          {
            label: "Last change",
            value: use.lastChangeAt ? (
              <span className="text-base">
                <LocalTime at={use.lastChangeAt} />
              </span>
            ) : (
              "–"
            ),
          },
          {
            label: "Least roles",
            value: <span className="text-base">{access.view} views</span>,
            note: (
              <>
                {access.edit} edits
                <br />
                {access.delete} deletes
              </>
            ),
          },
        ]}
      />
      <h3 className="pt-6 pb-2 font-semibold">Who sees it, and how it is called</h3>
      <SettingList label={`${label} itself`} settings={settings.own} {...shared} />
      <h3 className="pt-6 pb-2 font-semibold">Columns</h3>
      <ColumnList columns={settings.columns} {...shared} />
      <h3 className="pt-6 pb-2 font-semibold">Bulk edits</h3>
      <SettingList label={`Bulk edits of ${label}`} settings={settings.bulk} {...shared} />
    </section>
  );
}
