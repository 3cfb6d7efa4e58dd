import { logger } from '#runtime/log';
import { readJson } from '#runtime/read-request';
import { anHttpEvent } from '#test/http-events';

beforeAll(() => logger.setLogLevel('SILENT'));

const inBase64 = (bytes: Buffer) => ({
  ...anHttpEvent({ body: bytes.toString('base64') }),
  isBase64Encoded: true,
});

/** As the gateway hands on JSON: as text, with what is no UTF-8 replaced. */
const asText = (bytes: Buffer) =>
  anHttpEvent({
    body: bytes.toString(),
    headers: { 'content-length': String(bytes.byteLength) },
  });

describe.each([
  ['in base64', inBase64],
  ['as text', asText],
])('a body that the gateway passes on %s [C3]', (_, handOn) => {
  test.each(['"Zoé"', '"\ufffd"', '"a\ufffdb\ufffd"', '"\\ufffd"', '"🎉 زينب"', '""'])(
    'is whole when it is UTF-8, U+FFFD or not: %s',
    (text) => {
      const read = readJson(handOn(Buffer.from(text)));
      expect(read).toEqual({ value: JSON.parse(text), isWhole: true });
    },
  );

  test.each([
    ['Latin-1', Buffer.from('"Zoé"', 'latin1')],
    ['half a character', Buffer.concat([Buffer.from('"'), Buffer.from([0xc3]), Buffer.from('"')])],
    [
      'half of a pair',
      Buffer.concat([Buffer.from('"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"')]),
    ],
    [
      'a true U+FFFD beside a broken byte',
      Buffer.concat([Buffer.from('"\ufffd'), Buffer.from([0xff]), Buffer.from('"')]),
    ],
  ])('is not whole when it is %s', (_name, bytes) => {
    expect(readJson(handOn(bytes)).isWhole).toBe(false);
  });
});

test('a body without a stated length is accepted', () => {
  const event = anHttpEvent({ body: '"\ufffd"' });
  expect(readJson(event)).toEqual({ value: '\ufffd', isWhole: true });
});
