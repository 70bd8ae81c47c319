// Loaded into the web process that is measured: collects garbage and answers what is still in use.
process.on("message", (message) => {
  if (message !== "memory") return;
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ liveKb: (heapUsed + external) / 1024 });
});
// The bench was interrupted: nobody else would end this process.
process.on("disconnect", () => process.exit(0));
