/** The backend's name, as the task's row has it. */
export const POLLING = "polling";

/** Workers listen here; the payload is a task id. */
export const LANES_CHANNEL = "swath_lanes";
