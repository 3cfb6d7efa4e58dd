import { randomUUID } from 'node:crypto';
import type { Command } from './command.ts';
import type { Operator } from './operator.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run ops -- erasures list               the customers that were erased
npm run ops -- erasures replay [CUSTOMER]  erase them again, or only this one
  After the table was restored, before it takes traffic: the restored rows know nothing of the
  erasures since. The list is in the documents bucket, which is not restored. To repeat it is safe.
  It needs AWS credentials and no token.`;

/** Holds a restored table against the list of erasures. */
export const erasures: Command = {
  summary: 'list the erased customers, and erase them again after a restore',
  usage,
  flags: {},
  positionalsMax: 2,
  async run(operator, { positionals: [action, only] }) {
    if (action === 'list' && only === undefined) return list(operator);
    if (action === 'replay') return replay(operator, only);
    throw new UsageError(usage);
  },
};

/** Ids only, each on a line. */
async function list({ target, say }: Operator) {
  for (const id of await target.erasedCustomers()) say(id);
  return 0 as const;
}

async function replay({ target, say }: Operator, only: string | undefined) {
  const listed = await target.erasedCustomers();
  const ids = only === undefined ? listed : listed.filter((id) => id === only);
  if (only !== undefined && ids.length === 0)
    throw new UsageError(`${only} is not on the list of erasures`);
  let failed = 0;
  for (const customerId of ids)
    try {
      await target.invoke('customers/carry-out-erasure', {
        job: 'carry-out-erasure',
        message: { requestId: `erasures-${randomUUID()}`, data: { customerId } },
      });
      say(`${customerId}: erased`);
    } catch (error) {
      failed += 1;
      say(`${customerId}: FAILED: ${(error as Error).message}`);
    }
  if (ids.length === 0) say('Nobody was erased.');
  return failed > 0 ? 1 : 0;
}
