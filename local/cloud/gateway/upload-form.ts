import type { HttpRequest } from './http-message.ts';
import { WireError } from './wire-error.ts';

/** A form posted to a bucket (S3's POST Object). */
export type UploadForm = {
  bucket: string;
  /** Names in lower case, as S3 compares them. */
  fields: ReadonlyMap<string, string>;
  file: { name: string; bytes: Buffer };
};

const malformed = (message: string): WireError =>
  new WireError(400, 'MalformedPOSTRequest', message);

/**
 * Reads a browser's upload; undefined when the request is something else.
 *
 * @throws WireError as S3 when the form is broken, or has no file.
 */
export function readUploadForm({ method, path, headers, body }: HttpRequest) {
  const type = headers['content-type'] ?? '';
  if (method !== 'POST' || headers.authorization || !/^multipart\/form-data\b/i.test(type))
    return undefined;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined)
    throw malformed('The body of your POST request is not well-formed multipart/form-data.');
  const fields = new Map<string, string>();
  for (const part of partsOf(body, boundary)) {
    const { name, fileName, content } = readPart(part);
    // S3 ignores whatever follows the file.
    if (name === 'file') return formOf(path, fields, { name: fileName, bytes: content });
    fields.set(name.toLowerCase(), content.toString('utf8'));
  }
  throw new WireError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
}

const formOf = (
  path: string,
  fields: ReadonlyMap<string, string>,
  file: UploadForm['file'],
): UploadForm => ({ bucket: path.split('/')[1] ?? '', fields, file });

/** The parts between the boundaries, each with its headers. */
function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  for (let start = whole.indexOf(mark); ; ) {
    const end = start < 0 ? -1 : whole.indexOf(mark, start + mark.length);
    if (end < 0) return;
    yield whole.subarray(start + mark.length, end);
    start = end;
  }
}

function readPart(part: Buffer): { name: string; fileName: string; content: Buffer } {
  const headEnd = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, Math.max(headEnd, 0)).toString('utf8');
  const [, name] = /^content-disposition:.*?[; ]name="([^"]*)"/im.exec(head) ?? [];
  if (headEnd < 0 || name === undefined)
    throw malformed('The body of your POST request is not well-formed multipart/form-data.');
  const [, fileName = ''] = /filename="([^"]*)"/i.exec(head) ?? [];
  return { name, fileName, content: part.subarray(headEnd + 4) };
}
