import { activation } from '#messaging/templates/activation';
import { addressChange } from '#messaging/templates/address-change';
import { invoiceDue } from '#messaging/templates/invoice-due';
import { newPayment } from '#messaging/templates/new-payment';
import { paymentConfirmed } from '#messaging/templates/payment-confirmed';

const brand = {
  name: 'Atelier Lumière',
  primaryColor: '#0b5563',
  websiteUrl: 'https://atelier.example',
  supportEmail: 'bonjour@atelier.example',
};

const aConfirmation = (changes = {}) => ({
  brand,
  locale: 'fr' as const,
  customerName: 'Aïssatou Diallo',
  amount: { minor: 46_800, currency: 'EUR' as const },
  paidDate: '2026-03-01',
  invoiceNumber: 'FA-2026-000001',
  description: 'Abonnement Pro',
  paymentId: 'pay_01',
  downloadUrl: 'https://atelier.example/i?a=1&b=2',
  signInUrl: 'https://atelier.example/auth/sign-in',
  ...changes,
});

const aNote = (changes = {}) => ({
  brand,
  locale: 'fr' as const,
  amount: { minor: 5000, currency: 'XOF' as const },
  method: 'mobile_money',
  provider: 'cinetpay',
  invoiceNumber: 'FA-2026-000002',
  paymentId: 'pay_02',
  customerName: 'Kofi Mensah',
  customerEmail: 'kofi@example.org',
  sold: 'Deux chaises',
  adminUrl: 'https://atelier.example/admin/pay_02',
  ...changes,
});

