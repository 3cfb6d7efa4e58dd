/**
 * The fields of a notification, read from its bytes whatever its content type: a form, a multipart
 * form or JSON, since the vendor documents none of it.
 *
 * Each value holds bytes as Latin-1 characters, because the older API signs bytes: two invalid
 * UTF-8 sequences must not become equal. Use `textOf` to read one. Of several fields with one name
 * the first counts.
 */
export type NotificationFields = ReadonlyMap<string, string>;

export function notificationFields(rawBody: Uint8Array): NotificationFields {
  const bytes = Buffer.from(rawBody)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (/^\s*\{/.test(bytes)) return jsonFields(bytes);
  return firstOfEach(/^\s*--/.test(bytes) ? multipartFields(bytes) : formFields(bytes));
}

export const bytesOf = (value: string): Buffer => Buffer.from(value, 'latin1');

export const textOf = (value: string | undefined): string =>
  value === undefined ? '' : bytesOf(value).toString('utf8');

type Field = readonly [name: string, value: string];

const firstOfEach = (fields: readonly Field[]): NotificationFields => new Map(fields.toReversed());

const formFields = (bytes: string): Field[] =>
  bytes.split('&').map((pair) => {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    return [urlDecoded(name), urlDecoded(value)];
  });

const urlDecoded = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );

/** The boundary is the first line, which cannot be anything else. */
function multipartFields(bytes: string): Field[] {
  const [, boundary = ''] = /^\s*(--[^\r\n]+)\r?\n/.exec(bytes) ?? [];
  if (boundary === '') return [];
  return bytes.split(boundary).flatMap((part): Field[] => {
    const gap = /\r?\n\r?\n/.exec(part);
    if (!gap) return [];
    const [, name] = /;\s*name="?([^"\r\n;]+)"?/i.exec(part.slice(0, gap.index)) ?? [];
    const value = part.slice(gap.index + gap[0].length).replace(/\r?\n$/, '');
    return name === undefined ? [] : [[name, value]];
  });
}

function jsonFields(bytes: string): NotificationFields {
  const toBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
  try {
    const object = JSON.parse(textOf(bytes)) as Record<string, unknown>;
    const values = Object.entries(object).filter(
      ([, value]) => typeof value === 'string' || typeof value === 'number',
    );
    return new Map(values.map(([name, value]) => [name, toBytes(String(value))]));
  } catch {
    return new Map();
  }
}
