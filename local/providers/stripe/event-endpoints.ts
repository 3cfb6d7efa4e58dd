import type { StripeAccount } from './account.ts';
import { type Endpoint, names } from './endpoint.ts';
import { noSuch } from './errors.ts';
import type { StripeEvent } from './events.ts';
import { createdFilter, createdParameter, listPage, listParameters } from './lists.ts';

/** Stripe forgets events after thirty days. */
const keptSeconds = 30 * 24 * 60 * 60;
const typesMax = 20;

export const listEvents: Endpoint = {
  known: { ...listParameters, ...createdParameter, ...names('delivery_success type types') },
  act: ({ account, params }) => {
    const isCreatedThen = createdFilter(params);
    const type = params.text('type');
    const types = params.texts('types');
    if (type !== undefined && types) {
      const message = 'You may only specify one of these parameters: type, types.';
      throw params.refusal('type', message, 'parameters_exclusive');
    }
    if (types && types.length > typesMax) {
      throw params.refusal('types', `Invalid array: must have at most ${typesMax} elements`);
    }
    const wanted = types ?? (type === undefined ? undefined : [type]);
    const isDelivered = params.boolean('delivery_success');
    const events = keptEvents(account).filter(
      (event) =>
        isCreatedThen(event.created) &&
        (wanted === undefined || wanted.some((name) => matchesType(name, event.type))) &&
        (isDelivered === undefined || isDelivered === (event.pending_webhooks === 0)),
    );
    return listPage(events, params, '/v1/events');
  },
};

export function eventOf(account: StripeAccount, id = ''): StripeEvent {
  const event = keptEvents(account).find((one) => one.id === id);
  if (!event) throw noSuch('event', id);
  return event;
}

function keptEvents({ clock, events }: StripeAccount): StripeEvent[] {
  const oldest = clock.nowSeconds() - keptSeconds;
  return events.list().filter(({ created }) => created >= oldest);
}

/** `charge.*` matches every event of the charge. */
function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}
