/**
 * What fails where no event tells of it: in a request, at a provider, in the store of documents.
 * Counted in five-minute slots, so that rules can judge it.
 */
export const troubleKinds = [
  'provider_error',
  'refused_signature',
  'refused_sign_in',
  'invoice_refused',
  'pdf_failed',
  'pdf_too_large',
  'mail_failed',
  'mail_bounced',
  'mail_complained',
  'member_creation_failed',
  'storage_failed',
  'early_fraud_warning',
  'counters_differed',
  'webhook_endpoint_failing',
] as const;

export type TroubleKind = (typeof troubleKinds)[number];

/** One thing that failed. */
export type Trouble = {
  kind: TroubleKind;
  /** Where: a provider, an endpoint; `all` when there is only one place. Never a person. */
  dimension: string;
  /** The id of what failed; never a person, an address or a secret. */
  example?: string;
};

/** What failed of one kind, in one place, in one slot. */
export type CountedTrouble = {
  /** The start of its five minutes, ISO 8601 UTC. */
  slot: string;
  kind: TroubleKind;
  dimension: string;
  /** At least once: a repeated write counts twice. */
  count: number;
  /** ISO 8601 UTC. */
  lastAt: string;
  /** At most five ids. */
  examples: string[];
};

export type TroubleStore = {
  /** Counts one more in the slot of this time. */
  add(trouble: Trouble, at: Date): Promise<void>;
  /** What failed in the slots from the one of `from` to the one of `to`, oldest first. */
  between(from: Date, to: Date): Promise<CountedTrouble[]>;
};

/** Tells that something failed. Never fails itself: what it is told of has its own error. */
export type NoteTrouble = (trouble: Trouble) => Promise<void>;

const slotMs = 5 * 60_000;

/** The five minutes in which a time lies, by their start. */
export const slotOf = (at: Date): Date => new Date(Math.floor(at.getTime() / slotMs) * slotMs);

/**
 * More than any rule asks for. What is above it in one slot is not written, so that a flood of
 * forged requests costs no flood of writes.
 */
const notedMax = 50;

type NoteDeps = {
  troubles: Pick<TroubleStore, 'add'>;
  now: () => Date;
  /** Told of a trouble that could not be noted. */
  onFault: (error: unknown) => void;
};

export function troubleNoter({ troubles, now, onFault }: NoteDeps): NoteTrouble {
  const noted = new Map<string, number>();
  let current = 0;

  function isTooMany({ kind, dimension }: Trouble, at: Date): boolean {
    const slot = slotOf(at).getTime();
    if (slot !== current) noted.clear();
    current = slot;
    const times = (noted.get(`${kind}#${dimension}`) ?? 0) + 1;
    noted.set(`${kind}#${dimension}`, times);
    return times > notedMax;
  }

  return async (trouble) => {
    const at = now();
    if (isTooMany(trouble, at)) return;
    await troubles.add(trouble, at).catch(onFault);
  };
}
