import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";
import { SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { FollowUpProvider } from "@/components/tasks/act/follow-up-provider";
import { LiveTasksProvider } from "@/components/tasks/live/live-tasks-provider";
import { TasksContextProvider } from "@/components/tasks/act/tasks-context";
import { Tray } from "@/components/tasks/tray/tray";
import { signOutAction } from "@/app/sign-in/actions";
import { currentActor, requireCtx } from "@/lib/next/require-actor";
import { visibleTables } from "@/lib/tables/visible-tables";
import { limitTaskAction } from "./admin/actions";
import {
  applyPlanAction,
  applyPlansAction,
  cancelTaskAction,
  controlTasksAction,
  discardPlanAction,
  pauseTaskAction,
  planRetriesAction,
  planRetryAction,
  planUndoAction,
  resumeTaskAction,
} from "./tasks/actions";

const actions = {
  applyPlan: applyPlanAction,
  applyPlans: applyPlansAction,
  cancelTask: cancelTaskAction,
  controlTasks: controlTasksAction,
  discardPlan: discardPlanAction,
  limitTask: limitTaskAction,
  pauseTask: pauseTaskAction,
  planRetries: planRetriesAction,
  planRetry: planRetryAction,
  planUndo: planUndoAction,
  resumeTask: resumeTaskAction,
};

/** Seconds that a host of functions gives what begins here, tasks of the inline queue among it. */
export const maxDuration = 60;

export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  const tables = await visibleTables(await requireCtx());
  const folded = (await cookies()).get(SIDEBAR_COOKIE)?.value === "folded";
  return (
    <LiveTasksProvider actorId={actor.id}>
      <TasksContextProvider value={{ actor, tables, actions }}>
        <FollowUpProvider>
          <AppFrame actor={actor} tables={tables} initiallyFolded={folded} tray={<Tray />} onSignOut={signOutAction}>
            {children}
          </AppFrame>
        </FollowUpProvider>
      </TasksContextProvider>
    </LiveTasksProvider>
  );
}
