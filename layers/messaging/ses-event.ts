import type { MailFact, MailFactKind } from '#domain/messages/fate';
import type { MailNews } from '#domain/messages/note-mail-fact';

/** The tag by which an event names our mail. */
export const markTag = 'message';

/** What we read of an event that SES publishes; all of it may be missing in one that it did not. */
type SesEvent = {
  eventType?: unknown;
  mail?: {
    timestamp?: unknown;
    destination?: unknown[];
    tags?: Record<string, unknown[]>;
  };
  bounce?: {
    bounceType?: unknown;
    bounceSubType?: unknown;
    timestamp?: unknown;
    feedbackId?: unknown;
  };
  complaint?: {
    complaintFeedbackType?: unknown;
    complaintSubType?: unknown;
    timestamp?: unknown;
    feedbackId?: unknown;
  };
  delivery?: { timestamp?: unknown };
  deliveryDelay?: { timestamp?: unknown; delayType?: unknown };
  reject?: { reason?: unknown };
};

/**
 * What SES tells of one of our mails, as its configuration set publishes it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 * @returns undefined for what is no event of a mail of ours: another type, no tag, no time.
 */
export function mailNewsIn(text: string): MailNews | undefined {
  const event = parsed(text);
  const messageId = event?.mail?.tags?.[markTag]?.[0];
  const address = event?.mail?.destination?.[0];
  const fact = event && factIn(event);
  return typeof messageId === 'string' && typeof address === 'string' && fact
    ? { messageId, address, fact }
    : undefined;
}

function factIn(event: SesEvent): MailFact | undefined {
  const { bounce, complaint, delivery, deliveryDelay, mail } = event;
  switch (event.eventType) {
    case 'Delivery':
      return fact('delivered', delivery ?? {});
    case 'DeliveryDelay':
      return fact('delayed', { ...deliveryDelay, detail: deliveryDelay?.delayType });
    case 'Bounce':
      // What SES cannot tell apart may be different tomorrow.
      return fact(bounce?.bounceType === 'Permanent' ? 'bounced' : 'undelivered', {
        ...bounce,
        detail: bounce?.bounceSubType,
      });
    case 'Complaint':
      return fact('complained', {
        ...complaint,
        detail: complaint?.complaintSubType ?? complaint?.complaintFeedbackType,
      });
    case 'Reject':
      // It has no time of its own: SES looks at a mail before it sends it.
      return fact('rejected', { timestamp: mail?.timestamp, detail: event.reject?.reason });
    default:
      return undefined;
  }
}

type Told = { timestamp?: unknown; feedbackId?: unknown; detail?: unknown };

function fact(kind: MailFactKind, { timestamp, feedbackId, detail }: Told): MailFact | undefined {
  const at = new Date(typeof timestamp === 'string' ? timestamp : '');
  if (Number.isNaN(at.getTime())) return undefined;
  return {
    kind,
    at: at.toISOString(),
    ...(typeof feedbackId === 'string' && { feedbackId }),
    ...(typeof detail === 'string' && { detail: detail.slice(0, 40) }),
  };
}

function parsed(text: string): SesEvent | undefined {
  try {
    const event: unknown = JSON.parse(text);
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    return undefined;
  }
}
