// Preloaded into a worker: its JavaScript clock is wrong by SWATH_CRASH_CLOCK_MS, and SIGUSR2 makes it jump to the
// other side. Timers and performance.now() go on as usual, as they do on a real host.
const RealDate = Date;
let wrongByMs = Number(process.env.SWATH_CRASH_CLOCK_MS ?? 0);

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [RealDate.now() + wrongByMs]));
  }

  static now() {
    return RealDate.now() + wrongByMs;
  }
};

process.on("SIGUSR2", () => {
  wrongByMs = -wrongByMs;
});
