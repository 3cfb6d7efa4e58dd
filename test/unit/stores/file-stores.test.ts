import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { attachment } from '#stores/attachment';
import { GuardDutyScans, noScans } from '#stores/file-scans';
import { S3StoredFiles } from '#stores/stored-files';
import { signatureOf, uploadPolicies } from '#stores/upload-policies';
import { anOrderFile } from '#test/order-files';

describe('a signed upload', () => {
  test('is signed as in Amazon’s own example', () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
    const policy =
      'eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9';
    const signer = {
      day: '20151229',
      region: 'us-east-1',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    };
    expect(signatureOf(policy, signer)).toBe(
      '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e',
    );
  });

  const grant = (sessionToken?: string) =>
    uploadPolicies(
      { url: 'https://files.s3.eu-west-3.amazonaws.com/', bucket: 'files' },
      { region: 'eu-west-3', accessKeyId: 'ASIA1', secretAccessKey: 'secret', sessionToken },
    )(
      { orderId: 'ord_1', file: anOrderFile(), expiresAt: '2026-11-21T10:15:00.000Z' },
      new Date('2026-11-21T10:00:00.500Z'),
    );

  test('binds key, type and exact size, and every field that it sends', () => {
    const { url, fields } = grant('token');
    const { policy, 'x-amz-signature': signature, ...bound } = fields;
    expect(url).toBe('https://files.s3.eu-west-3.amazonaws.com/');
    expect(bound).toEqual({
      key: `temporary/ord_1/${anOrderFile().id}`,
      'Content-Type': 'application/pdf',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': 'ASIA1/20261121/eu-west-3/s3/aws4_request',
      'x-amz-date': '20261121T100000Z',
      'x-amz-security-token': 'token',
    });
    expect(JSON.parse(Buffer.from(policy!, 'base64').toString())).toEqual({
      expiration: '2026-11-21T10:15:00.000Z',
      conditions: [
        { bucket: 'files' },
        ['content-length-range', 13, 13],
        ...Object.entries(bound).map(([name, value]) => ['eq', `$${name}`, value]),
      ],
    });
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(policy).not.toContain('affiche');
  });

  test('sends no session token that it does not have', () => {
    expect(Object.keys(grant().fields)).not.toContain('x-amz-security-token');
  });
});

describe('the name of a download', () => {
  test.each([
    ['FA-2026-000001.pdf', 'attachment; filename="FA-2026-000001.pdf"'],
    [
      'été (v2).pdf',
      'attachment; filename="_t_ (v2).pdf"; filename*=UTF-8\'\'%C3%A9t%C3%A9%20%28v2%29.pdf',
    ],
    [
      'a"; filename=b.exe',
      'attachment; filename="a__ filename=b.exe"; filename*=UTF-8\'\'a%22%3B%20filename%3Db.exe',
    ],
  ])('%s', (name, header) => {
    expect(attachment(name)).toBe(header);
  });

  test('survives whole, and never ends the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const header = attachment(name);
        expect(header).toMatch(
          /^attachment; filename="[^"\\]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/,
        );
        const [, encoded] = header.split("UTF-8''");
        const [, plain] = /filename="([^"]*)"/.exec(header)!;
        expect(encoded === undefined ? plain : decodeURIComponent(encoded)).toBe(name);
      }),
    );
  });
});

/** A client that answers this, and what it was asked. */
function answering(reply: object) {
  const asked: { input: object }[] = [];
  const send = async (command: { input: object }) => {
    asked.push(command);
    return reply;
  };
  return { client: { send } as unknown as S3Client, asked };
}

const place = { orderId: 'ord_1', fileId: 'file_1' };

test('a copy is that of the version that was looked at, and takes no tag along', async () => {
  const { client, asked } = answering({});
  await new S3StoredFiles(client, 'files').keep(place, '"1"');
  expect(asked.map(({ input }) => input)).toEqual([
    {
      Bucket: 'files',
      Key: 'orders/ord_1/file_1',
      CopySource: 'files/temporary/ord_1/file_1',
      CopySourceIfMatch: '"1"',
      TaggingDirective: 'REPLACE',
    },
  ]);
});

describe('a scanner’s verdict', () => {
  test.each([
    [undefined, 'pending'],
    ['NO_THREATS_FOUND', 'clean'],
    ['THREATS_FOUND', 'infected'],
    ['UNSUPPORTED', 'unscannable'],
    ['ACCESS_DENIED', 'unscannable'],
    ['FAILED', 'unscannable'],
    ['A_WORD_OF_TOMORROW', 'unscannable'],
  ])('tagged %s is %s', async (status, verdict) => {
    const tag = { Key: 'GuardDutyMalwareScanStatus', Value: status };
    const { client, asked } = answering({ TagSet: status === undefined ? [] : [tag] });
    expect(await new GuardDutyScans(client, 'files').verdictOn(place)).toBe(verdict);
    expect(asked[0]!.input).toEqual({ Bucket: 'files', Key: 'orders/ord_1/file_1' });
  });

  test('is none where nobody scans', async () => {
    expect(await noScans.verdictOn(place)).toBe('unscanned');
  });
});
