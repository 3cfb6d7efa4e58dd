import type { Brand } from '#vocabulary/brand';
import { black, contrastOf, hexOf, type Rgb, rgbOf, textOn, white } from '#vocabulary/colors';

/** The colours that the pages of `web/` are written with, and the sheets that they lie on. */
const written = {
  light: { brand: '#0b5563', onBrand: '#fff', sheet: white, towards: black },
  dark: { brand: '#80cfdd', onBrand: '#06272e', sheet: rgbOf('#182124'), towards: white },
} as const;

/** Links are written in the brand's colour: text is readable from 4.5 on (WCAG 2). */
const contrastMin = 4.5;

/**
 * A page in the shop's colour, the one of its mails and invoices; darker or lighter where it could
 * not be read. Everything else of the page stays, and so does its policy's way of hashing it.
 *
 * @throws Error for a page that does not name the colours: it would show another brand.
 */
export function brandedPage(page: string, { primaryColor }: Pick<Brand, 'primaryColor'>): string {
  return Object.values(written).reduce((html, { brand, onBrand, sheet, towards }) => {
    const declared = `--brand: ${brand}; --on-brand: ${onBrand};`;
    if (!html.includes(declared)) throw new Error('the page does not name the brand’s colours');
    const color = readableOn(sheet, rgbOf(primaryColor), towards);
    const [own, text] = [hexOf(color), hexOf(textOn(color))];
    return html
      .replace(declared, `--brand: ${own}; --on-brand: ${text};`)
      .replaceAll(`--tone: ${brand};`, `--tone: ${own};`)
      .replaceAll(`%23${brand.slice(1)}`, `%23${own.slice(1)}`);
  }, page);
}

/** The colour, mixed with black or white in tenths until it can be read. */
function readableOn(sheet: Rgb, color: Rgb, towards: Rgb): Rgb {
  for (let tenths = 0; tenths < 10; tenths++) {
    const mixed = color.map((part, i) =>
      Math.round((part * (10 - tenths) + towards[i]! * tenths) / 10),
    ) as unknown as Rgb;
    if (contrastOf(mixed, sheet) >= contrastMin) return mixed;
  }
  return towards;
}
