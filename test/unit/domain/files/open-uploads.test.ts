import fc from 'fast-check';
import type { Caller } from '#domain/access/caller';
import { mayUpload, openUploads } from '#domain/files/open-uploads';
import { uploadPolicies } from '#stores/upload-policies';
import { anOrderFile } from '#test/order-files';
import { aStoredOrder } from '#test/orders';

const minutes = (count: number) => count * 60_000;

describe('uploads', () => {
  test('are open for a quarter of an hour, and never beyond the order', () => {
    const expiresAt = '2026-11-22T09:00:00.000Z';
    const order = aStoredOrder({ files: [anOrderFile()], expiresAt });
    const end = Date.parse(expiresAt);
    fc.assert(
      fc.property(fc.integer({ min: -minutes(60), max: minutes(60) }), (offset) => {
        const now = new Date(end + offset);
        const open = openUploads(order, now);
        expect(open).toHaveLength(offset < 0 ? 1 : 0);
        for (const upload of open) {
          const lastMs = Date.parse(upload.expiresAt);
          expect(lastMs).toBe(Math.min(now.getTime() + minutes(15), end));
          expect(upload).toMatchObject({ orderId: order.id, file: order.files![0] });
        }
      }),
    );
  });

  test('are open only for files that nobody has judged', () => {
    const files = (['awaited', 'kept', 'missing', 'refused'] as const).map((status) =>
      anOrderFile({ id: `file_${status}`, status }),
    );
    const open = openUploads(aStoredOrder({ files }), new Date('2026-11-21T10:00:00.000Z'));
    expect(open.map(({ file }) => file.id)).toEqual(['file_awaited']);
    expect(openUploads(aStoredOrder(), new Date('2026-11-21T10:00:00.000Z'))).toEqual([]);
  });

  test('are renewed for the same objects of exactly the announced bytes: nothing more is stored', () => {
    const order = aStoredOrder({
      files: [anOrderFile({ id: 'file_1', bytes: 13 }), anOrderFile({ id: 'file_2', bytes: 7 })],
    });
    const signer = { region: 'eu-west-3', accessKeyId: 'AKIA', secretAccessKey: 'secret' };
    const grant = uploadPolicies({ url: 'https://s3.example', bucket: 'files' }, signer);
    const bounds = Array.from({ length: 24 * 4 - 1 }, (_, quarter) => {
      const now = new Date(Date.parse(order.createdAt) + quarter * minutes(15));
      return openUploads(order, now).map((upload) => {
        const { fields } = grant(upload, now);
        const { conditions } = JSON.parse(Buffer.from(fields.policy!, 'base64').toString());
        return `${fields.key}: ${conditions[1].join(' ')}`;
      });
    });
    expect([...new Set(bounds.flat())]).toEqual([
      `temporary/${order.id}/file_1: content-length-range 13 13`,
      `temporary/${order.id}/file_2: content-length-range 7 7`,
    ]);
  });
});

describe('forms are for who may add to the order', () => {
  const key = (scope: 'payments:read' | 'payments:write'): Caller => ({
    kind: 'key',
    keyId: 'key_1',
    scopes: [scope],
  });
  const person = (customerId?: string, role: 'member' | 'admin' = 'member'): Caller => ({
    kind: 'person',
    subject: 'sub',
    roles: [role],
    ...(customerId && { customerId }),
  });
  const guest: Caller = { kind: 'public' };

  test.each<[string, Caller, boolean, boolean]>([
    ['the holder of its token', guest, true, true],
    ['a member of its customer', person('cus_1'), false, true],
    ['a member of another customer', person('cus_2'), false, false],
    ['an admin, who only looks', person(undefined, 'admin'), false, false],
    ['a server that may order', key('payments:write'), false, true],
    ['a server that only reads', key('payments:read'), false, false],
    ['a stranger', guest, false, false],
  ])('%s: %#', (_, caller, holdsToken, expected) => {
    const access = { caller, holdsTokenOf: () => holdsToken };
    const order = aStoredOrder({ customerId: 'cus_1' });
    expect(mayUpload(order, access)).toBe(expected);
    for (const status of ['in_progress', 'fulfilled', 'cancelled', 'refunded'] as const)
      expect(mayUpload({ ...order, status }, access)).toBe(false);
  });

  test('a person of no customer has no part in a guest’s order', () => {
    const access = { caller: person(), holdsTokenOf: () => false };
    expect(mayUpload(aStoredOrder(), access)).toBe(false);
  });
});
