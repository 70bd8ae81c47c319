/** Most values that `in` and `notIn` take. */
export const MAX_LIST = 500;
