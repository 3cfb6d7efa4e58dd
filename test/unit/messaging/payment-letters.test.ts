import type { Invoice } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { Alert, RefundNews } from '#domain/messages/notify-of-payment';
import { type AnyMoney, currencyOf, type Locale, money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';
import { composeMime } from '#messaging/compose-mime';
import { paymentLetters } from '#messaging/payment-letters';
import { anInvoice } from '#test/invoices';
import { aCompletedPayment, anEvent, anOrder } from '#test/payments';
import { readMime } from './read-mime.ts';

const brand = {
  name: 'Atelier Lumière',
  primaryColor: '#0b5563',
  supportEmail: 'aide@atelier.example',
};

const lettersIn = (locale: Locale) =>
  paymentLetters({
    brand,
    from: 'bonjour@atelier.example',
    admin: { address: 'admin@atelier.example', locale },
    timeZone: 'Europe/Paris',
    downloadUrl: async ({ id }) => `https://api.example/v1/invoices/${id}/pdf?a=1&b=2`,
    now: () => new Date('2026-11-22T08:00:00Z'),
  });

/** Paid before midnight in London, on the next day in Paris. */
const completedAt = '2026-02-28T23:30:00.000Z';

const came = ({ minor, currency }: AnyMoney): Partial<Payment> =>
  currencyOf(currency) === 'EUR'
    ? { amountPaid: money(minor, 'EUR') }
    : { amountPaid: undefined, paidOtherwise: { minor, currency } };

function someNews(changes: Partial<Payment> = {}, refundChanges: Partial<Refund> = {}): RefundNews {
  const payment = aCompletedPayment({
    completedAt,
    providerTransaction: 'pi_1',
    amountRefunded: money(20_000, 'EUR'),
    amountReserved: money(20_000, 'EUR'),
    refundState: 'partial',
    buyer: { ...anOrder().buyer, phone: '+225 07 00 00 00 00' },
    ...changes,
  });
  const refund: Refund = {
    id: 'ref_1',
    paymentId: payment.id,
    amount: money(20_000, payment.amount.currency),
    reason: 'requested_by_customer',
    status: 'succeeded',
    requestedBy: 'key_shop',
    createdAt: '2026-11-21T11:00:00.000Z',
    updatedAt: '2026-11-21T11:00:00.000Z',
    ...refundChanges,
  };
  return { event: anEvent({ id: 'evt_1', type: 'payment.review' }), payment, refund };
}

const readable = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

function expectFacts({ html, text }: OutgoingMail, facts: readonly string[]): void {
  for (const fact of facts) {
    expect(readable(html)).toContain(fact);
    expect(text).toContain(fact);
  }
}

const alerts: Alert[] = [
  'refund_made',
  'refund_failed',
  'refund_task',
  'dispute_open',
  'dispute_warning',
  'dispute_won',
  'dispute_lost',
  'dispute_none',
  'review',
  'duplicate',
];

describe('the confirmation of a refund', () => {
  test.each([
    ['fr', ['200,00\u00a0€', '468,00\u00a0€', '268,00\u00a0€', '1er mars 2026', 'votre banque']],
    ['en', ['€200.00', '€468.00', '€268.00', '1 March 2026', 'your bank']],
  ] as const)('has the same facts in HTML and in text (%s)', async (locale, words) => {
    const news = someNews({ locale });
    const mail = await lettersIn('fr').refundConfirmed(news);
    expectFacts(mail, [...words, 'ref_1', news.payment.id, 'Abonnement Pro', brand.supportEmail]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.subject).toContain(words[0]);
  });

  test.each([
    [
      'fr',
      ['2\u00a0000\u00a0F\u00a0CFA', '5\u00a0000\u00a0F\u00a0CFA', '3\u00a0000\u00a0F\u00a0CFA'],
    ],
    ['en', ['F\u00a0CFA\u00a02,000', 'F\u00a0CFA\u00a05,000', 'F\u00a0CFA\u00a03,000']],
  ] as const)('in CFA francs has no decimals (%s)', async (locale, words) => {
    const amount = money(5_000, 'XOF');
    const news = someNews(
      {
        locale,
        amount,
        amountRefunded: money(2_000, 'XOF'),
        amountReserved: money(2_000, 'XOF'),
      },
      { amount: money(2_000, 'XOF') },
    );
    expectFacts(await lettersIn('fr').refundConfirmed(news), words);
  });

  test('contains the note for the buyer, and never the shop’s own reason [C2]', async () => {
    const words = { reason: 'soupçon de fraude', noteToBuyer: 'Avec nos excuses <b>' };
    const mail = await lettersIn('fr').refundConfirmed(someNews({}, words));
    expect(mail.text).toContain('Avec nos excuses <b>');
    expect(mail.html).toContain('Avec nos excuses');
    expect(mail.html).not.toContain('excuses <b>');
    expect(mail.text + mail.html).not.toContain('fraude');
  });

  test('is sent to the buyer, who can reply', async () => {
    expect(await lettersIn('en').refundConfirmed(someNews())).toMatchObject({
      from: 'Atelier Lumière <bonjour@atelier.example>',
      to: 'aissatou@comptoir-diallo.example',
      replyTo: brand.supportEmail,
      messageId: '<evt_1.buyer@atelier.example>',
    });
  });

  test('of a payment in review states the amount paid, and no date of payment', async () => {
    const news = someNews(
      {
        status: 'review',
        completedAt: undefined,
        ...came({ minor: 46_800, currency: 'usd' }),
        amountRefunded: money(46_800, 'EUR'),
      },
      { amount: money(46_800, 'EUR') },
    );
    const mail = await lettersIn('fr').refundConfirmed(news);
    expectFacts(mail, ['46800\u00a0USD (unités mineures)', '0\u00a0USD (unités mineures)']);
    expect(mail.text).not.toContain('€');
    expect(mail.text).not.toContain('Date du paiement');
  });
});

describe('a credit note', () => {
  const creditNote: Invoice = {
    id: 'inv_av1',
    credit: {
      invoiceId: 'inv_fa1',
      paymentId: 'pay_1',
      cause: { refundId: 'ref_1' },
      place: 1,
      parts: [],
    },
    status: 'generated',
    content: anInvoice({
      kind: 'credit_note',
      number: 'AV-2026-000001',
      corrects: { number: 'FA-2026-000042', issueDate: '2026-03-01' },
      totals: { ...anInvoice().totals, grossMinor: 20_000 },
    }),
    createdAt: '2026-11-21T11:00:00.000Z',
    requestId: 'request-1',
  };
  const document = { creditNote, pdf: new Uint8Array([37, 80, 68, 70]) };
  const link = 'https://api.example/v1/invoices/inv_av1/pdf?a=1';
  const attachments = [
    { filename: 'AV-2026-000001.pdf', contentType: 'application/pdf', content: document.pdf },
  ];

  test.each([
    ['fr', ['AV-2026-000001 (200,00\u00a0€)', 'joint à ce message']],
    ['en', ['AV-2026-000001 (€200.00)', 'attached to this message']],
  ] as const)('comes with the confirmation of its refund (%s)', async (locale, words) => {
    const news = { ...someNews({ locale }), document };
    const mail = await lettersIn('fr').refundConfirmed(news);
    expectFacts(mail, words);
    expect(mail.text).toContain(link);
    expect(mail).toMatchObject({ attachments, messageId: '<evt_1.buyer@atelier.example>' });
    const toAdmin = await lettersIn(locale).alert('refund_made', news);
    expectFacts(toAdmin, ['AV-2026-000001']);
    expect(toAdmin).not.toHaveProperty('attachments');
  });

  test.each([
    ['fr', ['200,00\u00a0€', 'FA-2026-000042 du 1er mars 2026', 'contestation']],
    ['en', ['€200.00', 'FA-2026-000042 of 1 March 2026', 'you disputed']],
  ] as const)('of a lost dispute comes alone, to the buyer (%s)', async (locale, words) => {
    const { event, payment } = someNews();
    const content = { ...creditNote.content, locale };
    const own = { ...document, creditNote: { ...creditNote, content } };
    const mail = await lettersIn('fr').creditNoteIssued({ event, payment, document: own });
    expectFacts(mail, [...words, 'AV-2026-000001', payment.id]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail.text).toContain(link);
    expect(mail).toMatchObject({
      attachments,
      to: payment.buyer.email,
      replyTo: brand.supportEmail,
    });
  });

  test('of a refund that came back speaks of no dispute', async () => {
    const mail = await lettersIn('fr').creditNoteIssued({ ...someNews(), document });
    expect(mail.text).not.toContain('contestation');
    expect(mail.text).not.toMatch(/ [:;!?](\s|$)/);
  });
});

describe('a note to the admin', () => {
  test.each(
    alerts.flatMap((alert) => (['fr', 'en'] as const).map((locale) => [alert, locale] as const)),
  )('about %s has the same facts in HTML and in text (%s)', async (alert, locale) => {
    const news = someNews({ locale: locale === 'fr' ? 'en' : 'fr' });
    const mail = await lettersIn(locale).alert(alert, news);
    expectFacts(mail, [
      news.payment.id,
      'ref_1',
      'pi_1',
      'stripe',
      'Aïssatou Diallo',
      'aissatou@comptoir-diallo.example',
      '+225 07 00 00 00 00',
      ...(locale === 'fr'
        ? ['200,00\u00a0€', '468,00\u00a0€', '268,00\u00a0€', 'à la demande du client']
        : ['€200.00', '€468.00', '€268.00', 'requested by the customer']),
    ]);
    expect(mail.html).toContain(`<html lang="${locale}">`);
    expect(mail).toMatchObject({
      to: 'admin@atelier.example',
      messageId: '<evt_1.admin@atelier.example>',
    });
  });

  test.each(alerts)('about %s has its own subject in each language', async (alert) => {
    const about = (other: Alert, locale: Locale) => lettersIn(locale).alert(other, someNews());
    const { subject } = await about(alert, 'fr');
    const others = await Promise.all(
      alerts.flatMap((other) => [
        about(other, 'en'),
        ...(other === alert ? [] : [about(other, 'fr')]),
      ]),
    );
    expect(others.map((mail) => mail.subject)).not.toContain(subject);
  });

  test.each(alerts)('about %s has no-break spaces before French punctuation', async (alert) => {
    const { subject, html, text } = await lettersIn('fr').alert(alert, someNews());
    for (const words of [subject, readable(html), text]) expect(words).not.toMatch(/ [:;!?](\s|$)/);
  });

  test('about a failed refund contains the code, and not the provider’s message', async () => {
    const failure = { code: 'expired_or_canceled_card', message: 'Card of Awa Diop.' };
    const news = someNews({}, { status: 'failed', failure });
    const mail = await lettersIn('en').alert('refund_failed', news);
    expectFacts(mail, ['expired_or_canceled_card']);
    expect(mail.text).not.toContain(failure.message);
  });

  test('about a refund by hand contains the proof', async () => {
    const news = someNews({}, { proof: 'OM-2026-77' });
    expectFacts(await lettersIn('fr').alert('refund_made', news), ['OM-2026-77']);
  });

  test.each([
    ['duplicate_payment', 'paid twice'],
    ['provider_dashboard', 'made at the provider'],
    ['Broken on arrival', 'Broken on arrival'],
    ['constructor', 'constructor'],
  ])('writes the reason %j as %j', async (reason, written) => {
    const mail = await lettersIn('en').alert('refund_task', someNews({}, { reason }));
    expect(mail.text).toContain(`Reason: ${written}\n`);
  });

  test('leaves out unknown facts', async () => {
    const { refund: _, ...news } = someNews({
      orderId: undefined,
      providerTransaction: undefined,
      buyer: { email: 'awa@example.com', name: 'Awa Diop' },
    });
    const { text } = await lettersIn('en').alert('duplicate', news);
    expect(text).not.toMatch(/undefined|Phone|Order:|Transaction|Refund id|refundable:/);
  });
});

describe('money in another amount or currency', () => {
  const review = (paid: AnyMoney, locale: Locale = 'en') => {
    const { refund: _, ...news } = someNews({ status: 'review', ...came(paid) });
    return lettersIn(locale).alert('review', news);
  };

  test.each([
    [{ minor: 500, currency: 'eur' }, '€5.00'],
    [{ minor: 5_000, currency: 'xof' }, 'F\u00a0CFA\u00a05,000'],
    [{ minor: 46_800, currency: 'usd' }, '46800\u00a0USD (minor units)'],
    [{ minor: 7, currency: 'KWD' }, '7\u00a0KWD (minor units)'],
    [{ minor: 7, currency: 'constructor' }, '7\u00a0CONSTRUCTOR (minor units)'],
    [{ minor: 7, currency: '' }, '7\u00a0 (minor units)'],
  ])('%j is printed beside the requested amount', async (paid, written) => {
    const mail = await review(paid);
    expectFacts(mail, [written, '€468.00', 'Amount requested:', 'Amount paid:']);
    expect(mail.subject).toBe(`To check: ${written} received instead of €468.00`);
  });

  test('also in French', async () => {
    const mail = await review({ minor: 46_800, currency: 'usd' }, 'fr');
    expectFacts(mail, ['46800\u00a0USD (unités mineures)', '468,00\u00a0€', 'remboursable']);
  });

  test('is the only reason to print the requested amount', async () => {
    const { text } = await lettersIn('en').alert('dispute_open', someNews());
    expect(text).not.toContain('Amount requested:');
  });
});

describe('a hostile buyer', () => {
  const name = 'Zoé\r\nBcc: spy@example.org\u2028Montant payé : 0,00 €<script>alert(1)</script>';
  const news = someNews({ buyer: { email: 'zoe@example.org', name, phone: name }, orderId: name });
  const mails = () =>
    Promise.all([
      lettersIn('fr').refundConfirmed(news),
      ...alerts.map((alert) => lettersIn('fr').alert(alert, news)),
    ]);

  test('cannot add markup, or lines in subject or text', async () => {
    for (const { subject, text, html } of await mails()) {
      expect(subject).not.toMatch(/[\r\n\u2028]/);
      expect(text).not.toMatch(/^(Bcc|Montant payé : 0)/m);
      expect(html).not.toContain('<script');
    }
  });

  test('cannot add a header or a recipient', async () => {
    for (const outgoing of await mails()) {
      const mail = await readMime(await composeMime(outgoing));
      expect(mail.bcc).toBeUndefined();
      expect(mail.to?.value.map(({ address }) => address)).toEqual([outgoing.to]);
    }
  });
});

test('a message written again keeps its Message-ID, and another event has another one', async () => {
  const { alert } = lettersIn('fr');
  const news = someNews();
  const first = await alert('review', news);
  expect((await alert('review', news)).messageId).toBe(first.messageId);
  const other = { ...news, event: anEvent({ id: 'evt_2', type: 'payment.review' }) };
  expect((await alert('review', other)).messageId).not.toBe(first.messageId);
});
