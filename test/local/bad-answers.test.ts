import { randomUUID } from 'node:crypto';
import { settledAs } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { comeBack } from '#test/sales';
import { ask, charges, eachShop, fault, open, paidUnheard } from '#test/shops';

/** What a provider, or somebody between us, may answer instead of what is documented. */
const answers: [what: string, fault: object][] = [
  ['a page of its gateway', { fault: 'html', status: 502 }],
  ['a page that says that all is well', { fault: 'html', status: 200 }],
  ['a page that forbids', { fault: 'html', status: 403 }],
  ['a page that has found nothing', { fault: 'html', status: 404 }],
  ['nothing', { fault: 'empty' }],
  ['half an answer', { fault: 'truncate' }],
  ['the way to somebody else', { fault: 'redirect', location: 'http://127.0.0.1:9/' }],
];

/** Odd, and still to be understood; or too long to be read to its end. */
const oddities: [what: string, fault: object][] = [
  ['another content type', { fault: 'wrongType' }],
  ['5 MB', { fault: 'huge' }],
];

eachShop((shop) => {
  test.each(answers)(
    `${shop.name} answers with %s: nobody knows, and nothing has failed`,
    async (_what, wanted) => {
      const sale = await paidUnheard(shop);
      // Stripe's own client repeats a request once.
      await fault(sale, 'request', { ...shop.asks, times: 2, ...wanted } as { fault: string });
      await comeBack(sale);
      await comeBack(sale);
      expect((await comeBack(sale)).status).toBe('completed');
      expect(await charges(sale)).toHaveLength(1);
    },
  );
});
