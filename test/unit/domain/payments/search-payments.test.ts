import { searchFor } from '#domain/payments/search-payments';
import { aPayment } from '#test/payments';

const payment = aPayment({
  description: 'Forfait «\u00a0Été\u00a0» de l’Œuvre',
  buyer: { email: 'zoe@comptoir.example', name: 'Zoé  Lefèvre-Groß' },
  orderId: 'Commande-42',
  providerReference: 'cs_test_a1B2',
  providerTransaction: 'pi_3Abc',
});

test.each([
  'lefevre',
  'LEFÈVRE',
  'Lefe\u0300vre',
  'zoé lefèvre',
  'zoe lefevre-gross',
  'ete',
  "l'oeuvre",
  'l’œuvre',
  'comptoir.example',
  'commande-42',
  'cs_test_a1B2',
  'pi_3Abc',
  ' PI_3abc ',
])('%j finds the payment, in any spelling [C13]', (q) => {
  expect(searchFor(q)(payment)).toBe(true);
});

test.each(['lefebvre', 'pi_3Abd', 'zoe groß', 'lefevre-gross comptoir'])('%j does not', (q) => {
  expect(searchFor(q)(payment)).toBe(false);
});
