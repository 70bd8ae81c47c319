import { noAnswer, RequestFailure } from "./request-failure";

/**
 * Ends what takes longer than it may; the work's own signal is then aborted.
 * @throws RequestFailure TIMED_OUT; the reason of `signal` where that was aborted; whatever the work throws
 */
export async function withTimeLimit<T>(
  { signal, timeoutMs }: { signal?: AbortSignal; timeoutMs: number },
  work: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const limit = controller.signal;
  const giveUp = () => controller.abort(signal?.reason);
  const over = new Promise<never>((_resolve, reject) => {
    limit.addEventListener("abort", () => reject(limit.reason as Error));
  });
  const timer = setTimeout(() => controller.abort(new RequestFailure(noAnswer("TIMED_OUT"))), timeoutMs);
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp();
  try {
    // Also where the work does not heed its signal.
    return await Promise.race([over, work(limit)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}
