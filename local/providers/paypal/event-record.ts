import type { Link } from './links.ts';

/** The envelope of every notification; `resource` is a copy of that moment. */
export type WebhookEvent = {
  id: string;
  event_version: string;
  create_time: string;
  resource_type?: string;
  resource_version?: string;
  event_type: string;
  summary: string;
  resource: object;
  links: Link[];
};

/** An event with the keys to find it. */
export type EventRecord = {
  event: WebhookEvent;
  transactionIds: string[];
  createdMs: number;
};
