/** What a panel needs to know of a read that may have failed. */
export interface FailedRead {
  /** Null while all is well. */
  error: unknown;
  /** Another try. */
  refetch: () => unknown;
}

interface PagedRead extends FailedRead {
  isFetchNextPageError: boolean;
  isFetchPreviousPageError: boolean;
  fetchNextPage: () => unknown;
  fetchPreviousPage: () => unknown;
}

/** A list that is read page by page: another try asks for the page that failed, and else for those that are there. */
export function pagedRead(query: PagedRead): FailedRead {
  const { error, isFetchNextPageError, isFetchPreviousPageError } = query;
  if (isFetchNextPageError) return { error, refetch: query.fetchNextPage };
  return { error, refetch: isFetchPreviousPageError ? query.fetchPreviousPage : query.refetch };
}
