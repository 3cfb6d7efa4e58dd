import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { mailKeys } from '../mail-keys.ts';
import { keyOf } from '../stored.ts';
import type { Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { rowsOf } from './walk.ts';

/** Which mails the erased got: with the customer, or with a payment that named none. */
export const eraseMessages = (table: Table, belongings: Belongings): ErasureStep => ({
  name: 'messages',
  async run(subject) {
    let count = 0;
    for (const owner of [subject.customer.id, ...(await belongings.paymentIds(subject))]) {
      const found = [];
      for await (const row of rowsOf(table, mailKeys.messagesOf(owner))) found.push(keyOf(row));
      if (found.length > 0) await table.writeMany(found.map((key) => ({ key })));
      count += found.length;
    }
    return count;
  },
});
