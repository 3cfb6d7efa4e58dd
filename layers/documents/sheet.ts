import { type PDFImage, type PDFPage, rgb } from 'pdf-lib';
import { drawnText, type Typeface } from './typeface.ts';
import { wrapText } from './wrap-text.ts';

/** Red, green and blue from 0 to 255. */
type Ink = readonly [number, number, number];

export const inks = {
  text: [26, 32, 44],
  muted: [100, 112, 130],
  line: [217, 222, 230],
  tint: [243, 246, 247],
  accent: [11, 85, 99],
  paid: [22, 120, 74],
} as const satisfies Record<string, Ink>;

export type Style = { size: number; bold?: boolean; ink?: Ink };

/** A4 in points, with the frame that all content respects. */
export const frame = {
  width: 595.28,
  height: 841.89,
  left: 48,
  right: 547.28,
  top: 46,
  /** Below it stands the seller's identity alone. */
  bottom: 772,
} as const;

export type Typefaces = { regular: Typeface; bold: Typeface };

/** Something of known height that draws itself below `top`: measured first, placed later. */
export type Block = { height: number; draw(sheet: Sheet, top: number): void };

/** The width of one line of text in a style. */
export const textWidth = (faces: Typefaces, text: string, style: Style): number =>
  (style.bold ? faces.bold : faces.regular).widthOf(text, style.size);

/** Text broken into lines for a column of that width. */
export const textLines = (faces: Typefaces, text: string, style: Style, width: number): string[] =>
  wrapText(text, width, (part) => textWidth(faces, part, style));

/** One page, measured from its top left corner. Text is placed by its baseline. */
export class Sheet {
  readonly page: PDFPage;
  readonly faces: Typefaces;

  constructor(page: PDFPage, faces: Typefaces) {
    this.page = page;
    this.faces = faces;
  }

  text(text: string, x: number, baseline: number, style: Style): void {
    if (text === '') return;
    const face = style.bold ? this.faces.bold : this.faces.regular;
    this.page.drawText(drawnText(text), {
      x,
      y: frame.height - baseline,
      size: style.size,
      font: face.pdfFont,
      color: color(style.ink ?? inks.text),
    });
  }

  /** Text that ends at `right`. */
  textEndingAt(text: string, right: number, baseline: number, style: Style): void {
    this.text(text, right - textWidth(this.faces, text, style), baseline, style);
  }

  /** One line, set smaller when it would be wider than `width`. */
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
      color: color(ink),
    });
  }

  filledBox(left: number, top: number, width: number, height: number, ink: Ink): void {
    this.page.drawRectangle({
      x: left,
      y: frame.height - top - height,
      width,
      height,
      color: color(ink),
    });
  }

  image(image: PDFImage, left: number, top: number, width: number, height: number): void {
    this.page.drawImage(image, { x: left, y: frame.height - top - height, width, height });
  }

  /** A frame with rounded corners. */
  roundedFrame(left: number, top: number, width: number, height: number, ink: Ink): void {
    const r = 5;
    const path = `M ${r} 0 H ${width - r} Q ${width} 0 ${width} ${r} V ${height - r} Q ${width} ${height} ${width - r} ${height} H ${r} Q 0 ${height} 0 ${height - r} V ${r} Q 0 0 ${r} 0 Z`;
    this.page.drawSvgPath(path, {
      x: left,
      y: frame.height - top,
      borderColor: color(ink),
      borderWidth: 1.1,
    });
  }
}

const color = ([red, green, blue]: Ink) => rgb(red / 255, green / 255, blue / 255);
