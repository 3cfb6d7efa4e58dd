import { chained, linkOf } from '#domain/invoices/chain';
import { anInvoice } from '#test/invoices';
import { auditChain, hashOf, inOrder } from '../../simulation/books/audit-chain.ts';
import type { Books, StoredDocument } from '../../simulation/books/books.ts';

/** Three invoices and a credit note, as the shop joins them. */
function goodBooks(): Pick<Books, 'documents' | 'series'> {
  const series = (name: string, count: number) => {
    const joined = chained(
      Array.from({ length: count }, (_, index) => ({
        content: anInvoice({ number: `${name}-00000${index + 1}` }),
      })),
      { last: 0 },
    );
    const documents = joined.map(
      ({ content, sha256, previous }): StoredDocument => ({
        number: content.number,
        issuedAt: content.issuedAt,
        sha256,
        contentSha256: hashOf(inOrder(JSON.parse(JSON.stringify(content)))),
        previous,
        fileKey: `invoices/2026/${content.number}.pdf`,
      }),
    );
    return { documents, counter: { name, last: count, lastSha256: linkOf(joined.at(-1)!) } };
  };
  const [invoices, notes] = [series('FA-2026', 3), series('AV-2026', 1)];
  return {
    documents: [...notes.documents, ...invoices.documents.reverse()],
    series: [invoices.counter, notes.counter],
  };
}

const found = (spoil: (books: ReturnType<typeof goodBooks>) => void): string[] => {
  const books = goodBooks();
  spoil(books);
  return auditChain(books as Books).map(({ what }) => what);
};

const second = ({ documents }: Pick<Books, 'documents'>) =>
  documents.find(({ number }) => number === 'FA-2026-000002')!;

test('books whose documents are joined are good', () => {
  expect(found(() => {})).toEqual([]);
});

test.each<[string, (books: ReturnType<typeof goodBooks>) => void, string]>([
  [
    'an edited document',
    (books) => Object.assign(second(books), { contentSha256: 'ab' }),
    'FA-2026-000002 is not what was issued',
  ],
  [
    'a document that names no other',
    (books) => Object.assign(second(books), { previous: null }),
    'FA-2026-000002 does not name the one before',
  ],
  [
    'a document without a file',
    (books) => Object.assign(second(books), { fileKey: undefined }),
    'FA-2026-000002 has no file',
  ],
  [
    'one file of two documents',
    (books) => Object.assign(second(books), { fileKey: 'invoices/2026/FA-2026-000001.pdf' }),
    'two documents have one file',
  ],
  [
    'a date that goes back',
    (books) => Object.assign(second(books), { issuedAt: '2025-01-01T00:00:00.000Z' }),
    'FA-2026-000002 is dated before the one before',
  ],
  [
    'a counter that ends otherwise',
    (books) => Object.assign(books.series[0]!, { lastSha256: 'ab' }),
    'FA-2026 ends with another hash',
  ],
])('%s is found', (_, spoil, what) => {
  expect(found(spoil)).toContain(what);
});
