// Preloaded into the web and the worker process: a `kill -9` of the supervisor closes the channel, and they end too.
if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 10_000).unref();
  });
}
