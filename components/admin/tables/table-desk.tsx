import Link from "next/link";
import { LocalTime } from "@/components/values/local-time";
import type { Role } from "@/lib/model/actor";
import { Disclosure } from "@/components/ui/disclosure";
import { about, bytes, counted, number } from "@/lib/model/locale";
import type { TableUse } from "@/lib/system/table-use";
import type { SettingInForce } from "@/lib/tables/settings/list-settings";
import { Figures } from "@/components/admin/health/figures";
import type { SettingActions } from "./setting-dialog";
import { SettingList } from "./setting-list";

export interface TableDeskProps {
  use: TableUse;
  label: string;
  access: { view: Role; edit: Role; delete: Role };
  settings: SettingInForce[];
  /** Over how many days use is counted. */
  days: number;
  actions: SettingActions;
}

/** One table: what it holds, how it is used, and every setting in force with its source. */
export function TableDesk({ use, label, access, settings, days, actions }: TableDeskProps) {
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
      <Disclosure className="mt-3" summary={`${counted(settings.length, "setting")} in force${changedText(settings)}`}>
        <SettingList table={{ name: use.name, label }} settings={settings} actions={actions} />
      </Disclosure>
    </section>
  );
}

function changedText(settings: SettingInForce[]): string {
  const set = settings.filter(({ source }) => source.kind === "admin").length;
  return set > 0 ? `, ${number(set)} set by an admin` : "";
}
