import { providerNames } from '#vocabulary/providers';
import { type Command, type Given, textFlag } from './command.ts';
import type { Operator } from './operator.ts';
import { UsageError } from './usage-error.ts';

type Switch = {
  provider: string;
  method: string | null;
  enabled: boolean;
  reason: string | null;
  changedBy: string | null;
  changedAt: string | null;
};

const usage = `npm run ops -- switch                                  list what accepts new payments
npm run ops -- switch off PROVIDER[/METHOD] --reason TEXT    stop new payments
npm run ops -- switch on PROVIDER[/METHOD] --reason TEXT     allow them again
  PROVIDER is ${providerNames.join(', ')}; METHOD is card, paypal or mobile_money.
  Payments that are already open continue.`;

/** Stops or allows new payments by a provider, or by one of its methods. */
export const switchCommand: Command = {
  summary: 'list what accepts new payments; stop or allow a provider or one of its methods',
  usage,
  flags: { reason: { type: 'string' } },
  positionalsMax: 2,
  run(operator, given) {
    return given.positionals.length === 0 ? list(operator) : set(operator, given);
  },
};

async function list({ api, say }: Operator) {
  const { data } = await api.ask<{ data: Switch[] }>({
    method: 'GET',
    path: '/v1/admin/switches',
  });
  for (const row of data) say(lineOf(row));
  return 0 as const;
}

async function set({ api, say }: Operator, given: Given) {
  const [position, name] = given.positionals;
  const reason = textFlag(given, 'reason');
  if ((position !== 'on' && position !== 'off') || !name) throw new UsageError(usage);
  if (!reason) throw new UsageError('--reason says why; the audit trail keeps it');
  const [provider = '', method, ...rest] = name.split('/');
  if (!providerNames.some((known) => known === provider) || rest.length > 0)
    throw new UsageError(`"${name}" is not PROVIDER[/METHOD]`);
  const body = { provider, method, enabled: position === 'on', reason };
  say(lineOf(await api.ask<Switch>({ method: 'PUT', path: '/v1/admin/switches', body })));
  return 0 as const;
}

function lineOf({ provider, method, enabled, reason, changedBy, changedAt }: Switch): string {
  const state = `${provider}${method === null ? '' : `/${method}`}: ${enabled ? 'on' : 'OFF'}`;
  return changedAt === null ? state : `${state}, since ${changedAt}, by ${changedBy}: ${reason}`;
}
