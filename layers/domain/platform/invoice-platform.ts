/** What the platform gets: a document, or a message about one. */
export type OutgoingFlow = {
  /** By which it is found again if the answer was lost. */
  trackingId: string;
  /** Of the file. */
  name: string;
  syntax: 'Factur-X' | 'CDAR';
  bytes: Uint8Array;
};

/** What the platform says about a flow that it has taken. */
export type Flow = {
  flowId: string;
  trackingId?: string;
  /** A message about a document's life that the platform sends us, or that we sent. */
  isLifeCycle: boolean;
  acknowledgement: 'pending' | 'ok' | 'error';
  /** Why not. */
  reason?: string;
  /** ISO 8601 UTC. */
  updatedAt: string;
};

/** Something that happened to a document, by its number. */
export type LifeCycleNews = { number: string; code: string; at: string; reason?: string };

/** The news that an invoice is paid (encaissement), for the VAT on collection. */
export type CashNews = {
  number: string;
  isDeposit: boolean;
  /** `YYYY-MM-DD` */
  issueDate: string;
  paidDate: string;
  /** The time of the message. */
  at: Date;
  sellerSiren: string;
  sellerName: string;
  /** What was paid at each rate, VAT included, in cents. */
  parts: { vatRate: number; grossMinor: number }[];
};

/**
 * A plateforme agréée, as XP Z12-013 has it: flows in, flows out. Every method throws when the
 * platform is silent or refuses the request itself: what it would have said is unknown then, and
 * the caller asks again later.
 */
export type InvoicePlatform = {
  /** @returns the platform's id of the flow; it judges the flow later. */
  send(flow: OutgoingFlow): Promise<string>;
  find(flowId: string): Promise<Flow | undefined>;
  findByTrackingId(trackingId: string): Promise<Flow | undefined>;
  /** What a message about documents' lives says; empty for one that nobody can read. */
  readLifeCycle(flowId: string): Promise<LifeCycleNews[]>;
  /** Ids of such messages that changed since then, oldest first. */
  lifeCyclesSince(since: Date): Promise<string[]>;
  writeCashNews(news: CashNews): Uint8Array;
};
