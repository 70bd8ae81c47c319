import { notFound } from "next/navigation";
import { tableAt } from "@/lib/next/table-at";

/** Outside of the loading state, so that an unknown table is still a 404. */
export default async function TableLayout({ children, params }: LayoutProps<"/tables/[table]">) {
  if (!(await tableAt((await params).table))) notFound();
  return children;
}
