import { notFound } from "next/navigation";
import { findTable } from "@/lib/tables/registry";

/** Outside of the loading state, so that an unknown table is still a 404. */
export default async function TableLayout({ children, params }: LayoutProps<"/tables/[table]">) {
  if (!findTable((await params).table)) notFound();
  return children;
}
