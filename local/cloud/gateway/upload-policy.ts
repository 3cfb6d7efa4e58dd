import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Credentials, Session } from './credentials.ts';
import type { UploadForm } from './upload-form.ts';
import { badSignature, unknownKey, WireError } from './wire-error.ts';

/**
 * Checks a browser's upload as S3 does: who signed its policy, until when it counts, and whether the
 * form is what the policy allows. The storage engine checks none of it.
 *
 * @throws WireError in S3's words.
 */
export function uploaderOf(form: UploadForm, credentials: Credentials, now: Date): Session {
  const { fields } = form;
  const policy = fields.get('policy');
  if (policy === undefined) throw new WireError(403, 'AccessDenied', 'Access Denied');
  const session = signerOf(fields, policy, credentials);
  const { expiration, conditions } = readPolicy(policy);
  if (!(now.getTime() < Date.parse(expiration))) throw invalid('Policy expired.');
  checkConditions(form, conditions);
  return session;
}

/** The key of the object, in which a form may use the name of its file. */
export const keyOf = ({ fields, file }: UploadForm): string =>
  (fields.get('key') ?? '').replaceAll(/\$\{filename\}/g, () => file.name);

function signerOf(fields: UploadForm['fields'], policy: string, credentials: Credentials): Session {
  const scope = (fields.get('x-amz-credential') ?? '').split('/');
  const [accessKeyId = '', ...signed] = scope;
  const session = credentials.find(accessKeyId);
  if (!session || session.sessionToken !== fields.get('x-amz-security-token'))
    throw unknownKey('rest-xml');
  const hmac = (key: string | Buffer, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const signingKey = signed.reduce<Buffer | string>(hmac, `AWS4${session.secretAccessKey}`);
  const expected = hmac(signingKey, policy);
  const given = Buffer.from(fields.get('x-amz-signature') ?? '', 'hex');
  const isComplete = signed.length === 4 && signed[2] === 's3' && signed[3] === 'aws4_request';
  if (!isComplete || given.length !== expected.length || !timingSafeEqual(given, expected))
    throw badSignature('rest-xml');
  return session;
}

type Policy = { expiration: string; conditions: unknown[] };

function readPolicy(base64: string): Policy {
  try {
    const read = JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as Policy;
    if (!Number.isNaN(Date.parse(read.expiration)) && Array.isArray(read.conditions)) return read;
  } catch {
    // Answered below.
  }
  throw new WireError(400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
}

const invalid = (why: string): WireError =>
  new WireError(403, 'AccessDenied', `Invalid according to Policy: ${why}`);

type Condition = { operator: string; field: string; value: string; written: string };

/** Fields that need no condition. */
const isFree = (field: string): boolean =>
  ['x-amz-signature', 'policy', 'file'].includes(field) || field.startsWith('x-ignore-');

function checkConditions(form: UploadForm, conditions: unknown[]): void {
  const values = new Map([...form.fields, ['bucket', form.bucket], ['key', keyOf(form)]]);
  const ofFields = conditions.filter((one) => !isRange(one)).flatMap(conditionsOf);
  for (const { operator, field, value, written } of ofFields) {
    const given = values.get(field);
    const holds =
      given !== undefined && (operator === 'eq' ? given === value : given.startsWith(value));
    if (!holds) throw invalid(`Policy Condition failed: ${written}`);
  }
  const named = new Set(ofFields.map(({ field }) => field));
  const extra = [...form.fields.keys()].filter((field) => !named.has(field) && !isFree(field));
  if (extra.length > 0) throw invalid(`Extra input fields: ${extra.join(', ')}`);
  for (const [, least, most] of conditions.filter(isRange)) {
    const { length } = form.file.bytes;
    if (length > Number(most))
      throw sizeError('EntityTooLarge', 'exceeds the maximum allowed size');
    if (length < Number(least))
      throw sizeError('EntityTooSmall', 'is smaller than the minimum allowed size');
  }
}

const isRange = (condition: unknown): condition is [string, number, number] =>
  Array.isArray(condition) && String(condition[0]).toLowerCase() === 'content-length-range';

const sizeError = (code: string, how: string): WireError =>
  new WireError(400, code, `Your proposed upload ${how}`);

const conditionOn = (operator: string, field: string, value: string): Condition => ({
  operator,
  field: field.slice(1).toLowerCase(),
  value,
  written: `["${operator}", "${field}", "${value}"]`,
});

/** Both ways to write them: `["eq", "$key", "a"]`, and `{"key": "a"}` for equal. */
function conditionsOf(written: unknown): Condition[] {
  if (Array.isArray(written)) {
    const [operator, field, value] = written.map(String);
    const isKnown = operator === 'eq' || operator === 'starts-with';
    if (isKnown && field?.startsWith('$') && value !== undefined)
      return [conditionOn(operator, field, value)];
  } else if (typeof written === 'object' && written !== null)
    return Object.entries(written).map(([field, value]) =>
      conditionOn('eq', `$${field}`, String(value)),
    );
  throw new WireError(400, 'InvalidPolicyDocument', 'Invalid Policy: Invalid Condition.');
}
