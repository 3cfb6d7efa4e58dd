import { SESClient } from '@aws-sdk/client-ses';
import { SesMailSender } from '#messaging/ses-mail-sender';

export const mails = new SesMailSender(new SESClient({}));
