import type { ReactNode } from "react";
import { readTask } from "./read-task";

/** Outside of the loading state: once that has been sent, a missing task could no longer answer 404. */
export default async function TaskLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ id: string }>;
}) {
  await readTask((await params).id);
  return children;
}
