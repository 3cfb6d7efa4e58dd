import { isUtf8 } from 'node:buffer';
import { BodyRejectedError, InvalidRequestError, type Violation } from '#domain/errors';
import { type HttpEvent, rawBodyOf } from './http.ts';

/** What zod schemas, full or mini, have in common. */
type Schema<T> = {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: Issue[] } };
};

type Issue = { path: PropertyKey[]; message: string };

/** @throws InvalidRequestError that names what is wrong. Only here is a parse error the caller's fault. */
export function parseBody<T>(schema: Schema<T>, event: HttpEvent): T {
  const { value, isWhole } = readJson(event);
  if (!isWhole) throw new InvalidRequestError('The body is not valid UTF-8.');
  return parse(schema, value);
}

/** @throws InvalidRequestError that names what is wrong. */
export function parseQuery<T>(schema: Schema<T>, event: HttpEvent): T {
  return parse(schema, event.queryStringParameters ?? {});
}

export const jsonType = /^application\/([\w.+-]+\+)?json\b/i;

/** @throws BodyRejectedError for a body that says that it is something else. */
export function requireContentType(event: HttpEvent, contentType: RegExp): void {
  if (!contentType.test(event.headers['content-type'] ?? ''))
    throw new BodyRejectedError(
      'unsupported_media_type',
      contentType === jsonType
        ? 'Send JSON, with content-type: application/json.'
        : 'The body is of a type that is not taken here.',
    );
}

/**
 * What the body says, and whether its bytes came whole: what is no UTF-8 has become U+FFFD, which is
 * also a character of its own that anybody may write.
 *
 * @throws InvalidRequestError for what is no JSON, BodyRejectedError for what does not say it is.
 */
export function readJson(event: HttpEvent): { value: unknown; isWhole: boolean } {
  requireContentType(event, jsonType);
  const bytes = rawBodyOf(event);
  try {
    return { value: JSON.parse(bytes.toString()), isWhole: cameWhole(event, bytes) };
  } catch (cause) {
    throw new InvalidRequestError('The body is not valid JSON.', [], { cause });
  }
}

/**
 * A gateway hands on the bytes themselves in base64, or as text. Text is valid by then whatever was
 * sent; but most of what had to be replaced was shorter than the three bytes of U+FFFD, so its length
 * is another than the one that was announced.
 */
function cameWhole({ isBase64Encoded, headers }: HttpEvent, bytes: Buffer): boolean {
  if (isBase64Encoded) return isUtf8(bytes);
  const announced = headers['content-length'];
  const isReplaced = announced !== undefined && Number(announced) !== bytes.byteLength;
  return !(isReplaced && bytes.includes('\ufffd'));
}

/** Errors that one answer lists. An answer must never outgrow its question. */
const errorsMax = 20;

/** Characters of a path that are repeated: names in it may be the caller's own. */
const pathLengthMax = 100;

/** As long as a card's: what is refused as one is not repeated. */
const manyDigits = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){12,}/gu;

function parse<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errors = issues.slice(0, errorsMax).map(violationOf);
  const [first] = errors;
  const more = issues.length - errors.length;
  const detail = first
    ? `${first.path || 'The request'}: ${first.message}`
    : 'The request is not valid.';
  const unlisted = more > 0 ? ` (${more} more errors are not listed)` : '';
  throw new InvalidRequestError(`${detail}${unlisted}`, errors);
}

const violationOf = ({ path, message }: Issue): Violation => ({
  path: path.map(String).join('.').replace(manyDigits, '…').slice(0, pathLengthMax),
  message,
});
