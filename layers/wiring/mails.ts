import { SESClient } from '@aws-sdk/client-ses';
import { SesMailSender } from '#messaging/ses-mail-sender';
import { setting } from './settings.ts';

export const mails = new SesMailSender(new SESClient({}), setting('MAIL_CONFIGURATION_SETS'));
