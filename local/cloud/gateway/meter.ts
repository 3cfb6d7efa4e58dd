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
  record(
    label: string,
    service: string,
    operation: string,
    units?: Units & { memoryMb?: number },
  ): void;
  snapshot(): MeterRow[];
  reset(): void;
};

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

/** Lambda bills memory × time, in started milliseconds. */
function withGbSeconds({ memoryMb, ...units }: Units & { memoryMb?: number }): Units {
  if (memoryMb === undefined || units.durationMs === undefined) return units;
  return { ...units, gbSeconds: ((Math.ceil(units.durationMs) / 1000) * memoryMb) / 1024 };
}

function add(sum: Units, units: Units): void {
  for (const [unit, amount] of Object.entries(units) as [keyof Units, number][])
    sum[unit] = (sum[unit] ?? 0) + amount;
}
