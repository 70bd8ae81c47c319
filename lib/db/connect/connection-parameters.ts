import { BadConnection } from "./bad-connection";

const HEEDED = [
  "host",
  "hostaddr",
  "port",
  "user",
  "password",
  "dbname",
  "db",
  "sslmode",
  "ssl",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "pgbouncer",
  "target_session_attrs",
  "connect_timeout",
  "application_name",
  "options",
  "channel_binding",
];

/** What other clients and providers add. Swath names the schema of every table, so that none is preset by `schema`. */
const LEFT_ALONE = [
  "schema",
  "connection_limit",
  "pool_timeout",
  "socket_timeout",
  "statement_cache_size",
  "sslaccept",
  "sslnegotiation",
  "uselibpqcompat",
  "supa",
  "gssencmode",
  "keepalives",
  "keepalives_idle",
  "keepalives_interval",
  "keepalives_count",
  "tcp_user_timeout",
  "load_balance_hosts",
  "client_encoding",
];

const VALUES: Record<string, readonly string[]> = {
  target_session_attrs: ["any", "read-write", "primary"],
  channel_binding: ["disable", "prefer", "require"],
};

/** @throws BadConnection when nobody knows a parameter of that name, or that value of it */
export function parameter(name: string, value: string): void {
  if (!HEEDED.includes(name) && !LEFT_ALONE.includes(name))
    throw new BadConnection(`There is no parameter “${name}”. Known ones: ${HEEDED.join(", ")}.`);
  const known = VALUES[name];
  if (known && !known.includes(value))
    throw new BadConnection(`${name}=${value} is not supported. Known values: ${known.join(", ")}.`);
}
