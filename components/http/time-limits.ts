/** How long a read may take. */
export const READ_MS = 30_000;
/** For plans, previews and actions, which may concern millions of records: longer than the server gives itself. */
export const WORK_MS = 150_000;
/** After so long a read that met with an accident is asked for once more. */
export const RETRY_MS = 1_000;
