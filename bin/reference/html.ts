/** Safe markup: made only by `html`. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly Part[];

/** Builds markup; escapes every value that is not markup itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const written = strings.map((text, i) => `${text}${i < parts.length ? textOf(parts[i]) : ''}`);
  return new Markup(written.join(''));
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Text between backticks becomes code. */
export const line = (text: string): Markup =>
  html`${text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;

/** Splits paragraphs at blank lines. */
export const paragraphs = (text: string | undefined): Markup =>
  html`${(text ?? '')
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => html`<p>${line(part)}</p>`)}`;

export const json = (value: unknown): Markup => html`<pre>${JSON.stringify(value, null, 2)}</pre>`;
