/** In the place of a cursor: the end of the list, where as `before` its last page lies. */
export const LAST_PAGE = "end";
