import { setTimeout as sleep } from "node:timers/promises";
import { type Fault, holder } from "@/crash/fault";
import { assertWorks } from "@/crash/works-again";

/**
 * SIGSTOP for longer than the server's timeouts, as of a suspended virtual machine. By then the others have gone on; the
 * zombie wakes up in the middle of its chunk, about when that chunk is being written by another.
 */
export const freeze: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  async strike(strike) {
    const { env, random, struck, complain } = strike;
    const zombie = await holder(strike);
    zombie.signal("SIGSTOP");
    await struck();
    const woken = sleep(random.int(15_300, 17_000)).then(() => zombie.signal("SIGCONT"));
    return async () => {
      await woken;
      await assertWorks(env, zombie, complain);
    };
  },
};
