import { choiceOf, wrongWish } from './controls.ts';
import { randomText } from './random-text.ts';
import { words } from './words.ts';

export type Metadata = Record<string, string>;

const faultsByPlace = {
  request: words(
    '500 429 refuse hang actThenTimeout actThenReset truncate slow',
    'html empty huge wrongType newStatus redirect',
  ),
  notification: words('lose delay duplicate reorder wrongSecret stale'),
  payment: words('wrongAmount wrongCurrency'),
};
type Place = keyof typeof faultsByPlace;
type FaultAt<At extends Place> = (typeof faultsByPlace)[At][number];

type FaultBasics = {
  id: string;
  /** Affects only what carries all of these pairs; without them, everything. */
  metadata?: Metadata;
  /** How often it still applies. */
  times: number;
};

/** A fault of a request to the provider. */
export interface RequestFault extends FaultBasics {
  on: 'request';
  fault: FaultAt<'request'>;
  method?: string;
  /** The start of the path. */
  path?: string;
  delayMs?: number;
  /** The refusal to give, for a provider with many; e.g. PayPal's `INSTRUMENT_DECLINED`. */
  issue?: string;
  /** The status of a gateway's page; 502 by default. */
  status?: number;
  /** The target of a redirect. */
  location?: string;
}

/** A fault of a notification from the provider. */
export interface NotificationFault extends FaultBasics {
  on: 'notification';
  fault: FaultAt<'notification'>;
  type?: string;
  copies?: number;
  concurrent?: boolean;
  delayMs?: number;
}

/** The buyer pays another sum than requested. */
interface PaymentFault extends FaultBasics {
  on: 'payment';
  fault: FaultAt<'payment'>;
  amount?: number;
  currency?: string;
}

export type Fault = RequestFault | NotificationFault | PaymentFault;

/** Parses a fault, and rejects one that would silently never apply. */
export function parseFault(wish: Record<string, unknown>): Fault {
  const on = choiceOf(wish, 'on', Object.keys(faultsByPlace) as Place[]);
  choiceOf<string>(wish, 'fault', faultsByPlace[on]);
  const { times = 1 } = wish;
  if (!Number.isInteger(times) || Number(times) < 1) {
    throw wrongWish(400, '"times" is a whole number, 1 or more.');
  }
  return { ...wish, id: `fault_${randomText(10)}`, times } as Fault;
}

/** True when one of the candidates has every wanted pair. */
export function carriesMetadata(wanted: Metadata | undefined, candidates: Metadata[]): boolean {
  if (!wanted) return true;
  const pairs = Object.entries(wanted);
  return candidates.some((candidate) => pairs.every(([key, value]) => candidate[key] === value));
}

/** The requested faults; each is removed after its last use. */
export class FaultRegistry {
  private faults: Fault[] = [];

  add(fault: Fault): Fault {
    this.faults.push(fault);
    return fault;
  }

  list(): Fault[] {
    return [...this.faults];
  }

  clear(id?: string): Fault[] {
    this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
    return this.list();
  }

  takeForRequest(
    { method, path }: { method: string; path: string },
    metadata: Metadata[],
  ): RequestFault | undefined {
    return this.take('request', metadata, (fault) => {
      const isThisMethod = (fault.method ?? method) === method;
      return isThisMethod && path.startsWith(fault.path ?? '');
    });
  }

  takeForNotification(type: string, metadata: Metadata[]): NotificationFault | undefined {
    return this.take('notification', metadata, (fault) => (fault.type ?? type) === type);
  }

  /** What the buyer really pays: the requested sum, unless a fault changes it. */
  paidSum(asked: Sum, metadata: Metadata[], otherCurrency: string): Sum {
    const fault = this.take('payment', metadata);
    switch (fault?.fault) {
      case 'wrongAmount':
        return { ...asked, amount: fault.amount ?? Math.ceil(asked.amount / 2) };
      case 'wrongCurrency':
        return { amount: fault.amount ?? asked.amount, currency: fault.currency ?? otherCurrency };
      case undefined:
        return asked;
    }
  }

  private take<At extends Place>(
    on: At,
    metadata: Metadata[],
    isHit: (fault: Extract<Fault, { on: At }>) => boolean = () => true,
  ): Extract<Fault, { on: At }> | undefined {
    const isOfPlace = (fault: Fault): fault is Extract<Fault, { on: At }> => fault.on === on;
    const fault = this.faults
      .filter(isOfPlace)
      .find((one) => carriesMetadata(one.metadata, metadata) && isHit(one));
    if (!fault) return undefined;
    fault.times -= 1;
    if (fault.times === 0) this.clear(fault.id);
    return fault;
  }
}

/** A sum in the provider's own units. */
export type Sum = {
  amount: number;
  currency: string;
};
