import { randomUUID } from 'node:crypto';

/** A mail that SES accepted. */
export type SentMail = {
  /** SES's own id. */
  messageId: string;
  from: string;
  to: string[];
  configurationSet?: string;
  tags: Record<string, string>;
  sentAt: Date;
};

/** What may happen to a mail here. */
export const mailOutcomes = [
  'deliver',
  'delay',
  'bounce',
  'bounce-for-now',
  'suppressed',
  'complain',
  'reject',
] as const;

export type MailOutcome = (typeof mailOutcomes)[number];

/**
 * The event that SES publishes of it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
export function mailEvent(
  mail: SentMail,
  outcome: MailOutcome,
  now: Date,
): { eventType: string } & Record<string, unknown> {
  const timestamp = now.toISOString();
  return { ...partsOf(mail, outcome, timestamp), mail: mailPart(mail) };
}

const mailPart = ({ messageId, from, to, configurationSet, tags, sentAt }: SentMail) => ({
  timestamp: sentAt.toISOString(),
  source: from,
  sendingAccountId: '000000000000',
  messageId,
  destination: to,
  headersTruncated: false,
  headers: [],
  commonHeaders: { from: [from], to },
  tags: {
    ...(configurationSet && { 'ses:configuration-set': [configurationSet] }),
    'ses:from-domain': [from.split('@').at(-1)],
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
  },
});

function partsOf(
  { to }: SentMail,
  outcome: MailOutcome,
  timestamp: string,
): { eventType: string } & Record<string, unknown> {
  const feedbackId = randomUUID();
  const recipients = to.map((emailAddress) => ({ emailAddress }));
  const bounce = (bounceType: string, bounceSubType: string) => ({
    eventType: 'Bounce',
    bounce: { bounceType, bounceSubType, bouncedRecipients: recipients, timestamp, feedbackId },
  });
  switch (outcome) {
    case 'deliver':
      return {
        eventType: 'Delivery',
        delivery: {
          timestamp,
          processingTimeMillis: 400,
          recipients: to,
          smtpResponse: '250 2.0.0 OK',
          reportingMTA: 'a8-70.smtp-out.amazonses.com',
        },
      };
    case 'delay':
      return {
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          timestamp,
          delayType: 'TransientCommunicationFailure',
          delayedRecipients: recipients,
        },
      };
    case 'bounce':
      return bounce('Permanent', 'General');
    case 'bounce-for-now':
      return bounce('Transient', 'MailboxFull');
    case 'suppressed':
      return bounce('Permanent', 'OnAccountSuppressionList');
    case 'complain':
      return {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: recipients,
          timestamp,
          feedbackId,
          complaintSubType: null,
          complaintFeedbackType: 'abuse',
          arrivalDate: timestamp,
        },
      };
    case 'reject':
      return { eventType: 'Reject', reject: { reason: 'Bad content' } };
  }
}
