import { ApiKeyLimitReachedError } from '../errors.ts';

/** The live keys of one customer, or of the shop itself. */
export type KeyRing = {
  /** Absent for the shop's own keys. */
  customerId?: string;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
  /** When each key expires; null for never. */
  live: Record<string, string | null>;
};

/** A key for each of a customer's tools, with a margin. */
export const customersKeysMax = 20;

/** A key for each of the shop's servers and jobs, and for each customer's collector. */
const shopsKeysMax = 500;

/**
 * Returns the ring with one more key, without the expired ones.
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
