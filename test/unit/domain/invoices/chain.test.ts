import fc from 'fast-check';
import { canonical, chained, linkOf } from '#domain/invoices/chain';
import { anInvoice } from '#test/invoices';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    content: anInvoice({ number: `FA-2026-${index + 1}` }),
  }));

test('the same content has the same text, whatever the order of its names and what is absent', () => {
  expect(canonical({ b: [1, { d: 'é', c: null }], a: undefined, A: 'x' })).toBe(
    '{"A":"x","b":[1,{"c":null,"d":"é"}]}',
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const reversed = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonical(reversed)).toBe(canonical(fields));
      expect(JSON.parse(canonical(fields))).toEqual(JSON.parse(JSON.stringify(fields)));
    }),
  );
});

test('a chain in batches of any size is the chain one by one', () => {
  const documents = numbered(7);
  const together = chained(documents, { last: 0 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), (split) => {
      const first = chained(documents.slice(0, split), { last: 0 });
      const lastSha256 = linkOf(first.at(-1)!)!;
      const rest = chained(documents.slice(split), { last: split, lastSha256 });
      expect([...first, ...rest]).toEqual(together);
    }),
  );
});

test('an edited, removed or exchanged document breaks the chain', () => {
  const documents = chained(numbered(6), { last: 0 });
  const last = linkOf(documents.at(-1)!);
  fc.assert(
    fc.property(
      fc.constantFrom('edit', 'remove', 'exchange'),
      fc.integer({ min: 0, max: 4 }),
      (deed, at) => {
        const changed = documents.map(({ content }) => ({ content }));
        if (deed === 'edit') changed[at]!.content = { ...changed[at]!.content, mentions: [] };
        if (deed === 'remove') changed.splice(at, 1);
        if (deed === 'exchange') [changed[at], changed[at + 1]] = [changed[at + 1]!, changed[at]!];
        expect(linkOf(chained(changed, { last: 0 }).at(-1)!)).not.toBe(last);
      },
    ),
  );
});

test('a series whose last hash is unknown goes on without naming its predecessor', () => {
  const [first, second] = chained(numbered(2), { last: 1234 });
  expect(first).not.toHaveProperty('previous');
  expect(second!.previous).toBe(linkOf(first!));
  expect(chained(numbered(1), { last: 0 })[0]!.previous).toBeNull();
});
