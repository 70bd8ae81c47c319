// Route bundles and hot reload load this module several times: one set per process all the same.
const shared = globalThis as unknown as { swathOpenStreams?: Set<() => void> };
const open = (shared.swathOpenStreams ??= new Set());

/** Remembers an open event stream by what ends it; call the answer when it has ended by itself. */
export function trackStream(close: () => void): () => void {
  open.add(close);
  return () => open.delete(close);
}

/** Ends every event stream of this process, so that a server that shuts down need not wait for its readers. */
export function closeAllStreams(): void {
  for (const close of open) close();
  open.clear();
}
