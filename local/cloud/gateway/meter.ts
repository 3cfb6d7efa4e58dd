/** Consumption in the units that AWS bills. */
export type Units = {
  /** DynamoDB write and read request units. */
  writeUnits?: number;
  readUnits?: number;
  /** Billed requests; one call may count as several (SQS: one per started 64 KB). */
  requests?: number;
  bytes?: number;
  durationMs?: number;
  gbSeconds?: number;
};

export type MeterRow = {
  function: string;
  service: string;
  operation: string;
  calls: number;
  units: Units;
};

export type Meter = {
  record(label: string, service: string, operation: string, units?: Units & Memory): void;
  snapshot(): MeterRow[];
  reset(): void;
};

/** A function's memory, and the processor time within its duration. */
type Memory = { memoryMb?: number; cpuMs?: number };

/** Counts calls and units by function and operation. */
export function createMeter(): Meter {
  const rows = new Map<string, MeterRow>();
  return {
    record: (label, service, operation, consumed = {}) => {
      const name = `${label} ${service} ${operation}`;
      const row = rows.get(name) ?? { function: label, service, operation, calls: 0, units: {} };
      rows.set(name, row);
      row.calls += 1;
      add(row.units, withGbSeconds(consumed));
    },
    snapshot: () => [...rows.values()].map((row) => ({ ...row, units: { ...row.units } })),
    reset: () => rows.clear(),
  };
}

/** With this much memory a function has one whole processor; with less, that much less of it. */
const wholeProcessorMb = 1769;

/**
 * Lambda bills memory × time, in started milliseconds. Here every worker has a whole processor, so
 * the part of the time in which it computed is stretched to what its memory gives on AWS.
 */
function withGbSeconds({ memoryMb, cpuMs = 0, ...units }: Units & Memory): Units {
  if (memoryMb === undefined || units.durationMs === undefined) return units;
  const slowness = Math.max(1, wholeProcessorMb / memoryMb);
  const durationMs = Math.ceil(units.durationMs + cpuMs * (slowness - 1));
  return { ...units, gbSeconds: ((durationMs / 1000) * memoryMb) / 1024 };
}

function add(sum: Units, units: Units): void {
  for (const [unit, amount] of Object.entries(units) as [keyof Units, number][])
    sum[unit] = (sum[unit] ?? 0) + amount;
}
