import type { Activation, RequestedActivation } from '#domain/activations/activation';
import type { Customer } from '#domain/customers/customer';
import { count, day, hash, instant, mapWith, oneOf, optional, text } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { carrying } from './outbox.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, type Write } from './table.ts';

/** The new row carries the event that sends its mail: once for each version. */
export const activationWrite = ({ activation, event }: RequestedActivation): Write => ({
  put: {
    key: keys.activation(activation.tokenHash),
    item: { ...activation, ...carrying(event), ttl: ttlAfterDays(activation.expiresAt, 1) },
    condition: keyIsFree,
  },
});

/** Uses a link up, once. */
export const usedWrite = ({ tokenHash, usedAt }: Activation & { usedAt: string }): Write => ({
  update: {
    key: keys.activation(tokenHash),
    expression: 'SET usedAt = :usedAt',
    values: { ':usedAt': usedAt },
    condition: { expression: 'attribute_exists(pk) AND attribute_not_exists(usedAt)' },
  },
});

export async function readActivation(
  table: Table,
  tokenHash: string,
): Promise<Activation | undefined> {
  const item = await table.get(keys.activation(tokenHash));
  return item && activationFrom(item);
}

const activationFrom = stored<Activation>({
  tokenHash: hash,
  purpose: oneOf('customer', 'member', 'email'),
  customerId: text,
  memberId: optional(text),
  email: text,
  version: count,
  createdAt: instant,
  expiresAt: instant,
  usedAt: optional(instant),
});

/** Of a customer or a member: when mails with a link were sent. */
export const activationMails = mapWith<NonNullable<Customer['activationMails']>>({
  lastAt: instant,
  day,
  count,
});
