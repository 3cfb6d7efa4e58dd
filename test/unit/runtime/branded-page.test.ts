import { readFileSync } from 'node:fs';
import { brandedPage } from '#runtime/branded-page';
import { contrastOf, rgbOf, white } from '#vocabulary/colors';

const pages = ['activate', 'home', 'pay', 'result'].map((name) => [
  name,
  readFileSync(new URL(`../../../web/${name}/index.html`, import.meta.url), 'utf8'),
]) as [string, string][];

const colorsOf = (page: string) =>
  [...page.matchAll(/--brand: (#[0-9a-f]{6}); --on-brand: (#[0-9a-f]{6});/g)].map(
    ([, brand, onBrand]) => ({ brand: brand!, onBrand: onBrand! }),
  );

describe.each(pages)('the page %s', (_, page) => {
  test('has the colour of the mails and invoices, and nothing of another brand', () => {
    const branded = brandedPage(page, { primaryColor: '#7a1f5c' });
    expect(colorsOf(branded)[0]!.brand).toBe('#7a1f5c');
    expect(branded).not.toContain('0b5563');
    expect(branded).not.toContain('#80cfdd');
  });

  test.each(['#ffe600', '#ffffff', '#000000', '#1f5f4a', '#ff0000'])(
    'can be read in the light and in the dark with %s',
    (primaryColor) => {
      const [light, dark] = colorsOf(brandedPage(page, { primaryColor }));
      const contrast = (one: string, other: string) => contrastOf(rgbOf(one), rgbOf(other));
      expect(contrastOf(rgbOf(light!.brand), white)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark!.brand, '#182124')).toBeGreaterThanOrEqual(4.5);
      for (const { brand, onBrand } of [light!, dark!])
        expect(contrast(brand, onBrand)).toBeGreaterThanOrEqual(4.5);
    },
  );
});

test('a page without the colours is not served in those of another brand', () => {
  expect(() => brandedPage('<style></style>', { primaryColor: '#7a1f5c' })).toThrow('colours');
});
