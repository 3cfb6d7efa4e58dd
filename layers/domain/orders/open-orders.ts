import type { Caller } from '../access/caller.ts';
import { mailboxHash } from '../members/mailbox.ts';
import type { Order } from './order.ts';

/** An order that waits for its payment. */
export type OpenOrder = {
  orderId: string;
  expiresAt: string;
  /** Of its files, as they were announced. */
  bytes: number;
};

/** Those of whoever is counted; the version counts the writes, 0 before the first. */
export type OpenOrders = { subject: string; version: number; entries: OpenOrder[] };

/** Strangers' orders of an hour, `2026-11-21T10`, from one network. */
export type NetworkHour = { network: string; hour: string };

export type OpenOrderStore = {
  openOf(subject: string): Promise<OpenOrders>;
  /**
   * Writes a new order together with the list that it is in, and counts it for its network, unless
   * that is full, the list was written since it was read, or the id is taken.
   */
  createListed(
    order: Order,
    list: OpenOrders,
    network?: NetworkHour,
  ): Promise<'created' | 'stale' | 'network_full'>;
};

/** What may wait for its payment at once, of one orderer. */
export const openOrdersMax = { orders: 20, bytes: 300_000_000 } as const;

/** What strangers may order from one network in an hour; carriers put thousands behind one. */
export const networkHourMax = { orders: 300, bytes: 2_000_000_000 } as const;

/**
 * Who is counted: a person who signed in; strangers by the mailbox they type, and their network,
 * so that nobody elsewhere can keep a mailbox from ordering. The shop's people and servers are not.
 *
 * @param network undefined for addresses that say nothing about the client.
 */
export function countedAs(
  caller: Caller,
  { email }: { email: string },
  network: string | undefined,
): string | undefined {
  switch (caller.kind) {
    case 'key':
      return undefined;
    case 'person':
      return caller.roles.includes('admin') ? undefined : `person#${caller.subject}`;
    case 'public':
      return `mailbox#${mailboxHash(email)}#${network ?? 'anywhere'}`;
  }
}

export const openOrderOf = ({ id: orderId, expiresAt, files = [] }: Order): OpenOrder => ({
  orderId,
  expiresAt,
  bytes: bytesOf(files),
});

export const hasRoom = (entries: readonly OpenOrder[], more: OpenOrder): boolean =>
  entries.length < openOrdersMax.orders && bytesOf(entries) + more.bytes <= openOrdersMax.bytes;

/** When enough of them will have expired, if none is paid before. */
export function roomAt(entries: readonly OpenOrder[], more: OpenOrder): string {
  const byExpiry = entries.toSorted((one, other) => (one.expiresAt < other.expiresAt ? -1 : 1));
  const gone = byExpiry.findIndex((_, index) => hasRoom(byExpiry.slice(index + 1), more));
  return byExpiry[gone]!.expiresAt;
}

const bytesOf = (all: readonly { bytes: number }[]): number =>
  all.reduce((sum, { bytes }) => sum + bytes, 0);
