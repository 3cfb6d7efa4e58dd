import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';

type Schema = {
  allOf?: Schema[];
  $ref?: string;
  properties?: object;
  unevaluatedProperties?: boolean;
};

type Api = 'orders-v2' | 'payments-v2' | 'webhooks-v1';

/**
 * What is wrong with an answer by PayPal's own description, in which a field that it does not
 * describe is wrong as well; null when nothing is.
 */
export function faultsBySchema(api: Api, name: string, answer: unknown): string | null {
  const { definitions } = JSON.parse(readFixture(api)) as { definitions: Record<string, Schema> };
  close(definitions);
  const ajv = new Ajv2019({ allErrors: true, strict: false, unicodeRegExp: false });
  const validate = ajv.compile({ $ref: `#/definitions/${name}`, definitions });
  return validate(answer) ? null : ajv.errorsText(validate.errors);
}

/** Allows no other fields, save in definitions that others are put together from. */
function close(definitions: Record<string, Schema>): void {
  const parts = Object.values(definitions).flatMap(({ allOf = [] }) => allOf);
  const isPart = (name: string) => parts.some(({ $ref }) => $ref === `#/definitions/${name}`);
  for (const [name, schema] of Object.entries(definitions)) {
    const isOpen = isPart(name) || !(schema.properties || schema.allOf);
    if (!isOpen) schema.unevaluatedProperties = false;
  }
}

function readFixture(api: Api): string {
  return readFileSync(new URL(`../../fixtures/paypal/${api}.json`, import.meta.url), 'utf8');
}
