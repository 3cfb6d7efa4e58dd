import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderName } from '#vocabulary/providers';
import type { SecretName } from '#vocabulary/secrets';
import { remembered } from '../remembered.ts';
import type { Invitation, ProviderAddresses, StaffPerson, Target } from '../target.ts';

type Endpoints = { api: string; providers: Record<ProviderName, string> };
type Queue = { name: string; visible: number; deadLetters?: { visible: number } };
type Engines = { dynamodb: string; queuesAndStorage: string };
type Invoked = { error?: { errorMessage?: string }; result?: unknown };

/**
 * The running local cloud, found through the files in its folder.
 *
 * @throws Error at the first call when no local cloud runs.
 */
export function localTarget(directory: string): Target {
  const ask = <Answer>(path: string, body?: object) => askControl<Answer>(directory, path, body);
  const endpoints = () => fileOf<Endpoints>(directory, 'endpoints.json');
  const secrets = remembered(() => ask<Record<string, string>>('/secrets').then(byOwnName));
  const token = remembered(() => ask<{ token: string }>('/tokens', { role: 'admin' }));
  return {
    name: 'local',
    stage: 'dev',
    apiUrl: async () => endpoints().api,
    token: async () => (await token()).token,
    providers: async () => addressesOf(endpoints().providers, await secrets()),
    quotas: async () => undefined,
    sender: async () => undefined,
    secrets: async (names) => only(names, await secrets()),
    queues: async () => (await ask<Queue[]>('/queues')).flatMap(stateOf),
    async givenUp(name) {
      const { engines } = fileOf<{ engines: Engines }>(directory, 'control.json');
      const { localLetters } = await import('./local-letters.ts');
      return localLetters(engines.queuesAndStorage, name);
    },
    invoke: async (name, event) =>
      resultOf(await ask<Invoked>(`/functions/${encodeURIComponent(name)}/invoke`, event)),
    async usageStores() {
      const { engines } = fileOf<{ engines: Engines }>(directory, 'control.json');
      // Imported late: its clients load slowly, and other commands do not need them.
      const { localStores } = await import('./local-stores.ts');
      return localStores(engines);
    },
    async erasedCustomers() {
      const { engines } = fileOf<{ engines: Engines }>(directory, 'control.json');
      const { erasureList } = await import('./erasure-list.ts');
      const { s3, documentsBucket } = await (await import('./local-stores.ts')).localStores(
        engines,
      );
      return erasureList(s3, documentsBucket);
    },
    inviteStaff: (person) => inviteHere(person, (body) => ask('/people', body)),
    async redrive(queue) {
      await ask(`/queues/${encodeURIComponent(queue)}/redrive`, {});
    },
    async runSchedule(name, dueAt) {
      const path = `/schedules/${encodeURIComponent(name)}`;
      resultOf(await ask<Invoked>(path, { at: dueAt.toISOString() }));
    },
  };
}

/** With a password of its own, since the local cloud sends no mail of Cognito. */
async function inviteHere(
  person: StaffPerson,
  add: (body: object) => Promise<unknown>,
): Promise<Invitation> {
  const password = `Aa1!${randomBytes(12).toString('base64url')}`;
  try {
    await add({ ...person, password });
    return { outcome: 'invited', password };
  } catch (error) {
    if (!/ has \S+ already$/.test((error as Error).message)) throw error;
    return { outcome: 'known' };
  }
}

/** @throws Error when the function failed. */
function resultOf({ error, result }: Invoked): unknown {
  if (error) throw new Error(error.errorMessage ?? 'the function failed');
  return result;
}

async function askControl<Answer>(directory: string, path: string, body?: object): Promise<Answer> {
  const { url } = fileOf<{ url: string }>(directory, 'control.json');
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init).catch(() => {
    throw nothingRuns();
  });
  const answer = (await response.json()) as Answer & { message?: string };
  if (response.ok) return answer;
  throw new Error(answer.message ?? `The local cloud answered ${response.status}`);
}

function fileOf<Content>(directory: string, name: string): Content {
  try {
    return JSON.parse(readFileSync(join(directory, name), 'utf8')) as Content;
  } catch {
    throw nothingRuns();
  }
}

const nothingRuns = (): Error =>
  new Error('Nothing runs here: start it with npm start, or name a stage with --stage');

/** `/peage/dev/stripe/secret-key` is called `stripe/secret-key`. */
const byOwnName = (values: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(values).map(([name, value]) => [name.replace(/^\/peage\/[^/]+\//, ''), value]),
  );

const only = (names: readonly SecretName[], values: ReadonlyMap<string, string>) =>
  new Map(
    names.flatMap((name): [SecretName, string][] => {
      const value = values.get(name);
      return value ? [[name, value]] : [];
    }),
  );

/** Providers that the shop does not use are simulated too, but their secrets are unreadable. */
function addressesOf(
  urls: Record<ProviderName, string>,
  secrets: ReadonlyMap<string, string>,
): ProviderAddresses {
  const isConfigured = (provider: ProviderName) =>
    [...secrets.keys()].some((name) => name.startsWith(`${provider}/`));
  const { stripe, paypal, cinetpay, external } = urls;
  return {
    ...(isConfigured('stripe') && { stripe: { apiUrl: stripe } }),
    ...(isConfigured('paypal') && { paypal: { apiUrl: paypal } }),
    ...(isConfigured('cinetpay') && {
      cinetpay: { checkoutUrl: cinetpay, sandboxUrl: cinetpay, liveUrl: cinetpay },
    }),
    ...(isConfigured('external') && { external: { apiUrl: external } }),
  };
}

const stateOf = ({ name, visible, deadLetters }: Queue) =>
  deadLetters ? [{ name, waiting: visible, deadLetters: deadLetters.visible }] : [];
