import { createHash } from 'node:crypto';
import type { InvoiceContent } from './invoice.ts';
import type { Invoice } from './invoice-store.ts';
import type { ChainLink, Series } from './series.ts';

/**
 * The content as text that depends on its values alone: JSON without spaces, the names of each
 * object in the order of their UTF-16 units, absent values left out (as RFC 8785, whose numbers
 * and texts are those of `JSON.stringify`).
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 of the canonical content; hex. */
export const hashOfContent = (content: InvoiceContent): string => sha256(canonical(content));

/**
 * What the next document of the series carries as `previous`: a hash over this one's hash and over
 * its own `previous`, so that nothing before can be removed, exchanged or edited unnoticed. Hex.
 */
export const linkOf = ({ sha256: own, previous }: ChainLink): string | undefined =>
  own === undefined ? undefined : sha256(`${previous ?? ''} ${own}`);

/** The documents with their links, as the next ones of their series, in this order. */
export function chained<Unlinked extends Pick<Invoice, 'content'>>(
  documents: readonly Unlinked[],
  { last, lastSha256 }: Pick<Series, 'last' | 'lastSha256'>,
): (Unlinked & ChainLink)[] {
  let before = last === 0 ? null : lastSha256;
  return documents.map((document) => {
    const link = {
      sha256: hashOfContent(document.content),
      ...(before !== undefined && { previous: before }),
    };
    before = linkOf(link);
    return { ...document, ...link };
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
