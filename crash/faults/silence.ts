import { setTimeout as sleep } from "node:timers/promises";
import { type Fault, holder } from "@/crash/fault";
import { assertWorks } from "@/crash/works-again";

/** The network between a worker and Postgres swallows everything without a word, and heals, or resets, much later. */
export const silence: Fault = {
  begin: (env) => env.useWorkers("proxied", 2),
  async strike(strike) {
    const { env, random, struck, complain } = strike;
    const mute = await holder(strike);
    mute.proxy?.silence();
    await struck();
    const heals = random.chance(0.5);
    const healed = sleep(random.int(15_300, 17_000)).then(() => (heals ? mute.proxy?.speak() : mute.proxy?.reset()));
    return async () => {
      await healed;
      await assertWorks(env, mute, complain);
    };
  },
};
