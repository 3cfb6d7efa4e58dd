import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { mailNewsIn } from '#messaging/ses-event';

const mail = {
  timestamp: '2026-11-21T10:06:00.000Z',
  destination: ['zoe@bakery.example'],
  tags: { 'ses:configuration-set': ['peage-dev-customers'], message: ['msg_1'] },
};
const timestamp = '2026-11-21T10:06:05.000Z';
const feedbackId = 'feedback-1';

const told = (event: object) => mailNewsIn(JSON.stringify({ mail, ...event }));
const news = (fact: object) => ({ messageId: 'msg_1', address: 'zoe@bakery.example', fact });

test.each([
  [
    'a delivery',
    { eventType: 'Delivery', delivery: { timestamp } },
    { kind: 'delivered', at: timestamp },
  ],
  [
    'a delay',
    {
      eventType: 'DeliveryDelay',
      deliveryDelay: { timestamp, delayType: 'MailboxFull' },
    },
    { kind: 'delayed', at: timestamp, detail: 'MailboxFull' },
  ],
  [
    'a mailbox that does not exist',
    {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', bounceSubType: 'NoEmail', timestamp, feedbackId },
    },
    { kind: 'bounced', at: timestamp, feedbackId, detail: 'NoEmail' },
  ],
  [
    'a full mailbox, which may be emptied',
    {
      eventType: 'Bounce',
      bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull', timestamp, feedbackId },
    },
    { kind: 'undelivered', at: timestamp, feedbackId, detail: 'MailboxFull' },
  ],
  [
    'a bounce that SES cannot tell apart',
    {
      eventType: 'Bounce',
      bounce: { bounceType: 'Undetermined', bounceSubType: 'Undetermined', timestamp, feedbackId },
    },
    { kind: 'undelivered', at: timestamp, feedbackId, detail: 'Undetermined' },
  ],
  [
    'a complaint',
    {
      eventType: 'Complaint',
      complaint: { complaintFeedbackType: 'abuse', complaintSubType: null, timestamp, feedbackId },
    },
    { kind: 'complained', at: timestamp, feedbackId, detail: 'abuse' },
  ],
  [
    'a mail that SES does not send',
    { eventType: 'Reject', reject: { reason: 'Bad content' } },
    { kind: 'rejected', at: mail.timestamp, detail: 'Bad content' },
  ],
])('%s is read from the event', (_, event, fact) => {
  expect(told(event)).toEqual(news(fact));
});

test('the sample event is read', () => {
  const sample = JSON.parse(readFileSync('events/messages.note-mail-event.json', 'utf8'));
  expect(mailNewsIn(sample.Records[0].Sns.Message)?.fact.kind).toBe('bounced');
});

test.each([
  ['an event of an identity, which has no tags', { notificationType: 'Bounce' }],
  ['an open, which we do not watch', { eventType: 'Open', open: { timestamp } }],
  ['a delivery without a time', { eventType: 'Delivery', delivery: {} }],
  ['a delivery at no time', { eventType: 'Delivery', delivery: { timestamp: 'soon' } }],
  ['a mail of another sender', { eventType: 'Delivery', delivery: { timestamp }, mail: {} }],
])('%s tells nothing', (_, event) => {
  expect(told(event)).toBeUndefined();
});

test('whatever a topic sends, nothing is thrown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(mailNewsIn(text)).toBeUndefined();
    }),
  );
});
