import type { Fault } from "./fault";
import { deploy } from "./faults/deploy";
import { freeze } from "./faults/freeze";
import { kill } from "./faults/kill";
import { restart } from "./faults/restart";
import { silence } from "./faults/silence";
import { skew } from "./faults/skew";
import { sweeps } from "./faults/sweeps";
import { terminate } from "./faults/terminate";
import type { FaultName } from "./scenario";

export const FAULTS: Record<FaultName, Fault> = { deploy, freeze, kill, restart, silence, skew, sweeps, terminate };
