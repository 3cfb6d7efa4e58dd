/** Safe markup: made only by `html`, never by a cast. */
export class SafeHtml {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }

  toString(): string {
    return this.markup;
  }
}

type Interpolated = string | SafeHtml | SafeHtml[];

/**
 * Builds markup and escapes every interpolated text, except other `html`.
 *
 * @example html`<p>${'<script>'}</p>`.markup // '<p>&lt;script&gt;</p>'
 */
export function html(parts: TemplateStringsArray, ...values: Interpolated[]): SafeHtml {
  const markup = parts.map((part, i) => (i === 0 ? part : markupOf(values[i - 1] ?? '') + part));
  return new SafeHtml(markup.join(''));
}

function markupOf(value: Interpolated): string {
  if (value instanceof SafeHtml) return value.markup;
  if (Array.isArray(value)) return value.map(({ markup }) => markup).join('');
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A link target: passes web and mail addresses; replaces anything else (`javascript:`). */
export const safeUrl = (url: string): string => (/^(https?:\/\/|mailto:)/i.test(url) ? url : '#');

/** A colour for a style attribute; replaces anything but a hexadecimal colour with a dark grey. */
export const safeColor = (color: string): string =>
  /^#[0-9a-f]{6}$/i.test(color) ? color : '#1a202c';
