import { type ActivationTokens, hashOfToken } from '#domain/access/activation-token';
import { mailboxesOf } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import type { Member } from '#domain/members/member';
import { type Key, keys } from '../keys.ts';
import type { Condition, Table } from '../table.ts';

/** More links than anybody gets before their rows expire: three a day, for four days. */
const linksMax = 20;

/** Links that were mailed, the claim of the mailbox, and the number at the payment provider. */
export const eraseLinks = (table: Table, tokens: () => Promise<ActivationTokens>): ErasureStep => ({
  name: 'links',
  async run(subject) {
    const { customer, members } = subject;
    const issued = await tokens();
    const isTheirs: Condition = {
      expression: 'customerId = :customer',
      values: { ':customer': customer.id },
    };
    const claims = [...mailboxesOf(subject).hashes].map(keys.mailboxClaim);
    const holders = [customer, ...members.flatMap(underEveryId)];
    const links = holders.flatMap(({ id, activationVersion = 0 }) =>
      versionsUpTo(activationVersion).flatMap((version) =>
        issued.candidates(id, version).map((token) => keys.activation(hashOfToken(token))),
      ),
    );
    let count = 0;
    for (const key of [...claims, ...links]) if (await remove(table, key, isTheirs)) count++;
    const atProvider = keys.providerCustomer(customer.id, 'stripe');
    if (await remove(table, atProvider, { expression: 'attribute_exists(pk)' })) count++;
    return count;
  },
});

/** A member whose address was changed has links of before. */
const underEveryId = (member: Member) =>
  [member.id, ...(member.formerIds ?? [])].map((id) => ({ ...member, id }));

const versionsUpTo = (last: number): number[] =>
  Array.from({ length: Math.min(last, linksMax) }, (_, index) => last - index);

/** @returns whether it was there, and met the condition. */
export async function remove(table: Table, key: Key, condition: Condition): Promise<boolean> {
  return !(await table.writeTogether([{ remove: { key, condition } }]));
}
