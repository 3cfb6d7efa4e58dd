import { createHash } from 'node:crypto';
import { actorOf } from '../access/caller.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { hasArrived } from './delivery.ts';
import {
  type WebhookEndpoint,
  type WebhookEndpointStore,
  withEndpoint,
  withoutEndpoint,
} from './endpoint.ts';
import { afterSuccess, disabledFor, enabledAgain } from './endpoint-health.ts';
import { type PingDeps, ping } from './ping.ts';
import type { UrlRefusal } from './receiver-url.ts';
import { replayAsked } from './replay.ts';
import { requireEndpoint } from './require-endpoint.ts';
import { urlNotAllowed, WebhookRefusedError } from './webhook-errors.ts';

/** Each event is looked up in one row that names them all, and makes one delivery for each. */
const endpointsMax = 100;

export type NewEndpoint = Pick<WebhookEndpoint, 'url' | 'description' | 'types' | 'include'>;

export type ManageDeps = {
  endpoints: WebhookEndpointStore;
  /** Why an address cannot get webhooks; undefined when it can. */
  refusalOf: (url: string) => UrlRefusal | undefined;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the webhook endpoints' };

/** URLs may hold a password in their path: entries name the host alone. */
const audited = ({ url, types, include = [], state }: WebhookEndpoint) => ({
  host: URL.parse(url)?.hostname ?? '',
  types,
  include,
  state,
});

/**
 * Adds an endpoint. Its id comes from the claim, so that a repeated request adds no second one.
 *
 * @throws UnprocessableError when webhooks cannot go to its address.
 * @throws WebhookRefusedError when there are too many.
 */
export async function createEndpoint(
  { endpoints, refusalOf, pause }: ManageDeps,
  { claim, ...wanted }: NewEndpoint & { claim: Claim },
  context: AuditContext,
): Promise<WebhookEndpoint> {
  requireCallable(wanted.url, refusalOf);
  const { id: claimId, createdAt } = claim;
  const entropy = createHash('sha256').update(claimId).digest();
  const endpoint: WebhookEndpoint = {
    ...wanted,
    id: newId('we', new Date(createdAt), entropy),
    state: 'enabled',
    secretVersion: 1,
    createdAt,
    createdBy: actorOf(context.caller),
    version: 1,
  };
  const audit = auditEntry(context, {
    action: 'webhook_endpoint.created',
    subject: endpoint.id,
    before: null,
    after: audited(endpoint),
  });
  return untilSaved({ ...race, pause }, async () => {
    const known = await endpoints.find(endpoint.id);
    if (known) return known;
    const directory = await endpoints.directory();
    if (Object.keys(directory.listening).length >= endpointsMax)
      throw new WebhookRefusedError('webhook_endpoint_limit_reached');
    const write = { directory: withEndpoint(directory, endpoint), audit };
    return (await endpoints.create(endpoint, write)) === 'saved' ? endpoint : overtaken;
  });
}

/** What may change; `null` removes the description. */
type EndpointChange = Partial<Omit<NewEndpoint, 'description'>> & {
  description?: string | null;
  enabled?: boolean;
};

export type ChangeWish = {
  id: string;
  change: EndpointChange;
  /** Enables without a test. */
  force?: boolean;
  /** When it is enabled: what was not sent meanwhile is sent. */
  sendMissed?: boolean;
};

/**
 * Changes an endpoint. A disabled one is enabled only when it accepts a test, or by force.
 *
 * @throws NotFoundError when there is no such endpoint.
 * @throws UnprocessableError when webhooks cannot go to its address.
 * @throws WebhookRefusedError when the test fails.
 */
export async function changeEndpoint(
  deps: ManageDeps & PingDeps,
  wish: ChangeWish,
  context: AuditContext,
): Promise<WebhookEndpoint> {
  const { endpoints, refusalOf, pause } = deps;
  const { id, change, force = false } = wish;
  if (change.url !== undefined) requireCallable(change.url, refusalOf);
  let isTested = force;
  return untilSaved({ ...race, pause }, async () => {
    const before = await requireEndpoint(endpoints, id);
    const fields = withFields(before, change);
    const isToBeEnabled = change.enabled === true && before.state === 'disabled';
    // One test for all attempts to write.
    if (isToBeEnabled && !isTested && !hasArrived(await ping(deps, fields)))
      throw new WebhookRefusedError('webhook_test_failed');
    isTested = true;
    const after = moved(fields, before, wish, context.now);
    const outcome = await endpoints.save(after, {
      ...(change.types && { directory: withEndpoint(await endpoints.directory(), after) }),
      audit: auditEntry(context, {
        action: 'webhook_endpoint.changed',
        subject: id,
        before: audited(before),
        after: audited(after),
      }),
      ...(isToBeEnabled && wish.sendMissed && { event: missed(before, context) }),
    });
    return outcome === 'saved' ? after : overtaken;
  });
}

function withFields(
  before: WebhookEndpoint,
  { enabled: _, description, ...fields }: EndpointChange,
): WebhookEndpoint {
  const { description: old, ...rest } = before;
  const kept = description === undefined ? old : (description ?? undefined);
  return { ...rest, ...fields, ...(kept !== undefined && { description: kept }) };
}

/** At another address it is another receiver: what the old one failed does not count. */
function moved(
  fields: WebhookEndpoint,
  before: WebhookEndpoint,
  { change: { enabled }, sendMissed = false }: ChangeWish,
  at: Date,
): WebhookEndpoint {
  const isEnabled = before.state === 'enabled';
  if (enabled === false && isEnabled) return disabledFor('admin', fields, at).endpoint;
  if (enabled === true && !isEnabled) return enabledAgain(fields, { at, sendsMissed: sendMissed });
  const isElsewhere = isEnabled && fields.url !== before.url;
  const well = isElsewhere ? afterSuccess(fields, at)?.endpoint : undefined;
  return well ?? { ...fields, version: fields.version + 1 };
}

/** Longer than an event may be on its way: retries take three days, each up to a fifth longer. */
const onItsWayMs = 4 * 86_400_000;

/**
 * What it missed while it was disabled: those are `skipped`. Some of their events are from before: they
 * were on their way, or waited for a retry. What was passed over at an earlier time stays so.
 */
function missed({ id, disabled, skipsBefore }: WebhookEndpoint, context: AuditContext) {
  const disabledAt = disabled ? new Date(disabled.at) : context.now;
  const earliest = new Date(disabledAt.getTime() - onItsWayMs).toISOString();
  const from = skipsBefore !== undefined && skipsBefore > earliest ? skipsBefore : earliest;
  return replayAsked(
    { endpointId: id, from, to: context.now.toISOString(), state: 'skipped' },
    context,
  );
}

/**
 * Removes an endpoint; its deliveries stay readable until they expire.
 *
 * @throws NotFoundError when there is no such endpoint.
 */
export async function removeEndpoint(
  { endpoints, pause }: Pick<ManageDeps, 'endpoints' | 'pause'>,
  id: string,
  context: AuditContext,
): Promise<WebhookEndpoint> {
  return untilSaved({ ...race, pause }, async () => {
    const endpoint = await requireEndpoint(endpoints, id);
    const directory = withoutEndpoint(await endpoints.directory(), id);
    const audit = auditEntry(context, {
      action: 'webhook_endpoint.removed',
      subject: id,
      before: audited(endpoint),
      after: null,
    });
    const outcome = await endpoints.remove(endpoint, { directory, audit });
    return outcome === 'saved' ? endpoint : overtaken;
  });
}

function requireCallable(url: string, refusalOf: ManageDeps['refusalOf']): void {
  const refusal = refusalOf(url);
  if (refusal) throw urlNotAllowed(refusal);
}
