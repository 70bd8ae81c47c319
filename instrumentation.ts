/** Called once when a server process starts. */
export async function register(): Promise<void> {
  // Next replaces this by a constant while building; it is no setting of ours.
  if (process.env.NEXT_RUNTIME === "nodejs") await import("./instrumentation-node");
}
