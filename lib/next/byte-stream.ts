import { log } from "@/lib/log";

/**
 * A download that is made while it is sent: pulled piece by piece, so that a slow reader holds nothing up in memory.
 * An error in the middle breaks the download off: half a file must not look like a whole one.
 */
export function byteStream(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  headers: Record<string, string>,
): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await pieces.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        log.error({ err: error }, "a download broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return();
    },
  });
  return new Response(body, { headers: { "cache-control": "no-store", ...headers } });
}
