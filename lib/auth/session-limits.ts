/** Without a page opened for so long, a session is over. */
export const IDLE_SECONDS = 7 * 24 * 60 * 60;
/** However busy, one has to sign in again after so long. */
export const LONGEST_SECONDS = 30 * 24 * 60 * 60;
