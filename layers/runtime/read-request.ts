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

/** @throws InvalidRequestError with the faults. Only here is a parse error the caller's fault. */
export function parseBody<T>(schema: Schema<T>, event: HttpEvent): T {
  const { value, isWhole } = readJson(event);
  if (!isWhole) throw new InvalidRequestError('The body is not valid UTF-8.');
  return parse(schema, value);
}

/** @throws InvalidRequestError with the faults. */
export function parseQuery<T>(schema: Schema<T>, event: HttpEvent): T {
  return parse(schema, event.queryStringParameters ?? {});
}

export const jsonType = /^application\/([\w.+-]+\+)?json\b/i;

/** @throws BodyRejectedError when the content type is another one. */
export function requireContentType(event: HttpEvent, contentType: RegExp): void {
  if (!contentType.test(event.headers['content-type'] ?? ''))
    throw new BodyRejectedError(
      'unsupported_media_type',
      contentType === jsonType
        ? 'Send JSON, with content-type: application/json.'
        : 'The content type of the body is not accepted here.',
    );
}

/**
 * Returns the JSON value of the body, and whether its bytes were valid UTF-8: invalid bytes become
 * U+FFFD, which is also a character that anybody may write.
 *
 * @throws InvalidRequestError when the body is not JSON, BodyRejectedError when its content type is
 * not.
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
 * A gateway passes the body as base64 or as text, and text has already been made valid. Most
 * invalid sequences are shorter than the three bytes of U+FFFD, so the length then differs from
 * Content-Length.
 */
function cameWhole({ isBase64Encoded, headers }: HttpEvent, bytes: Buffer): boolean {
  if (isBase64Encoded) return isUtf8(bytes);
  const announced = headers['content-length'];
  const isReplaced = announced !== undefined && Number(announced) !== bytes.byteLength;
  return !(isReplaced && bytes.includes('\ufffd'));
}

/** Maximum errors in one answer. An answer must not be larger than its request. */
const errorsMax = 20;

/** Maximum characters of a repeated path: the caller may have chosen its names. */
const pathLengthMax = 100;

/** As long as a card number: text that is refused for one is not repeated. */
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
