import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { InvoiceRefusedError } from '#domain/invoices/e-invoice/check-content';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { Invoice, InvoiceDocument } from '#domain/invoices/invoice-store';
import { DocumentTooLargeError } from '#domain/invoices/issue-once';
import type { UserDirectory } from '#domain/members/user-directory';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { notingDocuments, troubleOfIssuing } from '#domain/monitoring/noting-documents';
import { notingMails } from '#domain/monitoring/noting-mails';
import { notingPeople } from '#domain/monitoring/noting-people';
import { notingProviders } from '#domain/monitoring/noting-providers';
import { notingRefusals } from '#domain/monitoring/noting-refusals';
import type { Trouble } from '#domain/monitoring/trouble';
import type { Payment } from '#domain/payments/payment';
import type { MissedAnswer, PaymentProvider } from '#domain/payments/payment-provider';

function aNotebook() {
  const noted: Trouble[] = [];
  return { noted, noteTrouble: async (trouble: Trouble) => void noted.push(trouble) };
}

const down = new Error('down');
const fails = () => Promise.reject(down);
const payment = { id: 'pay_1' } as Payment;

describe('a provider’s answers', () => {
  const unknown = async () => ({ kind: 'unknown', cause: down }) as const;

  function setUp(answers: Partial<PaymentProvider>) {
    const notebook = aNotebook();
    const provider = { name: 'stripe', ...answers } as PaymentProvider;
    const providers = notingProviders(async () => provider, notebook.noteTrouble);
    return { ...notebook, asking: () => providers('stripe') };
  }

  test('that say nothing are noted with the payment, and passed on', async () => {
    const { noted, asking } = setUp({
      ...{ open: unknown, status: unknown, cancel: unknown, refund: unknown },
      ...{ moneyBack: unknown, ownerOf: unknown },
    });
    const noting = await asking();
    const urls = { success: '', cancel: '', notify: '' };
    const answers = [
      await noting.open(payment, urls),
      await noting.status(payment),
      await noting.cancel(payment),
      await noting.refund(payment, { id: 'ref_1', amount: { minor: 1, currency: 'EUR' } }),
      await noting.moneyBack(payment),
      await noting.ownerOf('ch_1'),
    ];
    for (const answer of answers) expect(answer).toEqual({ kind: 'unknown', cause: down });
    const about = (example: string) => ({ kind: 'provider_error', dimension: 'stripe', example });
    expect(noted).toEqual([...Array(5).fill(about('pay_1')), about('ch_1')]);
  });

  test('that say no are no trouble, and a list of what was missed stays one', async () => {
    const missed = async (): Promise<MissedAnswer> => ({ kind: 'known', rawBodies: ['{}'] });
    const { noted, asking } = setUp({
      cancel: async () => ({ kind: 'already_final' }),
      missedNotifications: missed,
    });
    const noting = await asking();
    expect(await noting.cancel(payment)).toEqual({ kind: 'already_final' });
    expect(await noting.missedNotifications!(new Date())).toEqual(await missed());
    expect(noted).toEqual([]);
    expect((await setUp({}).asking()).missedNotifications).toBeUndefined();
  });
});

describe('notifications whose origin is not proven', () => {
  const refused = (code: 'signature_invalid' | 'signature_missing') =>
    new WebhookRejectedError(code, 'no');

  async function verified(error: Error, secretMaxAgeMs?: number) {
    const { noted, noteTrouble } = aNotebook();
    const verify = notingRefusals('paypal', () => Promise.reject(error), noteTrouble);
    await expect(verify({}, secretMaxAgeMs)).rejects.toBe(error);
    return noted;
  }

  test('are noted, a wrong signature only when fresh secrets say so, too', async () => {
    const once = [{ kind: 'refused_signature', dimension: 'paypal' }];
    expect(await verified(refused('signature_missing'))).toEqual(once);
    expect(await verified(refused('signature_invalid'))).toEqual([]);
    expect(await verified(refused('signature_invalid'), 30_000)).toEqual(once);
  });

  test('are not those that cannot be judged now', async () => {
    expect(await verified(down, 30_000)).toEqual([]);
  });
});

describe('documents', () => {
  const content = { number: 'FA-2026-000001' } as InvoiceContent;
  const document: InvoiceDocument = { key: 'invoices/2026/1.pdf', sha256: '', bytes: 1 };

  test('that cannot be drawn or stored are noted, and the job fails as before', async () => {
    const { noted, noteTrouble } = aNotebook();
    const noting = notingDocuments({ render: fails, documents: { put: fails } }, noteTrouble);
    await expect(noting.render(content)).rejects.toBe(down);
    await expect(noting.documents.put(document, new Uint8Array())).rejects.toBe(down);
    expect(noted).toEqual([
      { kind: 'pdf_failed', dimension: 'all', example: 'FA-2026-000001' },
      { kind: 'storage_failed', dimension: 'all', example: 'invoices/2026/1.pdf' },
    ]);
  });

  test('that break a rule or are too large have their own names', () => {
    expect(troubleOfIssuing(new InvoiceRefusedError([]))).toBe('invoice_refused');
    const large = new DocumentTooLargeError({ content } as Invoice, new Uint8Array());
    expect(troubleOfIssuing(large)).toBe('pdf_too_large');
    expect(troubleOfIssuing(down)).toBeUndefined();
  });
});

test('mails that are not taken are noted, those with a link apart, and no address is', async () => {
  const { noted, noteTrouble } = aNotebook();
  const { mails, activationMails } = notingMails({ send: fails }, noteTrouble);
  const mail = { to: 'awa@example.com' } as OutgoingMail;
  for (const sender of [mails, activationMails])
    await expect((sender.send as (one: OutgoingMail) => Promise<void>)(mail)).rejects.toBe(down);
  expect(noted).toEqual([
    { kind: 'mail_failed', dimension: 'all' },
    { kind: 'mail_failed', dimension: 'activation' },
  ]);
});

test('an account that could not be made is noted, and nobody is named', async () => {
  const { noted, noteTrouble } = aNotebook();
  const users = { create: fails, setPassword: fails, find: fails } as unknown as UserDirectory;
  const noting = notingPeople(users, noteTrouble);
  await expect(noting.create('awa@example.com')).rejects.toBe(down);
  await expect(noting.setPassword('subject', 'secret')).rejects.toBe(down);
  await expect(noting.find('awa@example.com')).rejects.toBe(down);
  expect(noted).toEqual(Array(2).fill({ kind: 'member_creation_failed', dimension: 'all' }));
});
