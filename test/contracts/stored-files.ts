import { randomUUID } from 'node:crypto';
import type { FilePlace, StoredFiles } from '#domain/files/stored-files';
import { aPdf } from '#test/order-files';

export type StoredFilesUnderTest = {
  files: StoredFiles;
  /** What a browser does. */
  upload(place: FilePlace, bytes: Uint8Array): Promise<void>;
};

/** What every storage of orders' files promises. Ids are random, so that a bucket may be shared. */
export function describeStoredFiles(
  name: string,
  makeStore: () => Promise<StoredFilesUnderTest>,
): void {
  async function setup() {
    const store = await makeStore();
    const orderId = `ord_${randomUUID()}`;
    const place = { orderId, fileId: 'file_1' };
    await store.upload(place, aPdf);
    const found = (await store.files.uploaded(orderId)).get('file_1')!;
    return { ...store, orderId, place, found };
  }

  describe(`${name} stores files of orders`, () => {
    test('an upload is found with its size, only in its own order, and begins as it was sent', async () => {
      const { files, place, orderId, found } = await setup();
      expect(found.bytes).toBe(aPdf.length);
      expect([...(await files.uploaded(orderId)).keys()]).toEqual(['file_1']);
      expect((await files.uploaded(`${orderId}0`)).size).toBe(0);
      expect((await files.uploaded(orderId.slice(0, -1))).size).toBe(0);
      const first = await files.firstBytes(place, found.version, 5);
      expect(Buffer.from(first).toString()).toBe('%PDF-');
      const whole = await files.firstBytes(place, found.version, 1_024);
      expect(Buffer.from(whole)).toEqual(aPdf);
    });

    test('an upload that was replaced is another one', async () => {
      const { files, found: before, place, upload } = await setup();
      await upload(place, Buffer.from('<html>'));
      const after = (await files.uploaded(place.orderId)).get('file_1')!;
      expect(after.version).not.toBe(before.version);
      await expect(files.firstBytes(place, before.version, 5)).rejects.toThrow();
    });

    test('what is kept stays when the upload is deleted; both may be repeated', async () => {
      const { files, place, orderId, found } = await setup();
      expect((await files.kept(orderId)).size).toBe(0);
      for (const _ of [1, 2]) await files.keep(place, found.version);
      for (const _ of [1, 2]) await files.discard(place);
      expect((await files.uploaded(orderId)).size).toBe(0);
      expect([...(await files.kept(orderId))]).toEqual(['file_1']);
    });

    test('what is erased is gone from both places; a repetition is harmless', async () => {
      const { files, place, orderId, found } = await setup();
      await files.keep(place, found.version);
      for (const _ of [1, 2]) await files.erase(place);
      expect((await files.uploaded(orderId)).size).toBe(0);
      expect((await files.kept(orderId)).size).toBe(0);
    });
  });
}
