/** In seconds (server) and milliseconds: a peer that is gone without a word is noticed within about 15 s. */
export const TCP_SETTINGS = {
  tcp_keepalives_idle: "5",
  tcp_keepalives_interval: "2",
  tcp_keepalives_count: "3",
  // Keepalives wait for an acknowledgement of data under way; this does not.
  tcp_user_timeout: "15000",
};

/** For the pools of the queue: neither side waits for ever for the other, also not while connecting. */
export const noticeDeadPeers = (session: boolean) => ({
  connectTimeoutMs: 10_000,
  // Behind a pooler they would be settings of its own connection, and are refused.
  settings: session ? TCP_SETTINGS : {},
});
