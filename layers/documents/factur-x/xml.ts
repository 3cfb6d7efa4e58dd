/** An element as text; empty text is no element: the CII rules allow none without content. */
export type Xml = string;

/** What no XML 1.0 document may contain, and the C1 controls that none needs. */
const forbidden = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text on one line, of characters that XML can hold. */
export const onOneLine = (text: string): string =>
  text.toWellFormed().replace(forbidden, '').replace(/\s+/g, ' ').trim();

/** The same with its signs of markup written as entities. */
export const escaped = (text: string): string =>
  onOneLine(text).replace(/[&<>"]/g, (sign) => entities[sign]!);

/** An element with text; none when the text is absent or blank. */
export function textElement(
  name: string,
  text: string | undefined,
  attributes: Record<string, string> = {},
): Xml {
  const content = escaped(text ?? '');
  return content === '' ? '' : `<${name}${written(attributes)}>${content}</${name}>`;
}

/** An element with others; none when all of them are empty. */
export function element(name: string, ...children: readonly Xml[]): Xml {
  const content = children.join('');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

const written = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
