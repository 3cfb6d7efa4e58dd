import { readFileSync } from 'node:fs';
import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js';

type Schema = {
  allOf?: Schema[];
  oneOf?: Schema[];
  $ref?: string;
  properties?: object;
  unevaluatedProperties?: boolean;
};

/** PayPal's own description: what each operation answers, by status, and what it is made of. */
type Description = {
  operations: Record<string, Record<string, Schema>>;
  definitions: Record<string, Schema>;
};

type Api = 'orders-v2' | 'payments-v2' | 'webhooks-v1';

const apis: Api[] = ['orders-v2', 'payments-v2', 'webhooks-v1'];
const descriptions = Object.fromEntries(apis.map((api) => [api, readDescription(api)]));
const validators = new Map<string, ValidateFunction>();

type Said = { method: string; path: string; status: number; answer: unknown };

/** Answers that PayPal gives and does not describe there, each with the reason why it stands. */
const undescribed: { reason: string; fits: (said: Said) => boolean }[] = [
  {
    reason: 'Signing in has no published description.',
    fits: ({ path }) => path.startsWith('/v1/oauth2/'),
  },
  {
    reason: 'A token that is no good is refused by the gateway, in the form of OAuth.',
    fits: ({ status, answer }) => status === 401 && 'error_description' in (answer as object),
  },
  {
    reason: 'Disputes are described in a document of their own.',
    fits: ({ path }) => path.startsWith('/v1/customer/disputes'),
  },
  {
    reason: 'The limit of requests stands above all APIs.',
    fits: ({ status, answer }) =>
      status === 429 && (answer as { name: string }).name === 'RATE_LIMIT_REACHED',
  },
];

/**
 * What is wrong with an answer by the description of its operation; null when nothing is. A field
 * that is not described is wrong as well, and so is an issue that the operation does not name.
 */
export function faultsOfAnswer(said: Said): string | null {
  const { method, path, status, answer } = said;
  if (undescribed.some(({ fits }) => fits(said))) return null;
  for (const api of apis) {
    for (const [operation, answers] of Object.entries(descriptions[api]!.operations)) {
      if (!isOperation(operation, method, path)) continue;
      // A repeated refund answers 200 as orders do, which only the orders' description says.
      const described = status === 200 && !answers[200] ? 201 : status;
      const place = described in answers ? String(described) : 'default';
      return faultsBy(api, `${operation} ${place}`, answers[place]!, answer);
    }
  }
  return `${method} ${path} is not described`;
}

/** What is wrong with an object by a part of the description; null when nothing is. */
export function faultsBySchema(api: Api, name: string, answer: unknown): string | null {
  return faultsBy(api, name, { $ref: `#/definitions/${name}` }, answer);
}

function faultsBy(api: Api, name: string, schema: Schema, answer: unknown): string | null {
  const place = `${api} ${name}`;
  const validate = validators.get(place) ?? validatorOf(api, schema);
  validators.set(place, validate);
  if (validate(answer)) return null;
  // Of an unknown issue, the list of all known ones would be a page long.
  const isError = typeof answer === 'object' && answer !== null && 'details' in answer;
  const faults = (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
  return `${name}: ${isError ? JSON.stringify(answer) : faults.join(', ')}`;
}

function validatorOf(api: Api, schema: Schema): ValidateFunction {
  const { definitions } = descriptions[api]!;
  const ajv = new Ajv2019({
    ...{ allErrors: true, strict: false, unicodeRegExp: false, validateFormats: false },
  });
  const closed = schema.allOf ? { ...schema, unevaluatedProperties: false } : schema;
  return ajv.compile({ ...closed, definitions });
}

function isOperation(operation: string, method: string, path: string): boolean {
  const [name, pattern = ''] = operation.split(' ');
  const form = new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return name === method && form.test(path.split('?', 1)[0] ?? '');
}

function readDescription(api: Api): Description {
  const file = new URL(`../../fixtures/paypal/${api}.json`, import.meta.url);
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  close(description);
  return description;
}

/** Allows no other fields, save in definitions that others are put together from. */
function close({ definitions, operations }: Description): void {
  const answers = Object.values(operations).flatMap((byStatus) => Object.values(byStatus));
  const parts = [...answers, ...Object.values(definitions)].flatMap(({ allOf = [] }) => allOf);
  const isPart = (name: string) => parts.some(({ $ref }) => $ref === `#/definitions/${name}`);
  for (const [name, schema] of Object.entries(definitions)) {
    const isOpen = isPart(name) || !(schema.properties || schema.allOf);
    if (!isOpen) schema.unevaluatedProperties = false;
  }
}
