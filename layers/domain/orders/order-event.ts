import type { EventData, Fact } from '#vocabulary/events';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';

export type OrderFact = 'order.paid' | 'order.paid_late' | 'order.refunded' | 'order.files_lacking';

export type OrderEventContext = { now: Date; randomBytes: RandomBytes; requestId: string };

export const orderEvent = <Type extends OrderFact>(
  type: Type,
  data: EventData[Type],
  { now, randomBytes, requestId }: OrderEventContext,
) =>
  ({
    id: newId('evt', now, randomBytes(10)),
    type,
    occurredAt: now.toISOString(),
    requestId,
    data,
  }) as Fact<Type>;
