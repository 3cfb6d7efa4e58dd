import type { ReadingPosition, ReadingPositions } from '#domain/inbox/find-missed';
import type { ProviderName } from '#domain/payments/payment';

/** Keeps the promises of the port. */
export class MemoryReadingPositions implements ReadingPositions {
  readonly rows = new Map<ProviderName, ReadingPosition>();

  async load(provider: ProviderName): Promise<ReadingPosition | undefined> {
    return structuredClone(this.rows.get(provider));
  }

  async save(provider: ProviderName, position: ReadingPosition): Promise<void> {
    this.rows.set(provider, structuredClone(position));
  }
}
