import { readFileSync } from 'node:fs';

type Fields = { [name: string]: unknown };

const fixture = new URL('../../fixtures/stripe/objects.json', import.meta.url);
const { resources } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  resources: Record<string, Fields>;
};

/** Fields that Stripe's fixtures lack, each with the reason why the simulation has it. */
export const beyondTheFixtures: Record<string, string> = {
  'checkout.session.allowed_payment_method_types': 'New in version 2026-09-30.endive.',
  'payment_intent.allowed_payment_method_types': 'New in version 2026-09-30.endive.',
  'payment_intent.payment_record': 'Required by the types of the newest client.',
  'dispute.intended_submission_method': 'Required by the types of the newest client.',
  'refund.failure_reason': 'Told only of a refund that has failed.',
  'payment_intent.automatic_payment_methods.allow_redirects': 'Optional in the description.',
  'checkout.session.line_items': 'Told only to who asks for it to be expanded.',
  'webhook_endpoint.secret': 'Told once, in the answer to the creation.',
  'payment_method_domain.apple_pay.status_details': 'Told only of a status that is not active.',
};

/** A list is no resource of the fixtures; pagination describes it. */
const pages: Record<string, Fields> = {
  list: { object: 'list', data: [], has_more: false, url: '/v1/…' },
};

/** An error as docs.stripe.com/api/errors describes it; of one, the fixtures show the type alone. */
const error: Fields = {
  ...{ type: '', code: '', message: '', param: '', doc_url: '', request_log_url: '' },
  ...{ charge: '', decline_code: '', advice_code: '' },
};

/** What a simulated object has at all times, whatever its fixture may leave open. */
const neverNull = ['id', 'object', 'amount', 'created', 'livemode', 'status'];

/**
 * What Stripe's own fixtures have against an answer: a field that they lack, or a value of another
 * type. Fewer fields are no fault. Where a fixture says null or nothing, any type may stand.
 */
export function faultsByFixture(answer: unknown): string[] {
  if (isFields(answer) && isFields(answer.error)) {
    return faultsOfFields(answer.error, error, 'error');
  }
  return isResource(answer) ? faultsOfResource(answer) : ['the answer is no resource'];
}

function faultsOfResource(value: Fields & { object: string }): string[] {
  const kind = value.deleted === true ? `deleted_${value.object}` : value.object;
  const model = pages[kind] ?? resources[kind];
  return model ? faultsOfFields(value, model, kind) : [`${kind} has no fixture`];
}

function faultsOfFields(value: Fields, model: Fields, path: string): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = `${path}.${name}`;
    if (name === 'metadata') return faultsOfMetadata(inner, here);
    if (name === 'last_payment_error') return faultsOf(inner, error, here);
    if (name in model) return faultsOf(inner, model[name], here);
    return here in beyondTheFixtures ? [] : [`${here} is not in the fixture`];
  });
}

function faultsOf(value: unknown, model: unknown, path: string): string[] {
  const mayBeNull = model === null || !neverNull.includes(nameOf(path));
  if (value === null) return mayBeNull ? [] : [`${path} is null`];
  if (Array.isArray(value)) return faultsOfList(value, model, path);
  if (isResource(value)) return isExpandable(model) ? faultsOfResource(value) : typeFault(path);
  if (isUnknown(model)) return [];
  if (isFields(value))
    return isFields(model) ? faultsOfFields(value, model, path) : typeFault(path);
  const isReference = typeof value === 'string' && isResource(model);
  const isWhole = typeof value !== 'number' || Number.isSafeInteger(value);
  return isWhole && (isReference || typeof value === typeof model) ? [] : typeFault(path);
}

function faultsOfList(values: unknown[], model: unknown, path: string): string[] {
  if (!Array.isArray(model)) return model === null ? [] : typeFault(path);
  return values.flatMap((value) => faultsOf(value, model[0], `${path}[]`));
}

function faultsOfMetadata(value: unknown, path: string): string[] {
  if (value === null) return [];
  const isOfTexts =
    isFields(value) && Object.values(value).every((text) => typeof text === 'string');
  return isOfTexts ? [] : typeFault(path);
}

const typeFault = (path: string) => [`${path} is of another type than in the fixture`];
const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isResource(value: unknown): value is Fields & { object: string } {
  return isFields(value) && typeof value.object === 'string';
}

/** A fixture names a resource by its id, shows it whole, or leaves it out. */
function isExpandable(model: unknown): boolean {
  return isUnknown(model) || typeof model === 'string' || isResource(model);
}

function isUnknown(model: unknown): boolean {
  return model === null || model === undefined || (isFields(model) && !Object.keys(model).length);
}

/** True when the fixtures have a field by now that is listed as beyond them. */
export function hasField(path: string): boolean {
  const kind = Object.keys(resources).find((name) => path.startsWith(`${name}.`)) ?? '';
  let at: unknown = resources[kind];
  for (const name of path.slice(kind.length + 1).split('.')) {
    if (!isFields(at)) return false;
    at = at[name];
  }
  return at !== undefined;
}
