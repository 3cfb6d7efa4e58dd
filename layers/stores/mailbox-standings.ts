import type { MailboxStore, StoredStanding } from '#domain/messages/message-store';
import { type MailboxStanding, unknownMailbox } from '#domain/messages/suppression';
import { count, instant, listOf, mapWith, optional, text } from './fields.ts';
import { ttlAfterDays } from './keys.ts';
import { mailKeys } from './mail-keys.ts';
import { stored } from './stored.ts';
import { type Item, type Table, versionBeforeOrGone, type Write } from './table.ts';

/** The names of a mailbox, newest first: after a rotation of the key it has two for a while. */
export type MailboxNames = (address: string) => Promise<readonly string[]>;

/** A mailbox that is dead today may be somebody else's in two years. */
const keptDays = 730;

type StandingRow = MailboxStanding & { version: number };

const standingFrom = stored<StandingRow>({
  version: count,
  bouncedAt: optional(instant),
  complainedAt: optional(instant),
  liftedAt: optional(instant),
  undelivered: listOf(mapWith<{ id: string; at: string }>({ id: text, at: instant })),
});

/** What is known of mailboxes. Their rows name them by a hash with a key. */
export class MailboxStandings implements MailboxStore {
  readonly #table: Table;
  readonly #names: MailboxNames;
  readonly #now: () => Date;

  constructor(table: Table, names: MailboxNames, now: () => Date) {
    this.#table = table;
    this.#names = names;
    this.#now = now;
  }

  async glanceAt(address: string): Promise<MailboxStanding> {
    const names = await this.#names(address);
    for (const name of names) {
      const item = await this.#table.glanceAt(mailKeys.mailboxStanding(name));
      if (item) return standingOf(item).standing;
    }
    return unknownMailbox;
  }

  /** Of an older name: a new row begins with what it said. */
  async read(address: string): Promise<StoredStanding> {
    const [name, ...older] = await this.#names(address);
    const item = await this.#table.get(mailKeys.mailboxStanding(name!));
    if (item) return standingOf(item);
    for (const old of older) {
      const before = await this.#table.get(mailKeys.mailboxStanding(old));
      if (before) return { ...standingOf(before), version: 0 };
    }
    return { standing: unknownMailbox, version: 0 };
  }

  /** Saved only if the standing is still the one that was read. */
  async writeOf(
    address: string,
    { version: before }: StoredStanding,
    standing: MailboxStanding,
  ): Promise<Write> {
    const [name] = await this.#names(address);
    const version = before + 1;
    return {
      put: {
        key: mailKeys.mailboxStanding(name!),
        item: { ...standing, version, ttl: ttlAfterDays(this.#now(), keptDays) },
        condition: versionBeforeOrGone({ version }),
      },
    };
  }
}

function standingOf(item: Item): StoredStanding {
  const { version, ...standing } = standingFrom(item);
  return { standing, version };
}
