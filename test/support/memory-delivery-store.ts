import { timeOfId } from '#domain/ids';
import type { Delivery, DeliveryId, DeliveryState, DeliveryStore } from '#domain/webhooks/delivery';
import { pageOf } from './memory-pages.ts';

const keyOf = ({ endpointId, eventId }: DeliveryId): string => `${endpointId}#${eventId}`;

const idOf = ({ endpointId, eventId }: DeliveryId): DeliveryId => ({ endpointId, eventId });

/** Keeps the promises of the port in memory. */
export class MemoryDeliveryStore implements DeliveryStore {
  readonly rows = new Map<string, Delivery>();

  async create(delivery: Delivery): Promise<'created' | 'exists'> {
    if (this.rows.has(keyOf(delivery))) return 'exists';
    this.rows.set(keyOf(delivery), structuredClone(delivery));
    return 'created';
  }

  async find(id: DeliveryId): Promise<Delivery | undefined> {
    return structuredClone(this.rows.get(keyOf(id)));
  }

  async save(delivery: Delivery): Promise<'saved' | 'stale'> {
    if (this.rows.get(keyOf(delivery))?.version !== delivery.version - 1) return 'stale';
    this.rows.set(keyOf(delivery), structuredClone(delivery));
    return 'saved';
  }

  async dueBy(now: Date, limit: number): Promise<DeliveryId[]> {
    return [...this.rows.values()]
      .filter(({ nextAt }) => nextAt !== undefined && nextAt <= now.toISOString())
      .sort((a, b) => a.nextAt!.localeCompare(b.nextAt!))
      .map(idOf)
      .slice(0, limit);
  }

  async waitingFor(endpointId: string, limit: number): Promise<DeliveryId[]> {
    return this.to(endpointId)
      .filter(({ isWaiting }) => isWaiting)
      .map(idOf)
      .slice(0, limit);
  }

  async list(
    endpointId: string,
    page: { limit: number; cursor?: string; state?: DeliveryState },
  ): Promise<{ deliveries: Delivery[]; nextCursor: string | null }> {
    const newestFirst = this.to(endpointId)
      .reverse()
      .filter(({ state }) => page.state === undefined || state === page.state);
    const { items, nextCursor } = pageOf(newestFirst, page, { list: endpointId, idOf: keyOf });
    return { deliveries: items, nextCursor };
  }

  async between(
    endpointId: string,
    { from, to, after = '', limit }: { from: Date; to: Date; after?: string; limit: number },
  ): Promise<Delivery[]> {
    return this.to(endpointId)
      .filter(({ eventId }) => timeOfId(eventId) >= from && timeOfId(eventId) <= to)
      .filter(({ eventId }) => eventId > after)
      .slice(0, limit);
  }

  /** The oldest event first. */
  private to(endpointId: string): Delivery[] {
    return [...this.rows.values()]
      .filter((delivery) => delivery.endpointId === endpointId)
      .sort((a, b) => (a.eventId < b.eventId ? -1 : 1))
      .map((delivery) => structuredClone(delivery));
  }
}
