import {
  beginText,
  endText,
  fill,
  type PDFFont,
  type PDFImage,
  type PDFName,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  setFillingColor,
  setFontAndSize,
  setTextMatrix,
  showText,
} from 'pdf-lib';
import { contrastOf, type Rgb, rgbOf, white } from '#vocabulary/colors';
import type { QrModules } from './qr-modules.ts';
import { drawnText, type Typeface } from './typeface.ts';
import { wrapText } from './wrap-text.ts';

/** `accent` is the shop's own colour; `accentText` is the same, or dark if it were unreadable. */
type Ink = Rgb | 'accent' | 'accentText';

export const inks = {
  text: [26, 32, 44],
  muted: [100, 112, 130],
  line: [217, 222, 230],
  tint: [243, 246, 247],
  accent: 'accent',
  accentText: 'accentText',
  paid: [22, 120, 74],
  cancelled: [176, 32, 32],
} as const satisfies Record<string, Ink>;

export type Style = { size: number; bold?: boolean; ink?: Ink };

/** A4 in points, with the frame that contains all content. */
export const frame = {
  width: 595.28,
  height: 841.89,
  left: 48,
  right: 547.28,
  top: 46,
  /** Only the seller's identity is printed below this. */
  bottom: 772,
} as const;

export type Typefaces = { regular: Typeface; bold: Typeface };

/** Something of known height that draws itself below `top`: measured first, placed later. */
export type Block = { height: number; draw(sheet: Sheet, top: number): void };

/** The width of one line of text in a style. */
export const textWidth = (faces: Typefaces, text: string, style: Style): number =>
  (style.bold ? faces.bold : faces.regular).widthOf(text, style.size);

/** Wraps text for a column of the given width. */
export const textLines = (faces: Typefaces, text: string, style: Style, width: number): string[] =>
  wrapText(text, width, (part) => textWidth(faces, part, style));

export type Accents = Record<'accent' | 'accentText', Rgb>;

/** Text with less contrast to the white page cannot be read. */
const contrastMin = 3;

/** The inks of a shop with its colour, `#1f5f4a`; without one, the colour of all text. */
export function accentsOf(primaryColor: string | undefined): Accents {
  if (primaryColor === undefined) return { accent: inks.text, accentText: inks.text };
  const accent = rgbOf(primaryColor);
  return { accent, accentText: contrastOf(accent, white) < contrastMin ? inks.text : accent };
}

/** One page, measured from its top left corner. Text is placed by its baseline. */
export class Sheet {
  readonly page: PDFPage;
  readonly faces: Typefaces;
  readonly #accents: Accents;
  readonly #names = new Map<PDFFont, PDFName>();

  constructor(page: PDFPage, { faces, accents }: { faces: Typefaces; accents: Accents }) {
    this.page = page;
    this.faces = faces;
    this.#accents = accents;
  }

  #color(ink: Ink) {
    const [red, green, blue] = typeof ink === 'string' ? this.#accents[ink] : ink;
    return rgb(red / 255, green / 255, blue / 255);
  }

  text(text: string, x: number, baseline: number, style: Style): void {
    if (text === '') return;
    const face = style.bold ? this.faces.bold : this.faces.regular;
    this.page.pushOperators(
      beginText(),
      setFillingColor(this.#color(style.ink ?? inks.text)),
      setFontAndSize(this.#nameOf(face), style.size),
      setTextMatrix(1, 0, 0, 1, x, frame.height - baseline),
      showText(face.pdfFont.encodeText(drawnText(text))),
      endText(),
    );
  }

  /** One name for each face and page; `drawText` of pdf-lib would add two for each text. */
  #nameOf({ pdfFont }: Typeface): PDFName {
    const known = this.#names.get(pdfFont);
    if (known) return known;
    const name = this.page.node.newFontDictionary(pdfFont.name, pdfFont.ref);
    this.#names.set(pdfFont, name);
    return name;
  }

  /** Draws text that ends at `right`. */
  textEndingAt(text: string, right: number, baseline: number, style: Style): void {
    this.text(text, right - textWidth(this.faces, text, style), baseline, style);
  }

  /** Draws one line, smaller when it would be wider than `width`. */
  fittedText(text: string, x: number, baseline: number, style: Style, width: number): void {
    const natural = textWidth(this.faces, text, style);
    const size = natural > width ? (style.size * width) / natural : style.size;
    this.text(text, x, baseline, { ...style, size });
  }

  line(left: number, right: number, y: number, ink: Ink, thickness = 0.6): void {
    const at = frame.height - y;
    this.page.drawLine({
      start: { x: left, y: at },
      end: { x: right, y: at },
      thickness,
      color: this.#color(ink),
    });
  }

  filledBox(left: number, top: number, width: number, height: number, ink: Ink): void {
    this.page.drawRectangle({
      x: left,
      y: frame.height - top - height,
      width,
      height,
      color: this.#color(ink),
    });
  }

  image(image: PDFImage, left: number, top: number, width: number, height: number): void {
    this.page.drawImage(image, { x: left, y: frame.height - top - height, width, height });
  }

  /** Draws the dark modules of a QR code as one path, so that no seam shows between them. */
  modules({ size, runs }: QrModules, left: number, top: number, width: number): void {
    const side = width / size;
    this.page.pushOperators(
      pushGraphicsState(),
      setFillingColor(this.#color(inks.text)),
      ...runs.map(({ column, row, length }) =>
        rectangle(left + column * side, frame.height - top - (row + 1) * side, length * side, side),
      ),
      fill(),
      popGraphicsState(),
    );
  }

  /** Draws a frame with rounded corners. */
  roundedFrame(left: number, top: number, width: number, height: number, ink: Ink): void {
    const r = 5;
    const path = `M ${r} 0 H ${width - r} Q ${width} 0 ${width} ${r} V ${height - r} Q ${width} ${height} ${width - r} ${height} H ${r} Q 0 ${height} 0 ${height - r} V ${r} Q 0 0 ${r} 0 Z`;
    this.page.drawSvgPath(path, {
      x: left,
      y: frame.height - top,
      borderColor: this.#color(ink),
      borderWidth: 1.1,
    });
  }
}
