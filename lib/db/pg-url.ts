/** A connection string as `pg` takes it: without the mark for a transaction pooler, which other clients read. */
export const pgUrl = (url: string): string => url.replace(/([?&])pgbouncer=true&?/, "$1");
