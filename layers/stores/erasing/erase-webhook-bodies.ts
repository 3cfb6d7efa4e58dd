import { mailboxesOf } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { isOfRetention, type Subject } from '#domain/erasure/erasure';
import { withoutPerson } from '#domain/webhooks/delivery';
import { personAtMailbox } from '#domain/webhooks/named-person';
import type { Table } from '../table.ts';
import { DynamoDeliveryStore, deliveryIdOf } from '../webhook-delivery-store.ts';
import { webhookIndexes } from '../webhook-keys.ts';
import { keysOfIndex } from './walk.ts';

/** Bodies of webhooks that name the person: those not sent yet are not sent any more. */
export const eraseWebhookBodies = (table: Table): ErasureStep => ({
  name: 'webhooks',
  async run(subject) {
    const deliveries = new DynamoDeliveryStore(table);
    let count = 0;
    for (const { person, before } of namesOf(subject)) {
      const { ownerPk } = webhookIndexes.personOf(person, '');
      for await (const key of keysOfIndex(table, 'owner', ownerPk)) {
        const delivery = await deliveries.find(deliveryIdOf(key));
        if (!delivery?.personOf || delivery.createdAt >= before) continue;
        if ((await deliveries.save(withoutPerson(delivery))) === 'stale')
          throw new Error('a webhook that names the person is being sent');
        count++;
      }
    }
    return count;
  },
});

/** Until when: what somebody at the mailbox did after the request is a new beginning. */
function namesOf(subject: Subject): { person: string; before: string }[] {
  const { customer, erasure } = subject;
  const own = { person: customer.id, before: '~' };
  if (isOfRetention(erasure)) return [own];
  const { hashes } = mailboxesOf(subject);
  const before = erasure.requestedAt;
  return [own, ...[...hashes].map((hash) => ({ person: personAtMailbox(hash), before }))];
}
