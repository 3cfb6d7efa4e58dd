import type { DomainEvent } from '#vocabulary/events';
import { type ActivationTokens, hashOfToken } from '../access/activation-token.ts';
import { endOfUtcDay, utcDay } from '../calendar/day.ts';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';

/** A mailed link that proves a mailbox once. Times are ISO 8601 UTC. */
export type Activation = {
  /** SHA-256 of the token, in hex. */
  tokenHash: string;
  /** A guest becomes a member; an invited member sets the password; a member gets this address. */
  purpose: 'customer' | 'member' | 'email';
  customerId: string;
  /** The invited member, or the one who gets another address. */
  memberId?: string;
  /** As it was typed; the mail goes there. */
  email: string;
  /** Counts only while it is the customer's or the member's `activationVersion`. */
  version: number;
  createdAt: string;
  expiresAt: string;
  /** Since then the member can sign in. */
  usedAt?: string;
};

/** People read the mails of their orders late; who changes an address is waiting for the mail. */
const validHours: Record<Activation['purpose'], number> = { customer: 72, member: 72, email: 24 };

/** The link and the event that sends its mail, written together. */
export type RequestedActivation = { activation: Activation; event: DomainEvent };

export type ActivationContext = { now: Date; randomBytes: RandomBytes; requestId: string };

/** Prepares a link; the one of an older version no longer counts. */
export function requestActivation(
  tokens: ActivationTokens,
  link: Pick<Activation, 'purpose' | 'customerId' | 'memberId' | 'email' | 'version'>,
  { now, randomBytes, requestId }: ActivationContext,
): RequestedActivation {
  const { customerId, memberId, version } = link;
  const createdAt = now.toISOString();
  return {
    activation: {
      ...link,
      tokenHash: hashOfToken(tokens.issue(memberId ?? customerId, version)),
      createdAt,
      expiresAt: expiryAfter(now, link.purpose),
    },
    event: {
      id: newId('evt', now, randomBytes(10)),
      type: 'activation.requested',
      occurredAt: createdAt,
      requestId,
      data: { customerId, ...(memberId !== undefined && { memberId }), version: String(version) },
    },
  };
}

/** What a link belongs to: an inactive customer, or an invited member. */
type Mailed = {
  activationVersion?: number;
  activationMails?: { lastAt: string; day: string; count: number };
};

/** The same with its next link, and one mail more today (UTC). */
export function withNextLink<Holder extends Mailed>(
  holder: Holder,
  now: Date,
): Holder & { activationVersion: number } {
  const lastAt = now.toISOString();
  const day = utcDay(now);
  const { activationVersion = 0, activationMails } = holder;
  const today = activationMails?.day === day ? activationMails.count : 0;
  return {
    ...holder,
    activationVersion: activationVersion + 1,
    activationMails: { lastAt, day, count: today + 1 },
  };
}

const mailsADayMax = 3;

const mailIntervalMs = 60_000;

/**
 * When the next mail may go, in ms since 1970. Whoever types an address may not fill its mailbox:
 * three mails a day, one a minute.
 */
export function nextMailAt({ activationMails }: Mailed, now: Date): number {
  if (!activationMails) return now.getTime();
  const { lastAt, day, count } = activationMails;
  const isEnoughToday = day === utcDay(now) && count >= mailsADayMax;
  return isEnoughToday ? endOfUtcDay(now) : Date.parse(lastAt) + mailIntervalMs;
}

export const mayMailAgain = (holder: Mailed, now: Date): boolean =>
  nextMailAt(holder, now) <= now.getTime();

export const expiryAfter = (sentAt: Date, purpose: Activation['purpose']): string =>
  new Date(sentAt.getTime() + validHours[purpose] * 3_600_000).toISOString();
