import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";
import { SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { signOutAction } from "@/app/sign-in/actions";
import { currentActor, requireCtx } from "@/lib/next/require-actor";
import { visibleTables } from "@/lib/tables/visible-tables";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  const tables = await visibleTables(await requireCtx());
  const folded = (await cookies()).get(SIDEBAR_COOKIE)?.value === "folded";
  return (
    <AppFrame actor={actor} tables={tables} initiallyFolded={folded} tray={null} onSignOut={signOutAction}>
      {children}
    </AppFrame>
  );
}
