const listeners = new Set<() => void>();

/** The server no longer knows what this page was built with. Nothing reloads by itself: something may be typed. */
export function tellNewVersion(): void {
  for (const listener of listeners) listener();
}

/** @returns what ends it */
export function onNewVersion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
