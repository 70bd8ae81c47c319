// Preloaded into the web and the worker process: a `kill -9` of the supervisor closes the channel, and they end too.
// Their own children inherit the preload and have other channels, which are none of our business.
if (process.channel && process.ppid === Number(process.env.SWATH_SUPERVISOR)) {
  process.channel.unref();
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 10_000).unref();
  });
}
