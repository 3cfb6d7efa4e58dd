import { type Ban, type FailedProofs, isRunning } from '#domain/access/failed-proofs';
import { count, instant, oneOf, text } from './fields.ts';
import { indexes, keys, ttlAfterDays } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

/** A ban that is over doubles the next one for this long. */
const rememberedDays = 2;

export class DynamoFailedProofs implements FailedProofs {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async count(subject: string, now: Date): Promise<number> {
    const hour = now.toISOString().slice(0, 'YYYY-MM-DDThh'.length);
    const row = await this.#table.change({
      key: keys.failedProofs(subject, hour),
      expression: 'SET #ttl = :ttl ADD failed :one',
      names: { '#ttl': 'ttl' },
      values: { ':ttl': ttlAfterDays(now, 1), ':one': 1 },
    });
    return failuresFrom(row).failed;
  }

  async lastBan(subject: string): Promise<Ban | undefined> {
    const item = await this.#table.get(keys.ban(subject));
    return item && banFrom(item);
  }

  /** By an update, since that is the only right to write that the callers need for it. */
  async ban({ subject, until, times, by }: Ban, now: Date): Promise<void> {
    const { collectionPk, collectionSk } = indexes.collection('BANS', `${until}#${subject}`);
    await this.#table.write({
      update: {
        key: keys.ban(subject),
        expression:
          'SET subject = :subject, #until = :until, #times = :times, #by = :by, #ttl = :ttl, collectionPk = :pk, collectionSk = :sk',
        names: { '#until': 'until', '#times': 'times', '#by': 'by', '#ttl': 'ttl' },
        values: {
          ':subject': subject,
          ':until': until,
          ':times': times,
          ':by': by,
          ':ttl': ttlAfterDays(until, rememberedDays),
          ':pk': collectionPk,
          ':sk': collectionSk,
        },
        ...(by === 'limit' && {
          condition: {
            expression: 'attribute_not_exists(pk) OR #until <= :now',
            values: { ':now': now.toISOString() },
          },
        }),
      },
    });
  }

  /** Ends a ban at once; the next one is an hour again. Returns whether there was one. */
  async lift(subject: string, now: Date): Promise<boolean> {
    const refusal = await this.#table.write({
      update: {
        key: keys.ban(subject),
        expression: 'SET #until = :now, #times = :none REMOVE collectionPk, collectionSk',
        names: { '#until': 'until', '#times': 'times' },
        values: { ':now': now.toISOString(), ':none': 0 },
        condition: { expression: 'attribute_exists(pk) AND #until > :now' },
      },
    });
    return refusal === undefined;
  }

  /** The subjects of bans that run, with their ends: of thousands, those that end first. */
  async running(now: Date): Promise<Map<string, string>> {
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk AND collectionSk > :now',
      values: { ':pk': 'BANS', ':now': now.toISOString() },
    });
    return new Map(
      items.map(({ collectionSk }): [string, string] => {
        const [until = '', ...subject] = String(collectionSk).split('#');
        return [subject.join('#'), until];
      }),
    );
  }

  async listBans(now: Date): Promise<Ban[]> {
    const subjects = [...(await this.running(now)).keys()];
    const rows = await this.#table.getMany(subjects.map((subject) => keys.ban(subject)));
    return rows.map(banFrom).filter((ban) => isRunning(ban, now));
  }
}

const failuresFrom = stored<{ failed: number }>({ failed: count });

const banFrom = stored<Ban>({
  subject: text,
  until: instant,
  times: count,
  by: oneOf('limit', 'operator'),
});
