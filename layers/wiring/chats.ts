import { chatRooms } from '#messaging/chat-rooms';
import { secretsFromEnvironment } from '#runtime/secrets';
import { setting } from './settings.ts';

const readSecret = secretsFromEnvironment();

/** Where alerts are posted. */
export const chats = {
  chats: setting('ALERTS').chat,
  rooms: chatRooms({
    addressOf: (kind) => readSecret(`alerts/${kind}`),
    locale: setting('MAIL_ADMIN').locale,
  }),
};
