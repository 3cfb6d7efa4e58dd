import type { UsageEvent } from '#domain/usage/usage-event';
import { as, type Headers, serverKey } from '#test/callers';
import { anAccount, createProject } from '#test/customer-accounts';

/** An event as the bench sends it: its time is its own, so that it may be sent again. */
export type TimedEvent = UsageEvent & { time: string };

/** A customer whose projects are counted for, and a key that may do so. */
export type MeteredAccount = { id: string; projectIds: string[]; key: Headers };

/** On the plan without a limit of projects, with days in UTC. */
export async function aMeteredAccount(projects: number): Promise<MeteredAccount> {
  const account = await anAccount({ plan: 'pay_as_you_go', timeZone: 'Africa/Abidjan' });
  const projectIds: string[] = [];
  for (let i = 0; i < projects; i++) {
    const { status, text, body } = await createProject(account.owner, `Site ${i + 1}`);
    if (status !== 201) throw new Error(`no project: ${status} ${text}`);
    projectIds.push(body.id);
  }
  const { headers } = await serverKey(['usage:write', 'usage:read'], account.id);
  return { id: account.id, projectIds, key: headers };
}

const triesMax = 10;

/**
 * Sends events in one request until they are answered, as a client does: the same again after a
 * fault of the other side.
 *
 * @returns how many were accepted, those that are found to be known later among them.
 * @throws Error when an event was rejected or contradicts a known one, or nobody answers.
 */
export async function report(key: Headers, events: readonly TimedEvent[]): Promise<number> {
  for (let tries = 1; ; tries++) {
    const { status, text, body } = await as(
      key,
      'POST',
      '/v1/usage/events',
      events.map(cloudEvent),
    );
    if (status >= 500 && tries < triesMax) continue;
    const isTakenIn = status === 202 && body.accepted + body.duplicates === events.length;
    if (!isTakenIn) throw new Error(`events were answered with ${status} ${text.slice(0, 500)}`);
    return body.accepted;
  }
}

const types = { traffic: 'traffic.transferred', storage: 'storage.measured' } as const;

const cloudEvent = ({ id, source, projectId, meter, bytes, time }: TimedEvent) => ({
  specversion: '1.0',
  id,
  source,
  type: types[meter],
  time,
  subject: projectId,
  data: { bytes },
});
