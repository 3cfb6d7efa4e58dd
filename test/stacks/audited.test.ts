import { type FunctionName, functions } from '../../lib/functions.ts';
import { routes } from '../../lib/routes.ts';

/**
 * Writing routes without an entry in the audit trail, and what tells who acted instead.
 *
 * That a function which may write entries does write one is shown elsewhere: the local tests end with
 * a look at rights that nobody has used.
 */
const toldElsewhere: Partial<Record<FunctionName, string>> = {
  'payments/initiate-payment': 'The payment keeps who opened it and by which request.',
  'orders/create-order': 'The order keeps who made it and by which request.',
  'usage/ingest-events': 'Each event is kept as it came, for as long as its bill may be contested.',
  'notices/read-notice': 'The notice keeps who has read it.',
};

/** Of open routes nobody is asked who they are: what providers send is kept in the inbox. */
const acts = routes.filter(
  ({ method, access }) => access !== 'open' && method !== 'GET' && method !== 'HEAD',
);

const mayWriteEntries = (name: FunctionName): boolean =>
  (functions[name] as { table?: { PutItem?: readonly string[] } }).table?.PutItem?.includes(
    'AUDIT#*',
  ) ?? false;

test.each(acts.map(({ method, path, function: name }) => [method, path, name] as const))(
  '%s %s records who did it in the audit trail, or states where it is recorded [B8]',
  (_method, _path, name) => {
    expect(mayWriteEntries(name)).toBe(toldElsewhere[name] === undefined);
  },
);

test('reading raw notifications is recorded too [B8]', () => {
  const readers = routes.filter(({ path }) => path.startsWith('/v1/admin/inbox'));
  expect(readers.length).toBeGreaterThan(0);
  for (const { function: name } of readers) expect(mayWriteEntries(name)).toBe(true);
});
