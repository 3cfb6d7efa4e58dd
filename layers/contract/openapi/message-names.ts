import { type PublicEventType, publicEvents } from '#vocabulary/webhooks';
import { messages, pingMessage } from '../webhooks/messages.ts';
import { messageMeanings } from './texts/webhook-texts.ts';

export type MessageType = PublicEventType | 'ping';

/** Every message that receivers may get, in the order of the documentation. */
export const messageTypes: readonly MessageType[] = [...publicEvents, 'ping'];

export const messageSchemas = { ...messages, ping: pingMessage };

/** `payment.dispute_closed` is `PaymentDisputeClosedEvent` in generated clients. */
export const nameOfMessage = (type: MessageType): string =>
  `${type
    .split(/[._]/)
    .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
    .join('')}Event`;

/** The messages' schemas, each with its name in the description. */
export const messageComponents = Object.fromEntries(
  messageTypes.map((type) => [nameOfMessage(type), messageSchemas[type]]),
);

export const messageTexts = Object.fromEntries(
  messageTypes.map((type) => [nameOfMessage(type), { self: messageMeanings[type] }]),
);
