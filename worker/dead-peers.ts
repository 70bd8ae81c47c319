/** In seconds (server) and milliseconds: a peer that is gone without a word is noticed within about 15 s. */
export const TCP_SETTINGS = {
  tcp_keepalives_idle: "5",
  tcp_keepalives_interval: "2",
  tcp_keepalives_count: "3",
  // Keepalives wait for an acknowledgement of data under way; this does not.
  tcp_user_timeout: "15000",
};

/** For the pools of the queue: neither side waits for ever for the other, also not while connecting. */
export const NOTICE_DEAD_PEERS = {
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  options: Object.entries(TCP_SETTINGS)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" "),
};
