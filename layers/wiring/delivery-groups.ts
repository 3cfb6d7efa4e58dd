import type { HandOverGroup } from '#domain/webhooks/delivery-group';
import { variableOf } from '#runtime/environment';
import { handOver } from '#runtime/hand-over';

const sender = variableOf('DELIVER_WEBHOOK_FUNCTION');

/** Has a group of deliveries sent. */
export const handOverGroup: HandOverGroup = (group) =>
  handOver(sender, { job: 'deliver-webhook', message: group });
