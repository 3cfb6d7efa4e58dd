import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type AuditContext, type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { KeyCaller, Scope } from './caller.ts';

export type ApiKey = {
  /** `key_…`. */
  id: string;
  name: string;
  scopes: Scope[];
  /** Set on a key that sees and writes one customer's data only. */
  customerId?: string;
  /** SHA-256 of the secret, hex. The secret itself is shown once and stored nowhere. */
  secretHash: string;
  createdAt: string;
  createdBy: string;
  revokedAt?: string;
  /** Kept to the hour, so that a busy key costs one write an hour. */
  lastUsedAt?: string;
};

export interface ApiKeyStore {
  /** Stores the key, and the entry that tells of it, unless its id is taken by the same request before. */
  create(key: ApiKey, audit: AuditEntry): Promise<void>;
  find(id: string): Promise<ApiKey | undefined>;
  /** Newest first: one customer's, or all. */
  list(page: { limit: number; after?: string; customerId?: string }): Promise<{
    keys: ApiKey[];
    next?: string;
  }>;
  /** Answers undefined when there is no such key; revoking twice keeps the first time. */
  revoke(id: string, at: Date, audit: AuditEntry): Promise<ApiKey | undefined>;
  /** Notes a use, at most once an hour. */
  touch(id: string, at: Date): Promise<void>;
}

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

export type NewApiKey = { name: string; scopes: Scope[]; customerId?: string };

/**
 * Makes a key out of its claim, so that the same request gets the same key again although only its
 * hash is stored.
 */
export async function createApiKey(
  deps: { apiKeys: ApiKeyStore; derivationKey: string },
  request: NewApiKey & { claim: Claim },
  context: AuditContext,
): Promise<{ apiKey: ApiKey; text: string }> {
  const { claim, ...rest } = request;
  const createdBy = context.caller.subject;
  const derive = (purpose: string) =>
    createHmac('sha256', deps.derivationKey).update(`${purpose}:${claim.id}:${claim.createdAt}`);
  const id = newId('key', new Date(claim.createdAt), derive('api-key-id').digest());
  const secret = derive('api-key-secret').digest('base64url');
  const secretHash = hashSecret(secret);
  const apiKey = { ...rest, id, secretHash, createdAt: claim.createdAt, createdBy };
  const { name, scopes, customerId = null } = rest;
  const after = { name, scopes, customerId };
  const change = { action: 'api_key.created', subject: id, before: null, after } as const;
  await deps.apiKeys.create(apiKey, auditEntry(context, change));
  return { apiKey, text: formatApiKey(id, secret) };
}

/**
 * @param customerId whose key it must be; any when absent.
 * @throws NotFoundError when there is no such key, or when it is somebody else's.
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

/** Who holds this key, or undefined when it is unknown, wrong or revoked. */
export async function identifyKey(
  deps: { apiKeys: ApiKeyStore },
  text: string,
): Promise<KeyCaller | undefined> {
  const parsed = parseApiKey(text);
  if (!parsed) return undefined;
  const key = await deps.apiKeys.find(parsed.id);
  if (!key || key.revokedAt) return undefined;
  const isHolder = timingSafeEqual(
    Buffer.from(hashSecret(parsed.secret)),
    Buffer.from(key.secretHash),
  );
  if (!isHolder) return undefined;
  return { kind: 'key', keyId: key.id, scopes: key.scopes, customerId: key.customerId };
}
