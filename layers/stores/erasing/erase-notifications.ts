import { mailboxesOf } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { isOfRetention, type Subject } from '#domain/erasure/erasure';
import { erasedBody, isErasedBody } from '#domain/payments/kept-notification';
import { daysBefore, keys } from '../keys.ts';
import { keptDays } from '../notifications.ts';
import { packedText, unpackedText } from '../packing/packed-text.ts';
import { keyOf } from '../stored.ts';
import type { Item, Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { rowsOf } from './walk.ts';

/** What providers sent about the payments, or with an address, of the erased. */
export const eraseNotifications = (
  table: Table,
  belongings: Belongings,
  now: () => Date,
): ErasureStep => ({
  name: 'notifications',
  async run(subject) {
    const ids = new Set(await belongings.paymentIds(subject));
    const addresses = isOfRetention(subject.erasure) ? [] : addressesOf(subject);
    let count = 0;
    for (const day of daysBefore(now(), keptDays + 1))
      for await (const item of rowsOf(table, keys.inboxOf(day))) {
        const body = bodyOf(item);
        if (isErasedBody(body)) continue;
        const hasAddress = () => {
          const text = body.toLowerCase();
          return addresses.some((address) => text.includes(address));
        };
        if (!ids.has(String(item.paymentId)) && !hasAddress()) continue;
        await replaceBody(table, item, body);
        count++;
      }
    return count;
  },
});

const addressesOf = (subject: Subject): string[] =>
  mailboxesOf(subject).addresses.map((address) => address.toLowerCase());

const bodyOf = ({ rawBody }: Item): string => unpackedText(rawBody as Uint8Array);

async function replaceBody(table: Table, item: Item, body: string): Promise<void> {
  await table.write({
    update: {
      key: keyOf(item),
      expression: 'SET rawBody = :body, #headers = :none, encoding = :encoding',
      names: { '#headers': 'headers' },
      values: {
        ':body': packedText('notification', erasedBody(body)),
        ':none': {},
        ':encoding': 'utf8',
      },
      condition: { expression: 'attribute_exists(pk)' },
    },
  });
}
