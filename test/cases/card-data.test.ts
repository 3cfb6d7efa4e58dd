import { randomUUID } from 'node:crypto';
import { aPaymentRequest, api } from '#test/cloud';
import { expectNothingOpened, expectProblem, paymentsAbout } from '#test/problems';

const card = '4242 4242 4242 4242';

test.each([
  ['description', { description: `Carte ${card}` }],
  ['customer.name', { customer: { email: 'a@b.example', name: card } }],
  ['metadata.note', { metadata: { note: `${card} 12/34 123` } }],
  ['metadata.…', { metadata: { '4242-4242-4242-4242': 'x' } }],
  ['lines.0.description', { lines: [{ description: card, quantity: 1, unitAmount: 46_800 }] }],
  [
    'customer.address.street',
    {
      customer: {
        email: 'a@b.example',
        name: 'Awa Diop',
        address: { street: card, city: 'Dakar', country: 'SN' },
      },
    },
  ],
])('a card number in %s is refused and not repeated', async (field, changes) => {
  const mark = randomUUID();
  const body = aPaymentRequest({ orderId: mark, ...changes });
  const reply = await api('POST', '/v1/payments', { body });
  const { errors } = expectProblem(reply, 400, 'invalid_request');
  expect(errors[0].path).toBe(field);
  expect(reply.text.replace(/\D/g, '')).not.toContain('4242424242424242');
  await expectNothingOpened(mark);
});

test('a number that is not a card’s is accepted: a SIRET, an IBAN, an order', async () => {
  const mark = randomUUID();
  const metadata = {
    siret: '36252187900034',
    iban: 'FR76 3000 6000 0112 3456 7890 189',
    order: '20261109143000',
  };
  const body = aPaymentRequest({ orderId: mark, metadata });
  expect((await api('POST', '/v1/payments', { body })).status).toBe(201);
  expect(await paymentsAbout(mark)).toMatchObject([{ metadata }]);
});
