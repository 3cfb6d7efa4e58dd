import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import {
  aMobilePayment,
  comeBack,
  providerThatHears,
  type Sent,
  unknown,
} from './cinetpay-scripted.ts';

describe('the new API', () => {
  const opened = (changes: object = {}) => ({
    code: 200,
    status: 'OK',
    payment_token: 'tok',
    notify_token: 'notify-me',
    transaction_id: 'TX1',
    payment_url: 'https://secure.example/checkout/tok',
    details: { code: 2001, status: 'INITIATED', must_be_redirected: true },
    ...changes,
  });

  test.each([
    ['sk_test_1', 'https://sandbox.example'],
    ['sk_live_1', 'https://live.example'],
  ])('is asked for a page, with the key %s at %s', async (apiKey, address) => {
    const payment = aMobilePayment();
    const transactionId = transactionIdOf(payment.id);
    const { provider, sent } = providerThatHears(apiKey, opened());
    expect(await provider.open(payment, comeBack)).toEqual({
      kind: 'opened',
      reference: `v1:${transactionId}`,
      action: { kind: 'redirect', url: 'https://secure.example/checkout/tok' },
      notificationToken: 'notify-me',
    });
    const [login, { url, headers, body }] = sent as [Sent, Sent];
    expect(login).toMatchObject({
      url: `POST ${address}/v1/oauth/login`,
      body: { api_key: apiKey, api_password: 'password' },
    });
    expect(url).toBe(`POST ${address}/v1/payment`);
    expect(headers.authorization).toBe('Bearer token-1');
    expect(body).toEqual({
      merchant_transaction_id: transactionId,
      amount: 5000,
      currency: 'XOF',
      lang: 'fr',
      designation: 'Thé 7 café 5',
      client_email: 'awa@example.com',
      client_first_name: 'Awa',
      client_last_name: 'Marie Diop',
      client_phone_number: '+2250707123456',
      success_url: comeBack.success,
      failed_url: comeBack.cancel,
      notify_url: comeBack.notify,
      direct_pay: false,
    });
  });

  test.each([
    ['Awa Diop', 'Awa', 'Diop'],
    ['  Awa   Marie  Diop ', 'Awa', 'Marie Diop'],
    ['Awa', 'Awa', 'Awa'],
    ['A Diop', 'A Diop', 'Diop'],
    ['Awa D', 'Awa', 'Awa'],
    ['A', 'A.', 'A.'],
    ['A B', 'A B', 'A B'],
    ['😀', '😀', '😀'],
  ])('gets the name %j, in two parts of two letters', async (name, first, last) => {
    const { provider, sent } = providerThatHears('sk_test_1', opened());
    const buyer = { email: 'awa@example.com', name, phone: '+12345' };
    await provider.open(aMobilePayment({ buyer }), comeBack);
    expect(sent[1]!.body).toMatchObject({ client_first_name: first, client_last_name: last });
    expect(sent[1]!.body).not.toHaveProperty('client_phone_number');
  });

  test.each([
    ['fr', 'Confirmez le paiement sur votre téléphone avec votre code secret.'],
    ['en', 'Confirm the payment on your phone with your PIN.'],
  ] as const)(
    'sends the request to the telephone: the buyer is told so in %s',
    async (locale, instructions) => {
      const details = { code: 2002, status: 'PENDING', must_be_redirected: false };
      const { provider } = providerThatHears('sk_test_1', opened({ details }));
      expect(await provider.open(aMobilePayment({ locale }), comeBack)).toMatchObject({
        kind: 'opened',
        action: { kind: 'push', instructions },
        notificationToken: 'notify-me',
      });
    },
  );

  test.each([
    { code: 1004, status: 'INVALID_PARAMS', description: 'Pourquoi' },
    {
      code: 422,
      status: 'KO',
      details: { code: '1004', status: 'INVALID_PARAMS', message: 'Pourquoi' },
    },
  ])('refuses the order: %j', async (answer) => {
    const { provider } = providerThatHears('sk_test_1', answer);
    expect(await provider.open(aMobilePayment(), comeBack)).toEqual({
      kind: 'refused',
      code: 'invalid_params',
      message: 'Pourquoi',
    });
  });

  test.each([
    { code: -1, status: 'OPERATION_ERROR' },
    { code: 429, status: 'TOO_MANY_REQUEST' },
    { code: 500, status: 'KO', payment_url: 'https://secure.example/checkout/tok' },
    { code: 200, status: 'OK' },
    { code: 9999, status: 'A_CODE_OF_NEXT_YEAR' },
    {},
    [],
    null,
    'gateway',
  ])('answers %j, and the outcome is unknown', async (answer) => {
    const { provider } = providerThatHears('sk_test_1', answer);
    expect(await provider.open(aMobilePayment(), comeBack)).toEqual(unknown);
  });

  test.each([
    { code: 1003, status: 'EXPIRED_TOKEN' },
    { code: 422, details: { code: '1002', status: 'INVALID_TOKEN' } },
  ])(
    'refuses every token: it is asked once more with another one, and the outcome is unknown',
    async (answer) => {
      const { provider, sent } = providerThatHears('sk_test_1', answer);
      expect(await provider.status(aMobilePayment())).toEqual(unknown);
      expect(sent).toHaveLength(4);
      expect(await provider.open(aMobilePayment(), comeBack)).toEqual(unknown);
    },
  );

  test('returns the lost page again, if it ever does: the buyer gets that one', async () => {
    const payment = aMobilePayment();
    const exists = { code: 1200, status: 'TRANSACTION_EXIST' };
    const read = {
      code: 2001,
      status: 'INITIATED',
      merchant_transaction_id: transactionIdOf(payment.id),
      payment_url: 'https://secure.example/checkout/first',
    };
    const { provider } = providerThatHears('sk_test_1', exists, read);
    expect(await provider.open(payment, comeBack)).toMatchObject({
      kind: 'opened',
      action: { kind: 'redirect', url: 'https://secure.example/checkout/first' },
    });
  });
});
