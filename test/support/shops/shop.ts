import { endpoints, type Json, type Reply, request } from '#test/cloud';
import type { ShopName } from '#test/rows';
import type { ProviderName } from '#vocabulary/providers';

type Outcome = 'pay' | 'decline' | 'cancel' | 'later';

/** How a notification can be made untrustworthy. */
export type Forgery = 'wrongSecret' | 'stale';

/** What is posted to a provider's endpoint. */
export type Message = { headers: Record<string, string>; body: string };

/** What a provider has told of a payment, or would have. */
export type Told = {
  id: string;
  type: string;
  created: string | number;
  data: Json;
  deliveries: { status: number | null; fault?: string }[];
};

/** Money that a provider has taken: an amount in minor units, the currency as the provider writes it. */
export type Charge = { id: string; amount: number; currency: string; amount_refunded?: number };

/** One way to be paid, as the buyer and the provider's dashboard see it. */
export type Shop = {
  name: ShopName;
  provider: ProviderName;
  /** A valid request; the mark stands where faults can be aimed at it. */
  order: (mark: string) => Json;
  /** What faults are aimed by: at the request that opens a payment, and later at the payment. */
  aim: (mark: string, payment?: Json) => Record<string, string>;
  /** Where a payment is opened at the provider, and where it is asked for. */
  opens: { method: 'POST'; path: string };
  asks: { method: 'GET' | 'POST'; path: string };
  /** The buyer decides; `later` leaves the money on its way. */
  press: (payment: Json, outcome: Outcome) => Promise<Reply>;
  /** The bank or the operator answers for money that is on its way. */
  settleLater: (payment: Json, outcome: 'pay' | 'decline') => Promise<Json>;
  /** Everything that is open or was opened at the provider. */
  checkouts: () => Promise<Json[]>;
  /** The bytes that told this. */
  bodyOf: (told: Told) => string;
  /** Another notification that says the same. */
  retell: (told: Told) => string;
  /** Another notification, of the same payment's failure or end. */
  tellFailure: (told: Told) => string;
  /** A message of these bytes with the proofs of now, or with those of a forger. */
  sign: (body: string, forgery?: Forgery) => Promise<Message>;
};

/** Asks a simulated provider for what it knows, or to do something. */
export async function sim(
  provider: ProviderName,
  method: string,
  path: string,
  body?: unknown,
): Promise<Json> {
  const reply = await request(method, `${endpoints.providers[provider]}${path}`, { body });
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
}

/** Presses a button of a page that a provider shows. */
export const pressOn = (url: string, outcome: string): Promise<Reply> =>
  request('POST', url, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `outcome=${outcome}`,
  });

/** The part of our id that every provider keeps, however it writes it. */
const core = ({ id }: Json): string => id.slice(-24);

/** Whether this speaks of the payment. */
export const isAbout = (payment: Json, what: unknown): boolean =>
  JSON.stringify(what).includes(core(payment));
