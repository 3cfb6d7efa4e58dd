import fc from 'fast-check';
import { mailboxHash, mailboxOf, masked } from '#domain/members/mailbox';

test.each([
  ['capitals', 'Awa.Kone@Shop.Example', 'awa.kone@shop.example'],
  ['spaces around', ' awa@shop.example\n', 'awa@shop.example'],
  ['another notation of its domain', 'awa@Café.example', 'awa@xn--caf-dma.example'],
  ['composed letters', 'awa@cafe\u0301.example', 'awa@café.example'],
])('an address with %s names the same mailbox', (_, one, other) => {
  expect(mailboxOf(one)).toBe(mailboxOf(other));
  expect(mailboxHash(one)).toBe(mailboxHash(other));
});

test.each([
  ['a tag', 'awa+shop@mail.example', 'awa@mail.example'],
  ['a dot', 'a.wa@mail.example', 'awa@mail.example'],
  ['a domain below', 'awa@mail.shop.example', 'awa@shop.example'],
])('an address with %s may name another mailbox', (_, one, other) => {
  expect(mailboxHash(one)).not.toBe(mailboxHash(other));
});

test('normalising twice changes nothing more, and the hash never shows the address', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const mailbox = mailboxOf(address);
      return mailboxOf(mailbox) === mailbox && /^[0-9a-f]{32}$/.test(mailboxHash(address));
    }),
  );
});

test('a mask keeps a letter of each part, and no more', () => {
  expect(masked('zoe.martin@shop.example')).toBe('z…@s….example');
});
