import { ApiKeyLimitReachedError } from '../errors.ts';

/** The live keys of one customer, or of the shop itself. */
export type KeyRing = {
  /** Absent on the shop's own. */
  customerId?: string;
  /** Counts the writes: every write says which one it has seen. */
  version: number;
  /** By key, when it expires; null when it does not. */
  live: Record<string, string | null>;
};

/** A key for each of a customer's tools, with room. */
export const customersKeysMax = 20;

/** A key for each server and job of the shop, and for each of its customers' collectors. */
const shopsKeysMax = 500;

/**
 * The ring with one key more, without those that have expired.
 *
 * @throws ApiKeyLimitReachedError when it is full.
 */
export function withKey(
  { customerId, version, live }: KeyRing,
  key: { id: string; expiresAt?: string },
  now: Date,
): KeyRing {
  const isLive = (expiresAt: string | null) => expiresAt === null || expiresAt > now.toISOString();
  const left = Object.entries(live).filter(([, expiresAt]) => isLive(expiresAt));
  const limit = customerId === undefined ? shopsKeysMax : customersKeysMax;
  if (left.length >= limit) throw new ApiKeyLimitReachedError(limit);
  const more = { [key.id]: key.expiresAt ?? null };
  return { customerId, version: version + 1, live: { ...Object.fromEntries(left), ...more } };
}
