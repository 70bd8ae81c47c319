import { log } from "@/lib/log";

// Next's own handler stops accepting, then waits for open connections; event streams never end by themselves.
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    import("@/lib/live/streams")
      .then(({ closeAllStreams }) => closeAllStreams())
      .catch((error: unknown) => log.error({ err: error }, "open streams could not be closed"));
  });
}
