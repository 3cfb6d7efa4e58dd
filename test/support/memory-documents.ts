import type { DocumentStore, InvoiceDocument } from '#domain/invoices/invoice-store';

/** The documents bucket: what was put last under a key, and how often it was put. */
export class MemoryDocuments implements DocumentStore {
  readonly files = new Map<string, Uint8Array>();
  readonly puts: InvoiceDocument[] = [];

  async put(document: InvoiceDocument, bytes: Uint8Array): Promise<void> {
    this.puts.push(document);
    this.files.set(document.key, bytes.slice());
  }

  async find({ key }: InvoiceDocument): Promise<Uint8Array | undefined> {
    return this.files.get(key)?.slice();
  }

  async get({ key }: InvoiceDocument): Promise<Uint8Array> {
    const bytes = this.files.get(key);
    if (!bytes) throw new Error(`no document under ${key}`);
    return bytes.slice();
  }
}
