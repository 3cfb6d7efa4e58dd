import { checkMail, type Dns } from '../../../ops/check/mail.ts';

const sender = {
  from: 'bonjour@shop.example',
  region: 'eu-west-3',
  dkim: { isVerified: true, tokens: ['abc'] },
  mailFrom: 'bounce.shop.example',
};

const records: Record<string, unknown> = {
  'abc._domainkey.shop.example': ['abc.dkim.amazonses.com'],
  'bounce.shop.example MX': [{ priority: 10, exchange: 'feedback-smtp.eu-west-3.amazonses.com' }],
  'bounce.shop.example': [['v=spf1 include:amazonses.com ', '~all']],
  '_dmarc.shop.example': [['v=DMARC1; p=quarantine']],
};

/** A DNS with these records; `undefined` ones are not there. */
function dnsWith(changes: Record<string, unknown> = {}): Dns {
  const look = async (name: string) => {
    const found = { ...records, ...changes }[name];
    if (found === 'silence') throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' });
    if (found === undefined) throw Object.assign(new Error('no record'), { code: 'ENOTFOUND' });
    return found as never;
  };
  return { resolveCname: look, resolveTxt: look, resolveMx: (name) => look(`${name} MX`) };
}

const verdicts = async (...of: Parameters<typeof checkMail>) =>
  (await checkMail(...of)).map(({ about, verdict }) => `${about}: ${verdict}`);

test('a sender with all records is in order', async () => {
  expect(await verdicts(sender, dnsWith())).toEqual([
    'DKIM at SES: ok',
    'DKIM: ok',
    'MAIL FROM: ok',
    'SPF: ok',
    'DMARC: ok',
  ]);
});

test.each([
  ['DKIM', 'abc._domainkey.shop.example', ['other.dkim.amazonses.com'], 'abc.dkim.amazonses.com'],
  ['MAIL FROM', 'bounce.shop.example MX', undefined, '10 feedback-smtp.eu-west-3.amazonses.com'],
  ['SPF', 'bounce.shop.example', [['v=spf1 -all']], 'v=spf1 include:amazonses.com ~all'],
  ['DMARC', '_dmarc.shop.example', undefined, 'v=DMARC1; p=none'],
])(
  '%s that is missing or wrong is named with what is there, what must be, and what to do',
  async (about, name, record, wanted) => {
    const findings = await checkMail(sender, dnsWith({ [name]: record }));
    const wrongs = findings.filter(({ verdict }) => verdict === 'wrong');
    expect(wrongs.map((finding) => finding.about)).toEqual([about]);
    const seen = record === undefined ? 'nothing' : String(record);
    expect(wrongs[0]!.says).toContain(`is ${seen}, must be ${wanted}; add it to your DNS`);
  },
);

test('a DNS that does not answer proves nothing', async () => {
  const findings = await checkMail(sender, dnsWith({ '_dmarc.shop.example': 'silence' }));
  expect(findings.at(-1)).toMatchObject({ about: 'DMARC', verdict: 'unclear' });
});

test('a domain that SES has not verified yet, or that has no MAIL FROM, is wrong', async () => {
  const unverified = {
    ...sender,
    dkim: { isVerified: false, tokens: ['abc'] },
    mailFrom: undefined,
  };
  expect(await verdicts(unverified, dnsWith())).toEqual([
    'DKIM at SES: wrong',
    'DKIM: ok',
    'MAIL FROM: wrong',
    'DMARC: ok',
  ]);
});

test('a single address, and one of a free mail service, are told to become a domain', async () => {
  const address = { from: sender.from, region: sender.region };
  expect(await verdicts(address, dnsWith())).toEqual(['mail sender: wrong', 'DMARC: ok']);
  const free = { ...address, from: 'shop@gmail.com' };
  expect(await verdicts(free, dnsWith())).toEqual(['mail sender: wrong']);
  expect(await verdicts(undefined, dnsWith())).toEqual(['mail: note']);
});
