import { randomUUID } from 'node:crypto';
import type { KeyCaller, PersonCaller } from '#domain/access/caller';
import type { AuditContext, AuditEntry } from '#domain/audit/audit-entry';
import { newId } from '#domain/ids';
import { seededBytes } from './clock.ts';

export const anAdmin = (changes: Partial<PersonCaller> = {}): PersonCaller => ({
  kind: 'person',
  subject: 'user-admin',
  roles: ['admin'],
  ...changes,
});

const at = '2026-11-21T10:10:00.000Z';
const randomBytes = seededBytes('audit');

/** An administrator acts, with bytes that no other act of this run has had. */
export const anAct = (changes: Partial<AuditContext> = {}): AuditContext => ({
  caller: anAdmin(),
  now: new Date(at),
  randomBytes,
  requestId: 'request-admin',
  ...changes,
});

/** A shop's server acts by its key. */
export const aServersAct = (
  keyId = 'key_shop',
  requestId = 'request-1',
): AuditContext<KeyCaller> => ({
  caller: { kind: 'key', keyId, scopes: ['payments:write', 'refunds:write'] },
  now: new Date(at),
  randomBytes,
  requestId,
});

/** A key was revoked; ids are random, so that a table may be shared. */
export const anAuditEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  id: newId('aud', new Date(changes.at ?? at), new TextEncoder().encode(randomUUID())),
  at,
  actor: 'person:user-admin',
  action: 'api_key.revoked',
  subject: 'key_1',
  before: { revoked: false },
  after: { revoked: true },
  requestId: 'request-admin',
  ...changes,
});
