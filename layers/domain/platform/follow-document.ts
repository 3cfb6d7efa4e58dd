import type { DomainEvent } from '#vocabulary/events';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Invoice, InvoiceDocument, InvoiceStore } from '../invoices/invoice-store.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { cashNewsOf, goesByPlatform } from './for-platform.ts';
import type { OutgoingFlow } from './invoice-platform.ts';
import {
  cashed,
  deposited,
  hasFailed,
  isFailure,
  newRecord,
  nextAskAt,
  type PlatformRecord,
  type PlatformStatus,
  rejected,
  withStatus,
} from './platform-record.ts';
import { type SendFlowDeps, type Slot, sendFlow } from './send-flow.ts';

export type FollowDeps = SendFlowDeps & {
  invoices: Pick<InvoiceStore, 'find'>;
  documents: { get(document: InvoiceDocument): Promise<Uint8Array> };
  randomBytes: RandomBytes;
  pause: Pause;
};

export type Following = { invoiceId: string; requestId: string };

/** How the platform knows a document, and the news that it is paid. */
const trackingIdOf = (invoiceId: string, slot: Slot): string =>
  slot === 'document' ? invoiceId : `${invoiceId}-${cashed}`;

/** Undefined for a flow that we did not send. */
export const invoiceOfTrackingId = (trackingId = ''): string | undefined =>
  /^(inv_\w+?)(?:-212)?$/.exec(trackingId)?.[1];

/**
 * Does what is to be done next about a document: sends it, asks what the platform says of it, and
 * tells that it is paid. Whatever starts it, and however often, each is done once.
 *
 * @returns undefined for a document that goes by no platform, or that is not ours.
 * @throws Error while the document has no file yet, or when the platform does not answer.
 */
export async function followDocument(
  deps: FollowDeps,
  following: Following,
): Promise<PlatformRecord | undefined> {
  const invoice = await deps.invoices.find(following.invoiceId);
  if (!invoice || !goesByPlatform(invoice.content)) return undefined;
  const { document } = invoice;
  if (!document) throw new Error('the document has no file yet');
  const record = await recordOf(deps, invoice);
  const sent = await sendFlow(deps, {
    ...{ record, slot: 'document' },
    flow: async () => ({
      trackingId: trackingIdOf(invoice.id, 'document'),
      name: `${invoice.content.number}.pdf`,
      syntax: 'Factur-X',
      bytes: await deps.documents.get(document),
    }),
  });
  const judged = await noteStatuses(deps, following, await askAbout(deps, sent, 'document'));
  const told = await tellOfCash(deps, invoice, judged ?? sent);
  return told
    ? noteStatuses(deps, following, await askAbout(deps, told, 'cash'))
    : (judged ?? sent);
}

async function recordOf(
  { records, now }: FollowDeps,
  { id, content }: Invoice,
): Promise<PlatformRecord> {
  const existing = await records.find(id);
  if (existing) return existing;
  const fresh = newRecord({ id, number: content.number }, now());
  const record = { ...fresh, askAt: nextAskAt(fresh, now()) };
  if ((await records.create(record)) === 'saved') return record;
  const winner = await records.find(id);
  if (!winner) throw new Error('another run is writing the record');
  return winner;
}

/** Tells a platform that has taken the invoice of its payment; undefined where it need not. */
async function tellOfCash(
  deps: FollowDeps,
  invoice: Invoice,
  record: PlatformRecord,
): Promise<PlatformRecord | undefined> {
  const news = cashNewsOf(invoice, deps.now());
  const isTaken = record.statuses.length > 0 && !hasFailed(record);
  if (!news || !isTaken) return undefined;
  const flow = async (): Promise<OutgoingFlow> => ({
    trackingId: trackingIdOf(invoice.id, 'cash'),
    name: `${news.number}-${cashed}.xml`,
    syntax: 'CDAR',
    bytes: deps.platform.writeCashNews(news),
  });
  return sendFlow(deps, { record, slot: 'cash', flow });
}

/** What the platform's judgement of a flow means for the document. */
async function askAbout(
  { platform }: FollowDeps,
  record: PlatformRecord,
  slot: Slot,
): Promise<PlatformStatus[]> {
  const code = slot === 'document' ? deposited : cashed;
  const isKnown = record.statuses.some((status) => status.code === code);
  const flowId = record[slot]?.flowId;
  const flow = isKnown || flowId === undefined ? undefined : await platform.find(flowId);
  if (!flow || flow.acknowledgement === 'pending') return [];
  const { updatedAt: at, reason } = flow;
  if (flow.acknowledgement === 'ok') return [{ code, at }];
  // Payment news that were not taken leave the invoice as it is: a person looks at them.
  if (slot === 'cash')
    throw new Error(`the platform does not take the news of a payment: ${reason}`);
  return [{ code: rejected, at, ...(reason !== undefined && { reason }) }];
}

const race = { attemptsMax: 10, busy: 'too many concurrent writes of a document on the platform' };

/**
 * Stores what was learned of a document; the first failure raises an event in the same transaction.
 * Undefined when the document was never sent.
 */
export async function noteStatuses(
  {
    records,
    now,
    randomBytes,
    pause,
  }: Pick<FollowDeps, 'records' | 'now' | 'randomBytes' | 'pause'>,
  { invoiceId, requestId }: Following,
  learned: readonly PlatformStatus[],
): Promise<PlatformRecord | undefined> {
  return untilSaved({ ...race, pause }, async () => {
    const before = await records.find(invoiceId);
    if (!before) return undefined;
    const after = learned.reduce(withStatus, before);
    const isDue = before.askAt !== undefined && before.askAt <= now().toISOString();
    if (after === before && !isDue) return before;
    const failure = hasFailed(before) ? undefined : after.statuses.find(isFailure);
    const next = { ...after, askAt: nextAskAt(after, now()), version: before.version + 1 };
    const event: DomainEvent | undefined = failure && {
      id: newId('evt', now(), randomBytes(10)),
      type: 'invoice.rejected',
      occurredAt: now().toISOString(),
      requestId,
      data: { invoiceId, code: failure.code },
    };
    return (await records.save(next, event)) === 'saved' ? next : overtaken;
  });
}
