import { ask, jsonOf, post, type RequestOptions, unreachable } from "./request";
import { WORK_MS } from "./time-limits";
import { withTimeLimit } from "./with-time-limit";

/** Asks for an answer that is read piece by piece (`piecesOf`). The time is for its beginning. @throws RequestFailure */
export async function postForStream(url: string, question: unknown, options: RequestOptions = {}): Promise<Response> {
  return ask(url, post(question), { timeoutMs: WORK_MS, ...options }, async (response) =>
    response.ok ? response : jsonOf(response),
  );
}

/** The pieces of an answer as they come. @throws RequestFailure where they stop coming; whatever aborting throws */
export async function* piecesOf(
  response: Response,
  { signal, timeoutMs = WORK_MS }: RequestOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await withTimeLimit({ signal, timeoutMs }, () => reader.read().catch(unreachable));
      if (done) return;
      yield value;
    }
  } finally {
    void reader?.cancel().catch(() => {});
  }
}
