import fc from 'fast-check';
import {
  factKinds,
  isUndeliverable,
  type MailFact,
  type MailFacts,
  stateOf,
  withFact,
} from '#domain/messages/fate';
import { mailboxNames } from '#domain/messages/mailbox-name';
import { mailKeyOf, messageId } from '#domain/messages/message';
import {
  goesAllTheSame,
  lifted,
  standingAfter,
  suppressionOf,
  unknownMailbox,
} from '#domain/messages/suppression';

const day = (days: number): string =>
  new Date(Date.parse('2026-11-01T10:00:00.000Z') + days * 86_400_000).toISOString();

const now = new Date(day(40));

/** As SES tells it: a repetition keeps its id and its time. */
const anyFact: fc.Arbitrary<MailFact> = fc
  .record({
    kind: fc.constantFrom(...factKinds),
    days: fc.nat(39),
    detail: fc.constantFrom(
      'General',
      'MailboxFull',
      'abuse',
      'not-spam',
      'OnAccountSuppressionList',
    ),
  })
  .map(({ kind, days, detail }) => ({
    kind,
    at: day(days),
    feedbackId: `${kind}-${days}`,
    detail,
  }));

const shuffledTwice = (facts: MailFact[]) =>
  fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 });

const anyTelling = fc
  .array(anyFact, { maxLength: 20 })
  .chain((facts) => fc.tuple(fc.constant(facts), shuffledTwice(facts)));

const bounce = (days: number): MailFact => ({ kind: 'bounced', at: day(days), feedbackId: 'f' });
const complaint = (days: number, detail = 'abuse'): MailFact => ({
  kind: 'complained',
  at: day(days),
  feedbackId: 'c',
  detail,
});
const full = (days: number): MailFact => ({
  kind: 'undelivered',
  at: day(days),
  feedbackId: `full-${days}`,
});
const known = (...facts: MailFact[]) => facts.reduce(standingAfter, unknownMailbox);

describe('the state of a mail', () => {
  test('is the same in whichever order, and however often, its facts are told', () => {
    fc.assert(
      fc.property(anyTelling, ([facts, told]) => {
        const kinds = (all: MailFact[]): MailFacts => all.reduce(withFact, {});
        expect(stateOf({}, kinds(told))).toBe(stateOf({}, kinds(facts)));
      }),
    );
  });

  test('says what matters most: a complaint, then that it did not arrive, then that it did', () => {
    const facts: MailFacts = { delivered: { kind: 'delivered', at: day(1) } };
    expect(stateOf({}, {})).toBe('sent');
    expect(stateOf({}, facts)).toBe('delivered');
    expect(stateOf({}, withFact(facts, bounce(2)))).toBe('bounced');
    expect(stateOf({}, withFact(withFact(facts, bounce(2)), complaint(3)))).toBe('complained');
    expect(stateOf({ held: 'bounced' }, {})).toBe('suppressed');
  });

  test('starts the search for another address when nobody will read the mail', () => {
    expect(factKinds.filter((kind) => isUndeliverable({ kind }))).toEqual([
      'bounced',
      'rejected',
      'complained',
    ]);
  });
});

describe('a mailbox', () => {
  test('has the same standing in whichever order, and however often, its facts are told', () => {
    fc.assert(
      fc.property(anyTelling, ([facts, told]) => {
        expect(known(...told)).toEqual(known(...facts));
      }),
    );
  });

  test('of which nothing is known gets its mails', () => {
    expect(suppressionOf(unknownMailbox, now)).toBeUndefined();
  });

  test('that does not exist gets no more, also if a mail was delivered after', () => {
    const standing = known(bounce(1), { kind: 'delivered', at: day(2) });
    expect(suppressionOf(standing, now)).toEqual({ reason: 'bounced' });
  });

  test('that SES has not even tried changes nothing of what we know', () => {
    const listed = { ...bounce(1), detail: 'OnAccountSuppressionList' };
    expect(suppressionOf(known(listed), now)).toBeUndefined();
  });

  test('whose owner complains gets what the law asks for, and nothing else', () => {
    const suppression = suppressionOf(known(bounce(1), complaint(1)), now)!;
    expect(suppression).toEqual({ reason: 'complained' });
    expect(goesAllTheSame(suppression, 'invoice.issued')).toBe(true);
    expect(goesAllTheSame(suppression, 'credit_note.issued')).toBe(true);
    expect(goesAllTheSame(suppression, 'invoice.reminded')).toBe(false);
    expect(goesAllTheSame({ reason: 'bounced' }, 'invoice.issued')).toBe(false);
  });

  test('whose owner says that it is no spam gets its mails', () => {
    expect(suppressionOf(known(complaint(1, 'not-spam')), now)).toBeUndefined();
  });

  test('that is full five times within thirty days rests for a week', () => {
    const standing = known(...[10, 20, 30, 35, 39].map(full));
    expect(suppressionOf(standing, now)).toEqual({ reason: 'undelivered', until: day(46) });
    expect(suppressionOf(standing, new Date(day(46)))).toBeUndefined();
    expect(suppressionOf(known(...[9, 20, 30, 35].map(full)), now)).toBeUndefined();
    expect(suppressionOf(known(...[8, 20, 30, 35, 39].map(full)), now)).toBeUndefined();
  });

  test('that a person says works again gets its mails, until it bounces anew', () => {
    const standing = lifted(known(bounce(1), complaint(2), ...[1, 2, 3, 4, 5].map(full)), day(5));
    expect(suppressionOf(standing, new Date(day(6)))).toBeUndefined();
    expect(suppressionOf(standingAfter(standing, bounce(7)), now)).toEqual({ reason: 'bounced' });
    expect(suppressionOf(standingAfter(standing, bounce(4)), now)).toBeUndefined();
  });

  test('has a name that nobody without the key can guess, one for each live key', () => {
    const [name] = mailboxNames('Zoe@Bakery.example', ['key']);
    expect(name).toMatch(/^[0-9a-f]{32}$/);
    expect(mailboxNames('zoe@bakery.EXAMPLE', ['new', 'key'])[1]).toBe(name);
    expect(mailboxNames('zoe@bakery.example', ['other'])).not.toContain(name);
  });
});

describe('the id of a message', () => {
  const key = { owner: 'cus_1', eventId: 'digest:2026-11-21T10', name: 'buyer' };

  test('says which mail it is, in the signs that a tag of SES allows', () => {
    expect(messageId(key)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    expect(mailKeyOf(messageId(key))).toEqual(key);
  });

  test('is refused when it names none, or is written in another way', () => {
    expect(mailKeyOf(`${messageId(key)}=`)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => mailKeyOf(text) === undefined));
  });
});
