import type { Clock } from '../clock.ts';
import type { Flow, InvoicePlatform, OutgoingFlow } from './invoice-platform.ts';
import type { PlatformRecord, SentFlow } from './platform-record.ts';
import type { PlatformStore } from './platform-store.ts';

export type SendFlowDeps = { platform: InvoicePlatform; records: PlatformStore; now: Clock };

/** Longer than any run: after this, whoever was sending has ended. */
const leaseMs = 120_000;

/** Which of a record's flows. */
export type Slot = 'document' | 'cash';

/** Another run is at it; whoever meets this tries again later. */
class BeingSentError extends Error {
  constructor() {
    super('another run is sending this document');
    this.name = 'BeingSentError';
  }
}

/**
 * Sends a flow once. Only one run sends at a time; where an earlier one may have sent it without
 * learning the answer, the platform is first asked whether it has it.
 *
 * @returns the record with the platform's id, saved.
 * @throws BeingSentError, or what the platform throws; the record then says that it may be there.
 */
export async function sendFlow(
  deps: SendFlowDeps,
  { record, slot, flow }: { record: PlatformRecord; slot: Slot; flow: () => Promise<OutgoingFlow> },
): Promise<PlatformRecord> {
  const before: SentFlow | undefined = record[slot];
  if (before?.flowId !== undefined) return record;
  const now = deps.now().toISOString();
  if (before?.sendingUntil !== undefined && before.sendingUntil > now) throw new BeingSentError();
  const wasTried = before?.sendingUntil !== undefined;
  const until = new Date(deps.now().getTime() + leaseMs).toISOString();
  const leased = await save(deps, record, slot, { sendingUntil: until });
  try {
    const outgoing = await flow();
    const known: Flow | undefined = wasTried
      ? await deps.platform.findByTrackingId(outgoing.trackingId)
      : undefined;
    const flowId = known?.flowId ?? (await deps.platform.send(outgoing));
    return await save(deps, leased, slot, { flowId });
  } catch (error) {
    // The next run need not wait, but must ask first: the flow may be there.
    await save(deps, leased, slot, { sendingUntil: now });
    throw error;
  }
}

async function save(
  { records }: SendFlowDeps,
  record: PlatformRecord,
  slot: Slot,
  flow: SentFlow,
): Promise<PlatformRecord> {
  const next: PlatformRecord = { ...record, [slot]: flow, version: record.version + 1 };
  if ((await records.save(next)) === 'stale') throw new BeingSentError();
  return next;
}
