/** Task ids are UUIDs of version 7, which begin with their time: the smallest one of tasks made since then, for an index. */
export function smallestIdSince(since: Date): string {
  const hex = since.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

export const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
