import { readEmail } from '#vocabulary/email-address';

test.each([
  ['a&b@example.com', 'a&b@example.com'],
  ['Zoe.Diallo+shop@Example.COM', 'Zoe.Diallo+shop@example.com'],
  ["o'brien@example.ie", "o'brien@example.ie"],
  ['!#$%&*+/=?^_`{|}~-@example.com', '!#$%&*+/=?^_`{|}~-@example.com'],
  ['contact@xn--caf-dma.example', 'contact@xn--caf-dma.example'],
  ['info@example.xn--p1ai', 'info@example.xn--p1ai'],
  ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
  ['contact@Café.fr', 'contact@xn--caf-dma.fr'],
  ['contact@cafe\u0301.fr', 'contact@xn--caf-dma.fr'],
  ['a@例え。テスト', 'a@xn--r8jz45g.xn--zckzah'],
  ['a@b.museum', 'a@b.museum'],
  ['1@1and1.de', '1@1and1.de'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
])('%s is an address, and mail services get %s [C8]', (written, address) => {
  expect(readEmail(written)).toEqual({ address });
});

test.each([
  ['aissatou', /no @/],
  ['', /no @/],
  ['@example.com', /nothing before/],
  ['a@', /no domain/],
  ['a@localhost', /no domain/],
  ['a@192.168.0.1', /no domain/],
  ['a@[192.168.0.1]', /no domain/],
  ['a@example.123', /no domain/],
  ['a@example.com.', /no domain/],
  ['a@.example.com', /domain/],
  ['a@exa mple.com', /no domain/],
  ['a@shop.example,b@shop.example', /more than one @/],
  ['a@shop.example/x', /no domain/],
  ['a@-shop.example', /domain that cannot be/],
  ['a@shop-.example', /domain that cannot be/],
  [`a@${'b'.repeat(64)}.example`, /domain/],
  ['a@xn--zz--.example', /domain/],
  ['a@sh\u00adop.example', /no domain/],
  ['a@shop\u202e.example', /no domain/],
  ['.a@example.com', /dots before/],
  ['a.@example.com', /dots before/],
  ['a..b@example.com', /dots before/],
  ['a b@example.com', /before the @/],
  ['"a b"@example.com', /before the @/],
  ['A <a@shop.example>', /before the @/],
  ['zoé@example.com', /letters before/],
  ['a\r\nBcc: b@example.com', /before the @/],
  [`${'a'.repeat(65)}@example.com`, /64 characters/],
  [`a@${'b.'.repeat(126)}com`, /254 characters/],
])('%j is not a possible address, and the reason is given [C8]', (written, reason) => {
  expect(readEmail(written)).toEqual({ reason: expect.stringMatching(reason) });
});
