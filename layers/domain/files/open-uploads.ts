import { hasScope } from '../access/caller.ts';
import type { Order } from '../orders/order.ts';
import type { OrderAccess } from '../orders/reach-order.ts';
import type { OrderFile } from './order-file.ts';

/** A file that may be uploaded now. */
export type OpenUpload = {
  orderId: string;
  file: OrderFile;
  /** ISO 8601 UTC. */
  expiresAt: string;
};

/** What lets a browser upload exactly one file, for anybody who has it. */
type UploadGrant = { url: string; fields: Record<string, string> };

/** Signs a grant for one upload; nothing is stored. */
export type GrantUpload = (upload: OpenUpload, now: Date) => UploadGrant;

type WithFiles = Pick<Order, 'id' | 'expiresAt'> & { files?: readonly OrderFile[] };

const grantMinutes = 15;

/**
 * The files of an order that are still awaited, each to be uploaded within a quarter of an hour. An
 * expired order takes none. A file that is up may be uploaded again: the last one counts.
 */
export function openUploads({ id, expiresAt, files = [] }: WithFiles, now: Date): OpenUpload[] {
  if (now.toISOString() >= expiresAt) return [];
  const latest = new Date(now.getTime() + grantMinutes * 60_000).toISOString();
  return files
    .filter(({ status }) => status === 'awaited')
    .map((file) => ({ orderId: id, file, expiresAt: latest < expiresAt ? latest : expiresAt }));
}

/**
 * Whether the caller, who can see the order, may also add to it: whoever holds its token, the people
 * of its customer, and servers that may order. Who only reads gets no grant to write.
 */
export function mayUpload({ id, status, customerId }: Order, access: OrderAccess): boolean {
  const { caller, holdsTokenOf } = access;
  if (status !== 'pending_payment') return false;
  if (holdsTokenOf(id)) return true;
  if (caller.kind === 'key') return hasScope(caller, 'payments:write');
  return caller.kind === 'person' && customerId !== undefined && caller.customerId === customerId;
}
