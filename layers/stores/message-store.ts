import type { EventMessage, MessageKey } from '#domain/messages/message';
import type { MessageClaim, MessageStore, SentParts } from '#domain/messages/message-store';
import { overtaken, untilSaved } from '#domain/until-saved';
import { ttlAfterDays } from './keys.ts';
import { indexOfUndelivered, mailKeys } from './mail-keys.ts';
import { messageFrom } from './message-rows.ts';
import { eventWrite } from './outbox.ts';
import { type Item, keyIsFree, type Table, type UpdateWrite } from './table.ts';
import { tablePause } from './table-pause.ts';

/** Longer than the sending function may run. */
const leaseMs = 60_000;

/** Events are repeated for days at most, and a person asks for a mail within months. */
const keptDays = 90;

const race = {
  attemptsMax: 8,
  busy: 'somebody else is writing the message',
  pause: tablePause,
};

export class DynamoMessageStore implements MessageStore {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async claim({ subject, ...message }: EventMessage): Promise<MessageClaim> {
    const now = this.#now();
    const key = mailKeys.message(message);
    const leaseUntil = now.getTime() + leaseMs;
    const { owner, eventId, cause } = message;
    const row = { owner, eventId, cause, ...subject, leaseUntil, mails: {}, facts: {} };
    const refusal = await this.#table.write({
      put: { key, item: { ...row, ttl: ttlAfterDays(now, keptDays) }, condition: keyIsFree },
    });
    if (!refusal) return { kind: 'claimed', sent: [] };
    const { allSentAt, sent = [] } = refusal.existing ? messageFrom(refusal.existing) : {};
    if (allSentAt) return { kind: 'all_sent' };
    const taken = await this.#table.write({
      update: {
        key,
        expression: 'SET leaseUntil = :until',
        values: { ':until': leaseUntil },
        condition: {
          expression: 'leaseUntil < :now AND attribute_not_exists(allSentAt)',
          values: { ':now': now.getTime() },
        },
      },
    });
    return taken ? { kind: 'busy' } : { kind: 'claimed', sent };
  }

  markAllSent(key: MessageKey, parts: SentParts): Promise<void> {
    return this.#record(key, parts, { allSentAt: this.#now().toISOString() });
  }

  release(key: MessageKey, parts: SentParts): Promise<void> {
    return this.#record(key, parts, { leaseUntil: 0, sent: parts.sent });
  }

  async #record(key: MessageKey, { mails, events }: SentParts, fields: Item): Promise<void> {
    const isHeld = Object.values(mails).some(({ held }) => held !== undefined);
    const update = recording(key, mails, { ...fields, ...(isHeld && indexOfUndelivered(key)) });
    // Mails have left: a record lost to a bounce that is told just now would send them twice.
    await untilSaved(race, async () => {
      const refusal =
        events.length === 0
          ? await this.#table.write({ update })
          : await this.#table.writeTogether([{ update }, ...events.map(eventWrite)]);
      return refusal && overtaken;
    });
  }
}

/** Beside what the mail service has told meanwhile. */
function recording(key: MessageKey, mails: SentParts['mails'], fields: Item): UpdateWrite {
  const sets = [
    ...Object.entries(fields).map(([name, value]) => ({ map: '', name, value })),
    ...Object.entries(mails).map(([name, value]) => ({ map: 'mails.', name, value })),
  ];
  return {
    key: mailKeys.message(key),
    expression: `SET ${sets.map(({ map }, i) => `${map}#n${i} = :v${i}`).join(', ')}`,
    names: Object.fromEntries(sets.map(({ name }, i) => [`#n${i}`, name])),
    values: Object.fromEntries(sets.map(({ value }, i) => [`:v${i}`, value])),
  };
}
