import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { changeSettingsAction } from "@/app/(app)/admin/actions";
import { TableDesk } from "@/components/admin/tables/table-desk";
import { Panel } from "@/components/ui/failure/panel";
import { listSettings } from "@/lib/catalogue/settings/list-settings";
import { requireCtx } from "@/lib/next/require-actor";
import { tableAt } from "@/lib/next/table-at";
import { tableUse } from "@/lib/system/table-use";
import { USE_DAYS } from "@/lib/users/list-users";

type Props = PageProps<"/admin/tables/[table]">;

const tableOf = async ({ params }: Props) => tableAt(decodeURIComponent((await params).table));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await tableOf(props))?.label ?? "Not found" };
}

/** One table: what it holds, how it is used, and every setting. */
export default async function TableSettingsPage(props: Props) {
  const ctx = await requireCtx();
  const table = await tableOf(props);
  const use = table && (await tableUse(ctx, table.name));
  if (!table || !use) notFound();
  const { label, access } = table;
  return (
    <div className="flex max-w-6xl flex-col gap-4 px-4 pt-4">
      <nav aria-label="Where this is">
        <Link href="/admin/tables" className="rounded-sm text-accent focus-ring hover:underline">
          All tables
        </Link>
      </nav>
      <Panel what={label}>
        <TableDesk
          use={use}
          label={label}
          access={access}
          settings={await listSettings(ctx, table.name)}
          days={USE_DAYS}
          changeSettings={changeSettingsAction}
        />
      </Panel>
    </div>
  );
}
