import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packedText, unpackedText } from '#stores/packing/packed-text';

test('any text is unpacked as it was, sign by sign', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unpackedText(packedText('notification', text))).toBe(text);
    }),
  );
});

test('what was packed before there were dictionaries can be read for ever', () => {
  expect(unpackedText(gzipSync('{"id":"evt_1"}'))).toBe('{"id":"evt_1"}');
});

test.each([
  ['notification', 'b9665b9d'],
  ['invoice', '44cd13fe'],
] as const)(
  'the dictionary of each %s never changes, since what was packed with it needs it: add another one',
  (kind, checksum) => {
    expect(packedText(kind, '').subarray(2, 6).toString('hex')).toBe(checksum);
  },
);

test('bytes that nothing packed are refused', () => {
  for (const bytes of [Buffer.from('{"id":1}'), Buffer.alloc(0), Buffer.from([0x1f, 0x8b, 8])])
    expect(() => unpackedText(bytes)).toThrow();
  const unknown = packedText('notification', 'text');
  unknown[2]! ^= 1;
  expect(() => unpackedText(unknown)).toThrow();
});

test.each(['checkout.session.completed', 'payment_intent.succeeded'])(
  'Stripe’s notification %s leaves its row half a kilobyte for the rest',
  (name) => {
    const text = readFileSync(`events/stripe.${name}.json`, 'utf8');
    expect(packedText('notification', text).byteLength).toBeLessThan(512);
  },
);
