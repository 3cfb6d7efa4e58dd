import type { StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter, noSuch } from './errors.ts';
import type { EventRecord } from './events.ts';
import { createdFilter, createdParameter, listPage, listParameters } from './lists.ts';
import { optionalBoolean, optionalText, textList } from './parameters.ts';
import { expireDueSessions } from './sessions.ts';

/** Stripe forgets events after thirty days. */
const keptSeconds = 30 * 24 * 60 * 60;
const typesMax = 20;

export const listEvents: Endpoint = {
  known: {
    ...listParameters,
    created: createdParameter,
    delivery_success: true,
    type: true,
    types: true,
  },
  act: ({ account, params }) => {
    const isCreatedThen = createdFilter(params.created);
    const type = optionalText(params, 'type');
    const types = textList(params, 'types');
    if (type !== undefined && types) {
      const message = 'You may only specify one of these parameters: type, types.';
      throw invalidParameter('type', message, 'parameters_exclusive');
    }
    if (types && types.length > typesMax) {
      throw invalidParameter('types', `Invalid array: must have at most ${typesMax} elements`);
    }
    const names = types ?? (type === undefined ? undefined : [type]);
    const isDelivered = optionalBoolean(params, 'delivery_success');
    const wanted = keptEvents(account).filter(
      ({ event, pending }) =>
        isCreatedThen(event.created) &&
        (names === undefined || names.some((name) => matchesType(name, event.type))) &&
        (isDelivered === undefined || isDelivered === (pending.size === 0)),
    );
    const events = wanted.map(({ event }) => event);
    return listPage(events, params, '/v1/events');
  },
};

export const retrieveEvent: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => {
    const id = ids.id ?? '';
    const record = keptEvents(account).find(({ event }) => event.id === id);
    if (!record) throw noSuch('event', id);
    return record.event;
  },
};

function keptEvents(account: StripeAccount): EventRecord[] {
  expireDueSessions(account);
  const oldest = account.clock.nowSeconds() - keptSeconds;
  return [...account.events.records.values()].filter(({ event }) => event.created >= oldest);
}

/** `charge.*` matches every event of the charge. */
function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}
