import { gzipSync } from 'node:zlib';
import { eventually } from '#test/cloud';
import { storedStatus } from '#test/problems';
import { post } from '#test/sales';
import { eachShop, paidUnheard, type Shop } from '#test/shops';
import { cinetPayV2 } from '../../support/shops/cinetpay.ts';

type Rewriting = [what: string, body: string | Uint8Array, headers?: Record<string, string>];

const escaped = (text: string): string =>
  text.replace(
    /[\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const noted = (body: string): string =>
  JSON.stringify({ note: 'Été à Dakar 🌍', ...JSON.parse(body) }, null, 1);

/** Ways in which a provider may write a JSON notification, and sign what it has written. */
const written = (body: string): Rewriting[] => [
  ['accents', noted(body)],
  ['the same letters escaped', escaped(noted(body))],
  ['a line break at the end', `${body}\n`],
  ['what the gateway hands on as base64', body, { 'content-type': 'application/vnd.x+json' }],
  ['a character set', body, { 'content-type': 'application/json; charset=utf-8' }],
];

/** What somebody on the way makes of bytes that were signed. */
const altered = (body: string): Rewriting[] => [
  ['written again', JSON.stringify(JSON.parse(body), null, 3)],
  ['escaped', escaped(body)],
  ['a byte order mark', `\ufeff${body}`],
  ['a line break more', `${body}\n`],
  ['line breaks of Windows', `${body}\r\n`],
  ['another character set', Buffer.from(body, 'latin1')],
  ['a proxy that compresses', gzipSync(body), { 'content-encoding': 'gzip' }],
];

const asJson = (form: string): string =>
  JSON.stringify(Object.fromEntries(new URLSearchParams(form)));

function asMultipart(form: string): string {
  const part = (name: string, value: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  return `${[...new URLSearchParams(form)].map(([name, value]) => part(name, value)).join('')}--x--`;
}

const reversed = (form: string): string =>
  new URLSearchParams([...new URLSearchParams(form)].toReversed()).toString();

/** The older API signs the values of fields, however they travel. */
const sameFields = (form: string): Rewriting[] => [
  ['another order', reversed(form)],
  ['blanks in hexadecimal', form.replaceAll('+', '%20')],
  ['JSON', asJson(form), { 'content-type': 'application/json' }],
  ['several parts', asMultipart(form), { 'content-type': 'multipart/form-data; boundary=x' }],
];

const otherFields = (form: string): Rewriting[] => [
  ['another amount', form.replace('cpm_amount=5000', 'cpm_amount=50000')],
  ['another currency', form.replace('cpm_currency=XOF', 'cpm_currency=XAF')],
  ['a field less', form.replace(/&cpm_designation=[^&]*/, '')],
  ['a proxy that compresses', gzipSync(form), { 'content-encoding': 'gzip' }],
];

/** The new API proves itself by a token among the fields: that alone must not change. */
const otherToken = (body: string): Rewriting[] => [
  ['another token', body.replace(/("notify_token":\s*")./, '$1_')],
  ['no token', body.replace('notify_token', 'notify_tokens')],
];

const ways: Record<string, { same: typeof written; other: typeof altered }> = {
  'cinetpay v1': { same: written, other: otherToken },
  'cinetpay v2': { same: sameFields, other: otherFields },
};

const waysOf = ({ name }: Shop) => ways[name] ?? { same: written, other: altered };

eachShop((shop, row) => {
  const { same, other } = waysOf(shop);

  row(18, 'a body that was rewritten in transit is refused, and changes nothing', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    const text = shop === cinetPayV2 ? body : noted(body);
    const { headers } = await shop.sign(text);
    for (const [what, bytes, more] of other(text)) {
      const { status, body: problem } = await post(shop, bytes, { ...headers, ...more });
      expect([what, status, problem.code]).toEqual([
        what,
        400,
        expect.stringMatching(/^signature_/),
      ]);
    }
    expect(await storedStatus(sale.payment.id)).toBe('pending');
  });

  row(18, 'a body that the provider signed is accepted, however it is written', async () => {
    const sale = await paidUnheard(shop);
    const body = shop.bodyOf(sale.event);
    for (const [what, bytes, more] of same(body)) {
      const { headers } = await shop.sign(shop === cinetPayV2 ? body : String(bytes));
      const { status } = await post(shop, bytes, { ...headers, ...more });
      expect([what, status]).toEqual([what, 200]);
    }
    await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
  });
});
