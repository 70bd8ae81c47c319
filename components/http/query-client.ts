import { QueryClient } from "@tanstack/react-query";
import { failureOf } from "./request-failure";
import { RETRY_MS } from "./time-limits";

/** Reads of a page: how long they are fresh, when they are asked for once more, and that none waits in silence. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        refetchOnWindowFocus: false,
        // Without a network a read fails and says so, instead of waiting for one unseen.
        networkMode: "always",
        refetchOnReconnect: ({ state }) => state.status === "error",
        retry: mayAskAgain,
        retryDelay: RETRY_MS,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Once more after an accident. What was refused with a reason, or took too long, would end the same way. */
export function mayAskAgain(failures: number, error: unknown): boolean {
  const { code } = failureOf(error);
  return failures < 1 && (code === "UNREACHABLE" || code === "FAILED");
}

/** How often a panel asks anew: seldom while there is no answer, so that what it says of that can be read. */
export function askEvery(ms: number | false): (query: { state: { status: string } }) => number | false {
  return ({ state }) => (ms !== false && state.status === "error" ? Math.max(ms, WHILE_FAILING_MS) : ms);
}

const WHILE_FAILING_MS = 30_000;
