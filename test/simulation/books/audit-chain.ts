import { createHash } from 'node:crypto';
import type { Json } from '../cloud/http.ts';
import type { Books, StoredDocument, Violation } from './books.ts';

/** Counted anew, by what decision 0052 says and without the code that wrote it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with the names of each object in order. */
export const inOrder = (value: Json): string =>
  JSON.stringify(value, (_, one: Json) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/**
 * Each document equals its hash and names the one before it in its series, no date goes back, and
 * each has one file, in the bucket's words one key.
 */
export function auditChain({ documents, series }: Books): Violation[] {
  const keys = documents.flatMap(({ fileKey }) => fileKey ?? []);
  return [
    ...documents.flatMap(auditDocument),
    ...series.flatMap(({ name, lastSha256 }) => auditSeries(name, lastSha256, documents)),
    ...(new Set(keys).size === keys.length ? [] : [{ what: 'two documents have one file' }]),
  ];
}

function auditDocument({ number, sha256, contentSha256, fileKey }: StoredDocument): Violation[] {
  return [
    ...(sha256 === contentSha256 ? [] : [{ what: `${number} is not what was issued` }]),
    ...(fileKey === undefined ? [{ what: `${number} has no file` }] : []),
  ];
}

function auditSeries(
  name: string,
  lastSha256: string | undefined,
  documents: readonly StoredDocument[],
): Violation[] {
  const own = documents
    .filter(({ number }) => number.startsWith(`${name}-`))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
  let link: string | null = null;
  let issuedAt = '';
  const found: Violation[] = [];
  for (const one of own) {
    if (one.previous !== link) found.push({ what: `${one.number} does not name the one before` });
    if (one.issuedAt < issuedAt)
      found.push({ what: `${one.number} is dated before the one before` });
    link = hashOf(`${one.previous ?? ''} ${one.sha256}`);
    issuedAt = one.issuedAt;
  }
  if (own.length > 0 && link !== lastSha256) found.push({ what: `${name} ends with another hash` });
  return found;
}
