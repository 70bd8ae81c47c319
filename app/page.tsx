import { redirect } from "next/navigation";
import { currentActor, requireCtx } from "@/lib/next/require-actor";
import { visibleTables } from "@/lib/tables/visible-tables";

export default async function Home() {
  if (!(await currentActor())) redirect("/sign-in");
  const [first] = await visibleTables(await requireCtx());
  redirect(first ? `/tables/${first.name}` : "/tasks");
}
