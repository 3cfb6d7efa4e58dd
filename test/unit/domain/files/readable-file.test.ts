import { readableFile, type ScanVerdict } from '#domain/files/readable-file';
import { anOrderFile } from '#test/order-files';
import { aStoredOrder } from '#test/orders';

const kept = anOrderFile({ status: 'kept' });

const said = (verdict: ScanVerdict) => ({ scans: { verdictOn: async () => verdict } });

test.each(['unscanned', 'clean'] as const)(
  'a kept file that is %s may be opened',
  async (verdict) => {
    const order = aStoredOrder({ files: [kept] });
    expect(await readableFile(said(verdict), order, kept.id)).toEqual(kept);
  },
);

test.each<[ScanVerdict, string]>([
  ['pending', 'file_not_scanned_yet'],
  ['infected', 'file_infected'],
  ['unscannable', 'file_not_scannable'],
])('one that is %s may not: %s', async (verdict, code) => {
  const order = aStoredOrder({ files: [kept] });
  await expect(readableFile(said(verdict), order, kept.id)).rejects.toMatchObject({ code });
});

test.each(['awaited', 'missing', 'refused'] as const)(
  'one that is %s does not exist',
  async (status) => {
    const order = aStoredOrder({ files: [{ ...kept, status }] });
    await expect(readableFile(said('clean'), order, kept.id)).rejects.toMatchObject({
      code: 'file_not_found',
    });
  },
);

test('nor does that of another order', async () => {
  for (const files of [undefined, [anOrderFile({ id: 'file_other', status: 'kept' })]])
    await expect(
      readableFile(said('clean'), aStoredOrder({ files }), kept.id),
    ).rejects.toMatchObject({ code: 'file_not_found' });
});
