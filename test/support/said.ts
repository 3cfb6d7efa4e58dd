import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** What the tests have told a cloud of people and what it gave them to prove themselves by. */
const fileOf = (cloud: string): string => `${cloud}/said`;

type Exchange = { sent: unknown; status: number; headers: Headers };

const known = new Set<string>();

/** Notes what no log may ever hold, for the test that reads all of them in the end. */
export function noteSaid(cloud: string, exchange: Exchange): void {
  const said = [...passwordsIn(exchange.sent), ...proofsIn(exchange.headers)];
  // What is refused may be any word, which a log may well hold.
  if (exchange.status < 300) said.push(...personsIn(exchange.sent));
  const unknown = said.filter((text) => text.length >= 8 && !known.has(text));
  for (const text of unknown) {
    known.add(text);
    appendFileSync(fileOf(cloud), `${JSON.stringify(text)}\n`);
  }
}

/** All that was noted in a run, each once. */
export function saidTo(cloud: string): string[] {
  const lines = existsSync(fileOf(cloud)) ? readFileSync(fileOf(cloud), 'utf8').split('\n') : [];
  return [
    ...new Set(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as string)),
  ];
}

function passwordsIn(sent: unknown): string[] {
  if (typeof sent === 'string') return new URLSearchParams(sent).getAll('password');
  const { password } = (sent ?? {}) as { password?: unknown };
  return typeof password === 'string' ? [password] : [];
}

/** Names of people, not of products or projects: whoever has an address or a telephone. */
function personsIn(sent: unknown): string[] {
  if (typeof sent !== 'object' || sent === null || sent instanceof Uint8Array) return [];
  const { name, email, phone, address, ...more } = sent as Record<string, unknown>;
  const isPerson = [email, phone, address].some((part) => part !== undefined);
  const { street } = (address ?? {}) as { street?: unknown };
  const own = [
    isPerson && isSeveralWords(name) && name,
    email,
    phone,
    isSeveralWords(street) && street,
  ];
  return [
    ...own.filter((text) => typeof text === 'string'),
    ...Object.values(more).flatMap((part) => personsIn(part)),
  ];
}

/** A single word may be in a log for other reasons. */
const isSeveralWords = (name: unknown): boolean => typeof name === 'string' && /\S \S/.test(name);

/** Cookies, and codes of the pages that ask for passwords. */
function proofsIn(headers: Headers): string[] {
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(/[=;]/)[1] ?? '');
  const location = headers.get('location') ?? '';
  const codes = ['code', 'state'].flatMap((name) => {
    const [, value] = new RegExp(`[?&]${name}=([^&]+)`).exec(location) ?? [];
    return value ?? [];
  });
  // The chosen customer is a cookie too, and its id no secret.
  return [...cookies, ...codes].filter((proof) => !/^[a-z]{3}_\w+$/.test(proof));
}
