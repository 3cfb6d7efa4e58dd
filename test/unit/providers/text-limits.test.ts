import fc from 'fast-check';
import { namesOf, plainText } from '#providers/cinetpay/buyer-fields';
import { cinetPayTextLimits } from '#providers/cinetpay/text-limits';
import { v1Request } from '#providers/cinetpay/v1-request';
import { v2Request } from '#providers/cinetpay/v2-request';
import { orderRequest } from '#providers/paypal/order-request';
import { payPalTextLimits } from '#providers/paypal/text-limits';
import { paymentIntentParameters, sessionParameters } from '#providers/stripe/parameters';
import { stripeTextLimits } from '#providers/stripe/text-limits';
import { lineWithin } from '#providers/text-limit';
import { anySign } from '#test/any-sign';
import { aPayment } from '#test/payments';

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const charactersOf = (text: string) =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Families of emoji, flags, letters with accents of their own, halves of characters, blanks. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('👩‍👩‍👧‍👦', '🇫🇷', '🇸🇳', 'e\u0301', '👍🏽', '\ud83d', ' ', '\n', 'ß', 'ﷺ'),
      fc.string({ unit: anySign, minLength: 1, maxLength: 30 }),
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((parts) => parts.join(''));

const lineOf = (whole: string) => whole.toWellFormed().replace(/\s+/g, ' ').trim();

/** What was left of a text: its first characters, whole, and as many as fit. */
function expectCut(sent: string, whole: string, lengthMax: number): void {
  expect(sent.length).toBeLessThanOrEqual(lengthMax);
  expect(sent.isWellFormed()).toBe(true);
  const characters = charactersOf(lineOf(whole));
  const kept = charactersOf(sent);
  expect(characters.slice(0, kept.length)).toEqual(kept);
  const next = characters[kept.length];
  // A blank at the end is not sent, so the next character may be one.
  if (next !== undefined && next !== ' ')
    expect(sent.length + next.length).toBeGreaterThan(lengthMax);
}

test('a text is cut between whole characters, and no shorter than necessary [C15]', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 300 }), (whole, lengthMax) => {
      const sent = lineWithin(whole, lengthMax);
      if (sent === undefined) expect(lineOf(whole)).toBe('');
      else if (charactersOf(lineOf(whole)).every(({ length }) => length <= 20))
        expectCut(sent, whole, lengthMax);
    }),
  );
});

test('a single character that is longer than the limit is cut inside, and stays well formed', () => {
  const tall = `e${'\u0301'.repeat(400)}`;
  expect(lineWithin(tall, 250)).toHaveLength(250);
});

const comeBack = { success: 'https://a.example', cancel: 'https://b.example', notify: 'https://c' };

type Sent = [name: string, sent: string | undefined, lengthMax: number];

/** Every text of people's that is sent to any provider, with its limit there. */
function textsSent(whole: string): Sent[] {
  const address = { street: whole, city: whole, postalCode: whole, country: 'SN' };
  const payment = aPayment({
    description: whole,
    buyer: { email: 'a@b.example', name: whole, address },
  });
  const session = sessionParameters(payment, comeBack);
  const order = orderRequest(payment, comeBack, whole);
  const v1 = v1Request(payment, comeBack, 'X');
  const v2 = v2Request(payment, comeBack, 'X');
  const { first, last } = namesOf(payment.buyer);
  const { experience_context } = order.payment_source.paypal;
  return [
    [
      'stripe',
      session.line_items?.[0]?.price_data?.product_data?.name,
      stripeTextLimits.productName,
    ],
    ['stripe', session.payment_intent_data?.description, stripeTextLimits.description],
    ['stripe', paymentIntentParameters(payment).description, stripeTextLimits.description],
    ['paypal', order.purchase_units[0]?.description, payPalTextLimits.description],
    ['paypal', experience_context.brand_name, payPalTextLimits.brandName],
    ['cinetpay', v1.designation, cinetPayTextLimits.description],
    ['cinetpay', v2.description, cinetPayTextLimits.description],
    ['cinetpay', plainText(whole), cinetPayTextLimits.description],
    ['cinetpay', first, cinetPayTextLimits.name],
    ['cinetpay', last, cinetPayTextLimits.name],
    ['cinetpay', v2.customer_address, cinetPayTextLimits.address],
    ['cinetpay', v2.customer_city, cinetPayTextLimits.city],
    ['cinetpay', v2.customer_zip_code, cinetPayTextLimits.postalCode],
  ];
}

test('whatever a shop and its buyers write, each provider gets texts within its limits, with whole characters [C15]', () => {
  fc.assert(
    fc.property(text, (whole) => {
      for (const [name, sent, lengthMax] of textsSent(whole)) {
        if (sent === undefined) continue;
        expect([name, sent.length <= lengthMax, sent.isWellFormed()]).toEqual([name, true, true]);
        expect(sent).not.toBe('');
      }
    }),
  );
});

test('a joined emoji at the limit is sent completely or not at all', () => {
  const family = '👩‍👩‍👧‍👦';
  for (const [, sent = '', lengthMax] of textsSent('a'.repeat(5_000)))
    expect(sent).toBe('a'.repeat(lengthMax));
  for (let before = 0; before < 260; before++)
    for (const [, sent = '', lengthMax] of textsSent(
      `${'a'.repeat(before)}${family.repeat(100)}`,
    )) {
      expect(sent.replaceAll(family, '').replaceAll('a', '')).toBe('');
      expect(sent.length).toBeGreaterThan(lengthMax - family.length);
    }
});
