import { isIP } from 'node:net';
import { type Ban, isRunning } from '#domain/access/failed-proofs';
import { addressSubject } from '#domain/access/network';
import type { DynamoFailedProofs } from '#stores/failed-proofs';
import { type Command, type Given, textFlag } from './command.ts';
import type { Operator } from './operator.ts';
import { UsageError } from './usage-error.ts';

const hoursMax = 24 * 30;

const usage = `npm run ops -- bans list                                    who is banned, and until when
npm run ops -- bans lift SUBJECT | --address IP            end a ban, within a minute
npm run ops -- bans add SUBJECT | --address IP [--hours N] ban for N hours (1 when left out)
  SUBJECT is as listed: address#… (hashed: an address cannot be read back) or key#key_….
  Who is banned may still use a valid key or token, and sign in.`;

/** Shows and changes who is refused for too many wrong keys and tokens. */
export const bans: Command = {
  summary: 'list, lift or add bans for too many wrong keys and tokens',
  usage,
  flags: { address: { type: 'string' }, hours: { type: 'string' }, json: { type: 'boolean' } },
  positionalsMax: 2,
  async run(operator, given) {
    const store = await storeOf(operator);
    switch (given.positionals[0]) {
      case 'list':
        return list(operator, given, store);
      case 'lift':
        return lift(operator, given, store);
      case 'add':
        return add(operator, given, store);
      default:
        throw new UsageError(usage);
    }
  },
};

async function list(
  { say, now }: Operator,
  { flags }: Given,
  store: DynamoFailedProofs,
): Promise<0> {
  const found = await store.listBans(now());
  if (flags.json) say(JSON.stringify(found));
  else if (found.length === 0) say('Nobody is banned.');
  else for (const ban of found) say(lineOf(ban));
  return 0;
}

async function lift(operator: Operator, given: Given, store: DynamoFailedProofs): Promise<0 | 1> {
  const subject = await subjectOf(operator, given);
  const isLifted = await store.lift(subject, operator.now());
  operator.say(isLifted ? `${subject}: lifted` : `${subject} is not banned.`);
  return isLifted ? 0 : 1;
}

async function add(operator: Operator, given: Given, store: DynamoFailedProofs): Promise<0> {
  const subject = await subjectOf(operator, given);
  const hours = Number(textFlag(given, 'hours') ?? 1);
  if (!(hours > 0 && hours <= hoursMax))
    throw new UsageError(`--hours is a number up to ${hoursMax}`);
  const now = operator.now();
  const until = new Date(now.getTime() + hours * 3_600_000).toISOString();
  const last = await store.lastBan(subject);
  const isLonger = last !== undefined && isRunning(last, now) && last.until > until;
  if (!isLonger)
    await store.ban({ subject, until, times: (last?.times ?? 0) + 1, by: 'operator' }, now);
  operator.say(lineOf((await store.lastBan(subject))!));
  return 0;
}

const lineOf = ({ subject, until, times, by }: Ban): string =>
  `${subject}: until ${until}, ${by === 'limit' ? `the ${times}. time in a row` : 'by an operator'}`;

/** @throws UsageError unless exactly one is named. */
async function subjectOf({ target }: Operator, given: Given): Promise<string> {
  const [, subject] = given.positionals;
  const address = textFlag(given, 'address');
  if ((subject === undefined) === (address === undefined)) throw new UsageError(usage);
  if (address === undefined) return subject!;
  if (isIP(address) === 0) throw new UsageError(`"${address}" is not an IP address`);
  const secret = (await target.secrets(['client-token-key'])).get('client-token-key');
  if (secret === undefined) throw new Error('client-token-key has no value');
  const { liveValues } = await import('#runtime/live-values');
  return addressSubject(address, liveValues(secret));
}

/** Imported late: its client loads slowly, and other commands do not need it. */
async function storeOf({ target }: Operator): Promise<DynamoFailedProofs> {
  const [{ DynamoDBClient }, { Table }, { DynamoFailedProofs }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('#stores/table'),
    import('#stores/failed-proofs'),
  ]);
  const { table, dynamodb } = await target.usageStores();
  return new DynamoFailedProofs(new Table(new DynamoDBClient(dynamodb), table));
}
