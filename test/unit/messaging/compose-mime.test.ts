import type { OutgoingMail } from '#domain/messages/mail-sender';
import { composeMime } from '#messaging/compose-mime';
import { readMime } from './read-mime.ts';

const pdf = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256);

const aMail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: 'Atelier Lumière <bonjour@atelier.example>',
  to: 'Aïssatou Diallo <aissatou@example.org>',
  replyTo: 'aide@atelier.example',
  subject: 'Paiement confirmé — 468,00\u00a0€',
  html: '<p>Merci, Zoé</p>',
  text: 'Merci, Zoé',
  messageId: '<pay_01@atelier.example>',
  date: new Date('2026-03-01T09:30:00Z'),
  attachments: [
    { filename: 'Facture-éà.pdf', contentType: 'application/pdf', content: pdf.subarray(10, 4000) },
  ],
  headers: { 'X-Entity-Ref-ID': 'pay_01' },
  ...changes,
});

const parsed = async (mail: OutgoingMail) => readMime(await composeMime(mail));

test('every field is parsed back as it was written', async () => {
  const mail = await parsed(aMail());
  expect(mail.from?.value[0]).toMatchObject({
    name: 'Atelier Lumière',
    address: 'bonjour@atelier.example',
  });
  expect(mail.to).toMatchObject({
    value: [{ name: 'Aïssatou Diallo', address: 'aissatou@example.org' }],
  });
  expect(mail.replyTo?.text).toBe('aide@atelier.example');
  expect(mail.subject).toBe('Paiement confirmé — 468,00\u00a0€');
  expect(mail.text?.trim()).toBe('Merci, Zoé');
  expect(mail.html).toContain('Merci, Zoé');
  expect(mail.messageId).toBe('<pay_01@atelier.example>');
  expect(mail.date).toEqual(new Date('2026-03-01T09:30:00Z'));
  expect(mail.headers.get('x-entity-ref-id')).toBe('pay_01');
});

test('an attachment arrives unchanged, with its name', async () => {
  const { attachments } = await parsed(aMail());
  expect(attachments).toHaveLength(1);
  expect(attachments[0]).toMatchObject({
    filename: 'Facture-éà.pdf',
    contentType: 'application/pdf',
  });
  expect(attachments[0]?.content.equals(pdf.subarray(10, 4000))).toBe(true);
});

describe('nobody can add a header or a recipient', () => {
  const injection = 'x\r\nBcc: spy@example.org\r\n\r\nbody';

  test.each([
    { subject: injection },
    { to: `${injection} <buyer@example.org>` },
    { from: `${injection} <shop@example.org>` },
    { messageId: injection },
    { headers: { 'X-Note': injection } },
    { attachments: [{ filename: injection, contentType: injection, content: pdf }] },
  ])('through line breaks in %j', async (changes) => {
    const mail = await parsed(aMail(changes));
    expect(mail.bcc).toBeUndefined();
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.to).toMatchObject({ value: [{}] });
  });

  test('through commas and brackets in a name', async () => {
    const mail = await parsed(
      aMail({ to: 'Zoé, spy@example.org; <a@b.example> <zoe@example.org>' }),
    );
    expect(mail.to).toMatchObject({ value: [{ address: 'zoe@example.org' }] });
  });

  test.each(['a@b.example, c@d.example', 'nobody', '', 'Zoé <a@b.example,c@d.example>'])(
    'through the address %j',
    async (to) => {
      await expect(composeMime(aMail({ to }))).rejects.toThrow(TypeError);
    },
  );

  test('through the name of a header', async () => {
    const headers = { 'X-A: 1\r\nBcc': 'spy@example.org' };
    await expect(composeMime(aMail({ headers }))).rejects.toThrow(TypeError);
  });
});
