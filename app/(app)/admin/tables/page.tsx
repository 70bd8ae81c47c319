import type { Metadata } from "next";
import { Panel } from "@/components/ui/failure/panel";
import { ChooseTables } from "@/components/admin/tables/choose-tables";
import { EnvironmentList } from "@/components/admin/tables/environment-list";
import { TableDesk } from "@/components/admin/tables/table-desk";
import { listTableChoices } from "@/lib/catalogue/choose-tables";
import { requireCtx } from "@/lib/next/require-actor";
import { environmentSettings } from "@/lib/system/environment-settings";
import { tableUse } from "@/lib/system/table-use";
import { getTable } from "@/lib/tables/registry";
import { listSettings } from "@/lib/tables/settings/list-settings";
import { USE_DAYS } from "@/lib/users/list-users";
import { changeSettingAction, chooseTableAction, resetSettingAction } from "@/app/(app)/admin/actions";

export const metadata: Metadata = { title: "Tables" };

const actions = { changeSetting: changeSettingAction, resetSetting: resetSettingAction };

export default async function Tables() {
  const ctx = await requireCtx();
  const used = await tableUse(ctx);
  const tables = await Promise.all(
    used.map(async (use) => {
      const table = getTable(use.name);
      const { label, access } = table;
      return { use, label, access, settings: await listSettings(ctx, table) };
    }),
  );
  return (
    <div className="flex max-w-6xl flex-col gap-8 px-4 pt-4">
      <Panel what="The choice of tables">
        <ChooseTables choices={listTableChoices(ctx)} onChoose={chooseTableAction} />
      </Panel>
      <EnvironmentList settings={environmentSettings(ctx)} />
      {tables.map((table) => (
        <Panel key={table.use.name} what={table.label}>
          <TableDesk {...table} days={USE_DAYS} actions={actions} />
        </Panel>
      ))}
    </div>
  );
}
