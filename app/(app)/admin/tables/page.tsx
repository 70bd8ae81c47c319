import type { Metadata } from "next";
import { changeSettingsAction } from "@/app/(app)/admin/actions";
import { ChooseTables } from "@/components/admin/tables/choose-tables";
import { EnvironmentList } from "@/components/admin/tables/environment-list";
import { Panel } from "@/components/ui/failure/panel";
import { listTableChoices } from "@/lib/catalogue/choose-tables";
import { settingProblems } from "@/lib/catalogue/load-tables";
import { requireCtx } from "@/lib/next/require-actor";
import { environmentSettings } from "@/lib/system/environment-settings";

export const metadata: Metadata = { title: "Tables" };

export default async function Tables() {
  const ctx = await requireCtx();
  return (
    <div className="flex max-w-6xl flex-col gap-8 px-4 pt-4">
      <Panel what="The choice of tables">
        <ChooseTables
          choices={listTableChoices(ctx)}
          problems={settingProblems()}
          changeSettings={changeSettingsAction}
        />
      </Panel>
      <EnvironmentList settings={environmentSettings(ctx)} />
    </div>
  );
}
