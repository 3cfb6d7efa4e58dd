import type { FilePlace, StoredFiles } from '#domain/files/stored-files';

const keyOf = ({ orderId, fileId }: FilePlace): string => `${orderId}/${fileId}`;

type Stored = { bytes: Uint8Array; version: string };

/** Keeps the promises of the port. */
export class MemoryStoredFiles implements StoredFiles {
  readonly uploads = new Map<string, Stored>();
  readonly copies = new Map<string, Uint8Array>();
  #uploadCount = 0;

  /** What a browser does. */
  upload(place: FilePlace, bytes: Uint8Array): void {
    this.#uploadCount += 1;
    this.uploads.set(keyOf(place), { bytes, version: `"${this.#uploadCount}"` });
  }

  async uploaded(orderId: string) {
    return new Map(
      [...this.uploads].flatMap(([key, { bytes, version }]) => {
        const [order, fileId = ''] = key.split('/');
        return order === orderId ? [[fileId, { bytes: bytes.length, version }] as const] : [];
      }),
    );
  }

  async kept(orderId: string) {
    const prefix = `${orderId}/`;
    const own = [...this.copies.keys()].filter((key) => key.startsWith(prefix));
    return new Set(own.map((key) => key.slice(prefix.length)));
  }

  async firstBytes(place: FilePlace, version: string, count: number) {
    return this.#looked(place, version).slice(0, count);
  }

  async keep(place: FilePlace, version: string) {
    this.copies.set(keyOf(place), this.#looked(place, version));
  }

  async discard(place: FilePlace) {
    this.uploads.delete(keyOf(place));
  }

  async erase(place: FilePlace) {
    this.uploads.delete(keyOf(place));
    this.copies.delete(keyOf(place));
  }

  #looked(place: FilePlace, version: string): Uint8Array {
    const stored = this.uploads.get(keyOf(place));
    if (stored?.version !== version) throw new Error('PreconditionFailed');
    return stored.bytes;
  }
}
