/** The backend's name, as the task's row has it. */
export const INLINE = "inline";

/** What of this process runs inline tasks. */
export interface InlineHost {
  /** Begins to run the lanes of a task, and returns at once. */
  take: (taskId: string) => void;
}

// Route bundles load this module several times: one host per process all the same.
const shared = globalThis as unknown as { swathInlineHost?: InlineHost | undefined };

export function inlineHost(): InlineHost | undefined {
  return shared.swathInlineHost;
}

export function setInlineHost(host: InlineHost | undefined): void {
  shared.swathInlineHost = host;
}
