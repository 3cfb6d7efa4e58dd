/** A status in a document's life on the platform (XP Z12-012: MDT-105), with what it was told for. */
export type PlatformStatus = {
  /** `200` deposited, `213` rejected, `212` cashed…; later editions add others. */
  code: string;
  /** ISO 8601 UTC. */
  at: string;
  reason?: string;
};

/** Something that is sent to the platform once. */
export type SentFlow = {
  /** The platform's own id; absent until it is known that the platform has taken it. */
  flowId?: string;
  /** ISO 8601 UTC: until then a run may be sending it, and no other may. */
  sendingUntil?: string;
};

/** What is known of a document on the platform; stored beside it, with a version. */
export type PlatformRecord = {
  /** Of an invoice or a credit note, `inv_…`; also what the platform knows it by. */
  invoiceId: string;
  number: string;
  document: SentFlow;
  /** The news that it is paid. */
  cash?: SentFlow;
  /** In the order in which they were learned; each code once. */
  statuses: PlatformStatus[];
  createdAt: string;
  /** When the platform is asked again; absent once nothing more is expected. */
  askAt?: string;
  version: number;
};

export const deposited = '200';
export const cashed = '212';
export const rejected = '213';

/** Refused by the buyer, rejected by a platform, inadmissible: the sale needs another invoice. */
const failures: ReadonlySet<string> = new Set(['210', rejected, '501']);

/** Also cancelled: nothing follows any of these. */
const ends: ReadonlySet<string> = new Set([...failures, cashed, '220']);

export const isFailure = ({ code }: PlatformStatus): boolean => failures.has(code);

export const hasFailed = ({ statuses }: PlatformRecord): boolean => statuses.some(isFailure);

const hasEnded = ({ statuses }: PlatformRecord): boolean =>
  statuses.some(({ code }) => ends.has(code));

/** Messages tell their time to the second, judgements to the millisecond. */
const secondOf = ({ at }: PlatformStatus): string => at.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);

/** The latest by its own time, since notifications overtake each other; then the last learned. */
export const currentStatus = ({ statuses }: PlatformRecord): PlatformStatus | undefined =>
  statuses.reduce<PlatformStatus | undefined>(
    (latest, status) => (latest && secondOf(latest) > secondOf(status) ? latest : status),
    undefined,
  );

const dayMs = 86_400_000;

/** Buyers have long answered by then; a later notification still counts. */
const askedForDays = 60;

/** The record with a status, and when to ask next; the same one when it had the status. */
export function withStatus(record: PlatformRecord, status: PlatformStatus): PlatformRecord {
  const isKnown = record.statuses.some(({ code }) => code === status.code);
  return isKnown ? record : { ...record, statuses: [...record.statuses, status] };
}

/** Tomorrow, while something is expected. */
export function nextAskAt(record: PlatformRecord, now: Date): string | undefined {
  const isTooOld = now.getTime() - Date.parse(record.createdAt) > askedForDays * dayMs;
  return hasEnded(record) || isTooOld ? undefined : new Date(now.getTime() + dayMs).toISOString();
}

export const newRecord = (
  { id, number }: { id: string; number: string },
  now: Date,
): PlatformRecord => ({
  invoiceId: id,
  number,
  document: {},
  statuses: [],
  createdAt: now.toISOString(),
  version: 1,
});
