import fc from 'fast-check';
import { qrCode, qrPayloadBytesMax } from '#providers/qr-code';
import { anySign } from '#test/any-sign';
import {
  formatOf,
  type Modules,
  modulesOfPng,
  modulesOfSvg,
  textOf,
  withoutMargin,
} from './qr-code-reader.ts';

const quietZone = 4;
const png = (payload: string) => modulesOfPng(qrCode(payload).png, 8);
const svg = (payload: string) => modulesOfSvg(qrCode(payload).svg);
const drawn = (modules: Modules) =>
  modules.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')).join('\n');
const code = (modules: Modules) => withoutMargin(modules, quietZone);

test.each(['https://pay.example/p/x', 'https://pay.example/pay/ext_Qa', 'wallet://pay/é€'])(
  'a scanner reads %s in either image',
  (payload) => {
    expect(textOf(code(png(payload)))).toBe(payload);
    expect(textOf(code(svg(payload)))).toBe(payload);
  },
);

test('both images show the same code, for any payment', () => {
  const payloads = fc.string({ unit: anySign, minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(payloads, (payload) => {
      // Compared as texts: thousands of modules one by one take seconds.
      expect(drawn(png(payload))).toBe(drawn(svg(payload)));
    }),
    { numRuns: 10 },
  );
});

test('a damaged code can still be read: error correction is M', () => {
  for (const payload of ['1', 'https://pay.example', 'x'.repeat(500)])
    expect(formatOf(code(svg(payload))).level).toBe('M');
});

test('four light modules on every side let a scanner find it', () => {
  const modules = svg('https://pay.example/p/x');
  const framed = [
    ...modules.slice(0, quietZone),
    ...modules.slice(-quietZone),
    ...modules.map((row) => [...row.slice(0, quietZone), ...row.slice(-quietZone)]),
  ];
  expect(framed.flat().some((isDark) => isDark)).toBe(false);
  // The corner of a finder begins right behind them.
  expect(modules[quietZone]!.slice(quietZone, quietZone + 8)).toEqual([
    ...Array(7).fill(true),
    false,
  ]);
});

test('both are small enough to be stored with a payment', () => {
  const code = qrCode(`https://pay.example/pay/ext_${'a'.repeat(20)}?by=qr`);
  expect(code.png.length).toBeLessThan(1_500);
  expect(code.svg.length).toBeLessThan(4_000);
});

test('the longest payload fits, and one byte more does not', () => {
  expect(svg('é'.repeat(qrPayloadBytesMax / 2 - 0.5))).toHaveLength(177 + 2 * quietZone);
  expect(svg('é'.repeat(qrPayloadBytesMax / 2 - 0.5).concat('x'))).toHaveLength(185);
  expect(() => qrCode('é'.repeat(qrPayloadBytesMax / 2 + 0.5))).toThrow('too big');
  expect(() => qrCode('')).toThrow();
});

test('every payload that is short enough can be drawn', () => {
  const mixed = fc.array(fc.constantFrom('a', '0123456789', 'ABC:/', 'é', '漢'), {
    minLength: 400,
    maxLength: 900,
  });
  const payloads = mixed
    .map((parts) => parts.join(''))
    .filter((payload) => Buffer.byteLength(payload) <= qrPayloadBytesMax);
  fc.assert(
    fc.property(payloads, (payload) => {
      expect(qrCode(payload).svg).toContain('<svg');
    }),
    { numRuns: 10 },
  );
});
