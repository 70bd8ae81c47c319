/** Characters of a query that fit into an address: servers and proxies refuse longer ones, some from 8,000 on. */
export const MOST_ADDRESS = 2_000;
