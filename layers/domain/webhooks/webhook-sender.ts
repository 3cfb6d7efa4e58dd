/**
 * Why no answer came. Only the class: what exactly a foreign network said would make us a scanner of
 * ports.
 */
export type SendError =
  | 'refused_url'
  | 'refused_address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'broken_answer';

export type OutgoingWebhook = { url: string; headers: Record<string, string>; body: string };

export type SendOutcome =
  | {
      kind: 'answered';
      status: number;
      durationMs: number;
      /** The beginning of the answer, as text. */
      answer: string;
      /** The header `Retry-After` as it came. */
      retryAfter?: string;
    }
  | { kind: 'failed'; error: SendError; durationMs: number };

/** Sends one POST to an address of somebody else. Never throws, and never follows a redirect. */
export type WebhookSender = { send(webhook: OutgoingWebhook): Promise<SendOutcome> };