const readable = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe('the message to a buyer who paid', () => {
  test.each([
    ['fr', ['468,00\u00a0€', '1er mars 2026', 'Montant TTC\u00a0:', 'jointe']],
    ['en', ['€468.00', '1 March 2026', 'Amount incl. VAT:', 'attached']],
  ] as const)('has the same facts in HTML and in text (%s)', (locale, words) => {
    const { html, text, subject } = paymentConfirmed(aConfirmation({ locale }));
    for (const fact of [
      ...words,
      'FA-2026-000001',
      'Abonnement Pro',
      'pay_01',
      brand.supportEmail,
    ]) {
      expect(readable(html)).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(subject).toContain('FA-2026-000001');
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain('href="https://atelier.example/i?a=1&#38;b=2"');
    expect(text).toContain('https://atelier.example/i?a=1&b=2');
  });

  test('French puts a no-break space before high punctuation', () => {
    const { html, text } = paymentConfirmed(aConfirmation());
    for (const words of [readable(html.replace(/<style>.*?<\/style>/s, '')), text])
      expect(words).not.toMatch(/ [:;!?](\s|$)/);
  });
});

describe('the account of an order of ours', () => {
  const url = 'https://atelier.example/auth/sign-in';

  test.each([
    ['made', 'un autre e-mail vous apporte le lien', 'invité, compte créé'],
    ['inactive', 'par le lien déjà reçu', 'invité, compte à activer'],
    ['member', 'est dans votre compte', 'membre'],
  ] as const)(
    'is told to the buyer, with where to sign in, and to the shop: %s',
    (account, toBuyer, toShop) => {
      const { text } = paymentConfirmed(aConfirmation({ account }));
      expect(text).toContain(toBuyer);
      expect(text).toContain(url);
      expect(newPayment(aNote({ account })).text).toContain(`Compte\u00a0: ${toShop}`);
    },
  );

  test('is not mentioned for other payments', () => {
    expect(paymentConfirmed(aConfirmation()).text).not.toContain(url);
    expect(newPayment(aNote()).text).not.toContain('Compte');
    expect(newPayment(aNote()).text).toContain('Vendu\u00a0: Deux chaises');
  });
});

describe('the message with a link to set a password', () => {
  const link = 'https://atelier.example/activate?lang=fr#at_1';
  const of = (changes = {}) =>
    activation({
      brand,
      locale: 'fr',
      purpose: 'customer',
      customerName: 'Awa Diop',
      expiryDate: '2026-11-24',
      activationUrl: link,
      ...changes,
    });

  test.each([
    ['fr', 'customer', ['Votre compte vous attend', 'Bonjour Awa Diop', '24 novembre 2026']],
    ['en', 'customer', ['Your account is waiting', 'Hello Awa Diop', '24 November 2026']],
    ['fr', 'member', ['Vous êtes invité', 'Awa Diop vous invite', 'une seule fois']],
    ['en', 'member', ['You are invited', 'Awa Diop invites you', 'works once']],
    ['fr', 'email', ['Confirmez votre nouvelle adresse', 'rien ne change', 'Confirmer']],
    ['en', 'email', ['Confirm your new address', 'nothing changes', 'works once']],
  ] as const)('says in %s what a %s does with it, and until when', (locale, purpose, words) => {
    const { html, text } = of({ locale, purpose });
    for (const fact of [...words, brand.supportEmail]) {
      expect(readable(html)).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(text).toContain(link);
    expect(html).toContain(`href="${link}"`);
    expect(readable(html.replace(/<style>.*?<\/style>/s, ''))).not.toMatch(/ [:;!?](\s|$)/);
  });
});

describe('the notice of another address', () => {
  test.each([
    ['fr', ['Une autre adresse', 'z…@b….example', 'votre mot de passe']],
    ['en', ['Another address', 'z…@b….example', 'your password']],
  ] as const)('says in %s what will happen and what to do, and has no link', (locale, words) => {
    const { html, text } = addressChange({ brand, locale, newAddress: 'z…@b….example' });
    for (const fact of [...words, brand.supportEmail]) {
      expect(readable(html)).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(text).not.toContain('activate');
  });
});

describe('the message with an invoice to pay', () => {
  const due = (changes = {}) =>
    invoiceDue({
      brand,
      locale: 'fr',
      customerName: 'Comptoir Diallo',
      amount: { minor: 6_500, currency: 'XOF' },
      dueDate: '2027-01-01',
      invoiceNumber: 'FA-2026-000007',
      month: '2026-11',
      payUrl: 'https://atelier.example/pay?invoice=inv_1&lang=fr#clientToken=ct_1',
      ...changes,
    });

  test.each([
    ['fr', ['6\u00a0500\u00a0F\u00a0CFA', '1er janvier 2027', 'novembre 2026', 'Payer']],
    ['en', ['F\u00a0CFA\u00a06,500', '1 January 2027', 'November 2026', 'Pay F']],
  ] as const)('has the same facts in HTML and in text (%s)', (locale, words) => {
    const { html, text, subject } = due({ locale });
    for (const fact of [...words, 'FA-2026-000007', 'Comptoir Diallo', brand.supportEmail]) {
      expect(readable(html)).toContain(fact);
      expect(text).toContain(fact);
    }
    expect(subject).toContain('FA-2026-000007');
    expect(text).toContain('https://atelier.example/pay?invoice=inv_1&lang=fr#clientToken=ct_1');
    expect(html).toContain('pay?invoice=inv_1&#38;lang=fr#clientToken=ct_1"');
  });

  test('states no month if none is billed', () => {
    expect(due({ month: undefined }).text).toContain('Voici votre facture de 6\u00a0500');
  });
});

describe('the note to the shop', () => {
  test.each([
    ['fr', ['5\u00a0000\u00a0F\u00a0CFA', 'Moyen de paiement\u00a0:', 'mobile money (cinetpay)']],
    ['en', ['F\u00a0CFA\u00a05,000', 'Method:', 'mobile money (cinetpay)']],
  ] as const)('has the same facts in HTML and in text (%s)', (locale, words) => {
    const { html, text } = newPayment(aNote({ locale }));
    for (const fact of [...words, 'Kofi Mensah', 'kofi@example.org', 'FA-2026-000002', 'pay_02']) {
      expect(readable(html)).toContain(fact);
      expect(text).toContain(fact);
    }
  });

  test('is sent before the invoice exists, and without a page to open', () => {
    const { html, text } = newPayment(aNote({ invoiceNumber: undefined, adminUrl: undefined }));
    expect(text).toContain('en préparation');
    expect(html).not.toContain('Voir le paiement');
  });
});

describe('a hostile buyer', () => {
  const name = '<script>alert("1")</script>&\'';

  test('cannot add markup', () => {
    for (const { html } of [
      paymentConfirmed(aConfirmation({ customerName: name, description: name })),
      newPayment(aNote({ customerName: name, customerEmail: name, method: name })),
    ]) {
      expect(html).not.toContain('<script');
      expect(html).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#38;&#39;');
    }
  });

  test('cannot add lines in subject or text', () => {
    const broken = 'Zoé\r\nBcc: spy@example.org\u2028Montant TTC : 0,00 €';
    const { subject, text } = newPayment(aNote({ customerName: broken }));
    expect(subject).not.toMatch(/[\r\n\u2028]/);
    expect(text).not.toMatch(/^(Bcc|Montant TTC : 0)/m);
  });

  test('and the text of the button can be read on the shop’s colour', () => {
    const letterIn = (primaryColor: string) =>
      paymentConfirmed(
        aConfirmation({ brand: { ...brand, primaryColor }, downloadUrl: 'https://shop.example' }),
      ).html;
    expect(letterIn('#0b5563')).toMatch(/background:#0b5563"><a [^>]*;color:#ffffff/);
    expect(letterIn('#ffe600')).toMatch(/background:#ffe600"><a [^>]*;color:#000000/);
  });

  test('and a careless shop cannot break links or style', () => {
    const { html, text } = paymentConfirmed(
      aConfirmation({
        brand: { ...brand, primaryColor: 'red;background:url(//x)' },
        downloadUrl: 'javascript:alert(1)',
      }),
    );
    expect(html + text).not.toContain('javascript:');
    expect(html).not.toContain('url(');
  });
});
