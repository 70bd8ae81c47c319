import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

/** Addresses that work outside of the app; undefined where SWATH_PUBLIC_URL is not set. */
export function linksOf(publicUrl: string | undefined, { id, tableHref }: TaskSnapshot) {
  if (!publicUrl) return undefined;
  const absolute = (path: string) => new URL(path, publicUrl).href;
  return { task: absolute(`/tasks/${id}`), table: absolute(tableHref), settings: absolute("/settings") };
}
