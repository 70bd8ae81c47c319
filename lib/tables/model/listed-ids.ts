/** Ids that one request may carry; more than that is "all matching". */
export const MAX_LISTED_IDS = 10_000;
