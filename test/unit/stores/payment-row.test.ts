import { paymentFrom, rowOfPayment } from '#stores/stored-payment';
import { aCompletedPayment } from '#test/payments';

test('the row of a payment names what it pays for in the words of the API, as before', () => {
  const sold = aCompletedPayment({
    lines: [
      {
        description: 'Café',
        quantity: 2.5,
        unitGrossMinor: 23_400,
        vatRate: 550,
        discount: { reason: 'Fidélité', grossMinor: 400 },
      },
    ],
    discounts: [{ reason: 'Soldes', grossMinor: 500 }],
  });
  const row = rowOfPayment(sold);
  expect(row.lines).toEqual([
    {
      description: 'Café',
      quantity: 2.5,
      unitAmount: 23_400,
      vatRate: 550,
      discount: { reason: 'Fidélité', amount: 400 },
    },
  ]);
  expect(row.discounts).toEqual([{ reason: 'Soldes', amount: 500 }]);
  expect(paymentFrom(row)).toEqual(sold);
});
