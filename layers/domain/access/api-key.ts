import { createHash, timingSafeEqual } from 'node:crypto';
import { type AuditContext, type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import { CustomerArchivedError, InvalidRequestError, NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { actorOf, type KeyCaller, type Scope } from './caller.ts';
import { type KeyRing, withKey } from './key-ring.ts';

export type ApiKey = {
  /** `key_…`. */
  id: string;
  name: string;
  scopes: Scope[];
  /** Set on a key that reads and writes only one customer's data. */
  customerId?: string;
  /** SHA-256 of the secret, hex. The secret itself is shown once and stored nowhere. */
  secretHash: string;
  createdAt: string;
  createdBy: string;
  /** ISO 8601 UTC; from then on the key is refused. */
  expiresAt?: string;
  revokedAt?: string;
  /** Updated at most once an hour, so that a busy key costs one write an hour. */
  lastUsedAt?: string;
};

export type ApiKeyStore = {
  /** The live keys of a customer, or of the shop itself. */
  ring(customerId?: string): Promise<KeyRing>;
  /**
   * Stores the key on its ring, with its audit entry, unless an earlier attempt of the same request
   * took its id, or the ring was written meanwhile.
   */
  create(key: ApiKey, write: { ring: KeyRing; audit: AuditEntry }): Promise<KeyOutcome>;
  find(id: string): Promise<ApiKey | undefined>;
  /** Newest first: one customer's keys, or all. */
  list(page: { limit: number; cursor?: string; customerId?: string }): Promise<{
    keys: ApiKey[];
    nextCursor: string | null;
  }>;
  /**
   * Removes the key from its ring. Returns undefined when there is no such key; a second revocation
   * keeps the first time.
   */
  revoke(id: string, at: Date, audit: AuditEntry): Promise<ApiKey | undefined>;
  /** Records a use, at most once an hour. */
  touch(id: string, at: Date): Promise<void>;
};

export type KeyOutcome = 'created' | 'exists' | 'stale';

const prefix = 'pgk_';

/** `pgk_<id without its prefix>_<secret>`: the id finds the row, the secret proves the holder. */
export const formatApiKey = (id: string, secret: string): string =>
  `${prefix}${id.slice('key_'.length)}_${secret}`;

export function parseApiKey(text: string): { id: string; secret: string } | undefined {
  const match = /^pgk_([0-9A-Z]{26})_([\w-]{43})$/.exec(text);
  return match ? { id: `key_${match[1]}`, secret: match[2]! } : undefined;
}

export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

export type NewApiKey = { name: string; scopes: Scope[]; customerId?: string; expiresAt?: string };

export type ReadCustomers = { find(id: string): Promise<Customer | undefined> };

type CreateDeps = { apiKeys: ApiKeyStore; customers: ReadCustomers; pause: Pause };

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the API keys' };

/**
 * Creates a random key and stores only its hash. The id comes from the claim, so that a repeated
 * request finds the same key; only the first answer contains the key's text.
 *
 * @returns the key with its text, or without it when the request was answered before.
 * @throws InvalidRequestError when it would have expired already.
 * @throws NotFoundError when there is no such customer.
 * @throws CustomerArchivedError when the customer was archived.
 * @throws ApiKeyLimitReachedError when the maximum number of keys is live.
 */
export async function createApiKey(
  { apiKeys, customers, pause }: CreateDeps,
  { claim, ...newKey }: NewApiKey & { claim: Claim },
  context: AuditContext,
): Promise<{ apiKey: ApiKey; text: string | null }> {
  const { createdAt } = claim;
  const { expiresAt } = newKey;
  const request = { ...newKey, ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }) };
  const id = newId('key', new Date(createdAt), createHash('sha256').update(claim.id).digest());
  const secret = Buffer.from(context.randomBytes(32)).toString('base64url');
  const createdBy = actorOf(context.caller).replace(/^person:/, '');
  const apiKey = { ...request, id, secretHash: hashSecret(secret), createdAt, createdBy };
  return untilSaved({ ...race, pause }, async () => {
    const known = await apiKeys.find(id);
    if (known) return { apiKey: known, text: null };
    await requireHolder(customers, request, context.now);
    const ring = withKey(await apiKeys.ring(request.customerId), apiKey, context.now);
    const outcome = await apiKeys.create(apiKey, { ring, audit: created(apiKey, context) });
    return outcome === 'created' ? { apiKey, text: formatApiKey(id, secret) } : overtaken;
  });
}

async function requireHolder(
  customers: ReadCustomers,
  { customerId, expiresAt }: NewApiKey,
  now: Date,
): Promise<void> {
  if (expiresAt !== undefined && expiresAt <= now.toISOString()) {
    const message = 'a time that has not come yet';
    throw new InvalidRequestError(`expiresAt: ${message}`, [{ path: 'expiresAt', message }]);
  }
  if (customerId === undefined) return;
  const customer = await customers.find(customerId);
  if (!customer) throw new NotFoundError('customer');
  if (customer.archivedAt !== undefined) throw new CustomerArchivedError();
}

const created = ({ id, name, scopes, customerId, expiresAt }: ApiKey, to: AuditContext) =>
  auditEntry(to, {
    action: 'api_key.created',
    subject: id,
    before: null,
    after: {
      name,
      scopes,
      customerId: customerId ?? null,
      ...(expiresAt !== undefined && { expiresAt }),
    },
  });

/**
 * Revokes a key; its uses are refused from then on.
 *
 * @param customerId the customer that the key must belong to; any when absent.
 * @throws NotFoundError when there is no such key, or it belongs to somebody else.
 */
export async function revokeApiKey(
  { apiKeys }: { apiKeys: ApiKeyStore },
  { id, customerId }: { id: string; customerId?: string },
  context: AuditContext,
): Promise<ApiKey> {
  const isTheirs = customerId === undefined || (await apiKeys.find(id))?.customerId === customerId;
  if (!isTheirs) throw new NotFoundError('api_key');
  const audit = auditEntry(context, {
    action: 'api_key.revoked',
    subject: id,
    before: { revoked: false },
    after: { revoked: true },
  });
  const revoked = await apiKeys.revoke(id, context.now, audit);
  if (!revoked) throw new NotFoundError('api_key');
  return revoked;
}

/** Returns the key's holder, or undefined when it is unknown, wrong, expired or revoked. */
export async function identifyKey(
  { apiKeys, customers }: { apiKeys: Pick<ApiKeyStore, 'find'>; customers: ReadCustomers },
  text: string,
  now: Date,
): Promise<KeyCaller | undefined> {
  const parsed = parseApiKey(text);
  if (!parsed) return undefined;
  const key = await apiKeys.find(parsed.id);
  if (!key || key.revokedAt) return undefined;
  if (key.expiresAt !== undefined && key.expiresAt <= now.toISOString()) return undefined;
  const isHolder = timingSafeEqual(
    Buffer.from(hashSecret(parsed.secret)),
    Buffer.from(key.secretHash),
  );
  if (!isHolder) return undefined;
  const { id: keyId, scopes, customerId } = key;
  const customer = customerId === undefined ? undefined : await customers.find(customerId);
  if (customer?.state === 'erased') return undefined;
  return {
    kind: 'key',
    keyId,
    scopes,
    customerId,
    ...(customer?.archivedAt !== undefined && { isCustomerArchived: true }),
  };
}
