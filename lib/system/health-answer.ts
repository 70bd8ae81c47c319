import type { SystemFacts } from "./facts";
import { isWell, type Problem, problemsOf } from "./judge";

/** What everybody may know: nothing that is worth hiding. */
export interface HealthAnswer {
  ok: boolean;
  database: "ok" | "unreachable";
  workers: { alive: number };
  live: SystemFacts["live"]["mode"];
}

/** For admins, and for those with the metrics token. */
export interface HealthDetail extends HealthAnswer {
  problems: Problem[];
  facts: SystemFacts;
}

export function healthAnswer(facts: SystemFacts): HealthAnswer {
  return {
    ok: isWell(facts),
    database: facts.database.answers ? "ok" : "unreachable",
    workers: { alive: facts.workers.filter(({ alive }) => alive).length },
    live: facts.live.mode,
  };
}

export function healthDetail(facts: SystemFacts): HealthDetail {
  return { ...healthAnswer(facts), problems: problemsOf(facts), facts };
}
