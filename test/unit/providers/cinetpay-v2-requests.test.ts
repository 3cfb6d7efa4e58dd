import { cinetPayCapabilities } from '#providers/cinetpay/capabilities';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import {
  aMobilePayment,
  comeBack,
  providerThatHears,
  type Sent,
  unknown,
} from './cinetpay-scripted.ts';

describe('the older API', () => {
  const opened = {
    code: '201',
    message: 'CREATED',
    data: { payment_token: 'tok', payment_url: 'https://checkout.example/payment/tok' },
  };

  test('is asked for a page where the buyer pays by Mobile Money', async () => {
    const payment = aMobilePayment({ locale: 'en', metadata: { order: 'é7' } });
    const { provider, sent } = providerThatHears('apikey', opened);
    const transactionId = transactionIdOf(payment.id);
    expect(await provider.open(payment, comeBack)).toEqual({
      kind: 'opened',
      reference: `v2:${transactionId}`,
      action: { kind: 'redirect', url: 'https://checkout.example/payment/tok' },
    });
    const [{ url, headers, body }] = sent as [Sent];
    expect(url).toBe('POST https://checkout.example/v2/payment');
    expect(headers['user-agent']).toMatch(/./);
    expect(body).toEqual({
      apikey: 'apikey',
      site_id: '445160',
      transaction_id: transactionId,
      amount: 5000,
      currency: 'XOF',
      description: 'Thé 7 café 5',
      notify_url: comeBack.notify,
      return_url: comeBack.success,
      channels: 'MOBILE_MONEY',
      lang: 'en',
      metadata: Buffer.from('{"order":"é7"}').toString('base64url'),
      customer_name: 'Marie Diop',
      customer_surname: 'Awa',
      customer_email: 'awa@example.com',
      customer_phone_number: '+2250707123456',
    });
  });

  test('gets the address if it is known, and no metadata that is empty or too long', async () => {
    const address = { street: 'Rue 12', postalCode: 'BP 7', city: 'Abidjan', country: 'CI' };
    const buyer = { email: 'a@example.com', name: 'Awa', address };
    const { provider, sent } = providerThatHears('apikey', opened);
    await provider.open(aMobilePayment({ buyer }), comeBack);
    await provider.open(aMobilePayment({ metadata: { long: 'x'.repeat(500) } }), comeBack);
    expect(sent[0]!.body).toMatchObject({
      customer_address: 'Rue 12',
      customer_city: 'Abidjan',
      customer_country: 'CI',
      customer_zip_code: 'BP 7',
      customer_name: 'Awa',
      customer_surname: 'Awa',
    });
    for (const { body } of sent) expect(body).not.toHaveProperty('metadata');
  });

  test.each([
    ['600', 'PAYMENT_FAILED'],
    ['608', 'MINIMUM_REQUIRED_FIELDS'],
    ['641', 'ERROR_AMOUNT_TOO_LOW'],
    ['642', 'ERROR_AMOUNT_TOO_HIGH'],
    ['612', 'ERROR_CURRENCY_NOTVALID'],
    ['636', 'ERROR_PHONE_NUMBER_NOT_SUPPORTED'],
    ['777', 'DAILY_MAX_AMOUNT_REACHED'],
  ])('refuses the order by %s %s', async (code, message) => {
    const { provider } = providerThatHears('apikey', { code, message, description: 'Pourquoi' });
    expect(await provider.open(aMobilePayment(), comeBack)).toEqual({
      kind: 'refused',
      code: message.toLowerCase(),
      message: 'Pourquoi',
    });
  });

  test.each([
    ['609', 'AUTH_NOT_FOUND'],
    ['613', 'ERROR_SITE_ID_NOTVALID'],
    ['624', 'UNKNOWN_ERROR'],
    ['625', 'ABONNEMENT_OR_TRANSACTIONS_EXPIRED'],
    ['429', 'TOO_MANY_REQUEST'],
    ['603', 'SERVICE_UNAVAILABLE'],
    ['777', 'A_CODE_OF_NEXT_YEAR'],
    ['201', 'CREATED'],
    ['00', 'SUCCES'],
    ['', ''],
  ])('answers %s %s, and the outcome is unknown', async (code, message) => {
    const { provider } = providerThatHears('apikey', { code, message });
    expect(await provider.open(aMobilePayment(), comeBack)).toEqual(unknown);
  });
});

test('with an account of one currency supports only that currency, in steps of five', () => {
  expect(cinetPayCapabilities(['XAF'])).toEqual({
    methods: ['mobile_money'],
    actions: ['redirect'],
    refunds: 'manual',
    amounts: { XAF: { min: 100, max: 1_500_000, multipleOf: 5 } },
  });
  expect(cinetPayCapabilities(['XOF', 'XAF']).amounts.XOF?.max).toBe(2_000_000);
});
