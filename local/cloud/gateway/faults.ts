type FaultKind = 'throttle' | 'failBefore' | 'failAfter' | 'delay' | 'killBefore' | 'killAfter';

/** A fault, and the calls that it affects; an absent field matches any call. */
export type Fault = {
  /** `<area>/<verb-noun>`. */
  function?: string;
  service?: 'cognito-idp' | 'dynamodb' | 'lambda' | 'sqs' | 's3' | 'ses' | 'ssm';
  operation?: string;
  /** Part of the request's path or body, so that parallel tests do not disturb each other. */
  match?: string;
  /** The first matching call that is affected; 1, the default, is the next one. */
  nth?: number;
  fault: FaultKind;
  delayMs?: number;
  /** How many consecutive matching calls are affected; 1 when absent. */
  times?: number;
};

/** The worker that a fault kills. */
type Victim = { accessKeyId: string; instance: string | undefined; function: string };

export type GatewayFaults = {
  /** Returns the fault's id. */
  add(fault: Fault): string;
  list(): (Fault & { id: string; seen: number })[];
  clear(id?: string): void;
  /** The caller's connection stays open until all callbacks are done; then it is cut. */
  onKill(kill: (victim: Victim) => void | Promise<void>): void;
};

type Attempt = {
  function: string;
  service: string;
  operation: string;
  path: string;
  body: Buffer;
};

export type FaultTable = GatewayFaults & {
  /** The fault for this call; counts the call for every fault that it matches. */
  next(attempt: Attempt): Fault | undefined;
  kill(victim: Victim): Promise<void>;
};

/** Stores the requested faults, and decides which call each one affects. */
export function createFaults(): FaultTable {
  const faults = new Map<string, Fault & { id: string; seen: number }>();
  const killers: ((victim: Victim) => void | Promise<void>)[] = [];
  let ids = 0;
  return {
    add: (fault) => {
      ids += 1;
      const id = `fault-${ids}`;
      faults.set(id, { ...fault, id, seen: 0 });
      return id;
    },
    list: () => [...faults.values()],
    clear: (id) => void (id ? faults.delete(id) : faults.clear()),
    onKill: (kill) => void killers.push(kill),
    next: (attempt) => {
      let hit: Fault | undefined;
      for (const fault of faults.values()) {
        if (!isMeant(fault, attempt)) continue;
        fault.seen += 1;
        const { nth = 1, times = 1, seen, id } = fault;
        if (seen >= nth) hit ??= fault;
        if (seen >= nth + times - 1) faults.delete(id);
      }
      return hit;
    },
    kill: async (victim) => {
      await Promise.all(killers.map((kill) => kill(victim)));
    },
  };
}

function isMeant(fault: Fault, attempt: Attempt): boolean {
  return (
    (fault.function ?? attempt.function) === attempt.function &&
    (fault.service ?? attempt.service) === attempt.service &&
    (fault.operation ?? attempt.operation) === attempt.operation &&
    (!fault.match || attempt.path.includes(fault.match) || attempt.body.includes(fault.match))
  );
}
