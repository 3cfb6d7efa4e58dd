import { randomUUID } from 'node:crypto';
import { totpCode } from '../../local/cloud/sign-in/totp.ts';
import { control, endpoints, type Reply, request } from './cloud.ts';

type Person = { email: string; password: string; role?: string; totpSecret?: string };

/** Somebody with a password who nobody else is; staff have a second factor. */
export async function somebody(more: Partial<Person> = {}): Promise<Person> {
  const totpSecret = more.role && 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const email = `${randomUUID()}@people.example`;
  const person = { email, password: 'Correct-horse-7', totpSecret, ...more };
  await control('POST', '/people', person);
  return person;
}

/** What a browser does with cookies and redirects, without the browser. */
export class BrowserSession {
  readonly cookies = new Map<string, string>();

  /** Follows no redirect; keeps cookies of our own host. */
  async ask(
    method: string,
    address: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: unknown } = {},
  ): Promise<Reply> {
    const url = new URL(address, endpoints.api);
    const isOurs = url.origin === new URL(endpoints.api).origin;
    const sent = [...this.cookies]
      .filter(([name]) => !name.includes('refresh') || url.pathname.startsWith('/auth'))
      .map((pair) => pair.join('='));
    const reply = await request(method, url.href, {
      body,
      headers: { ...headers, ...(isOurs && sent.length > 0 && { cookie: sent.join('; ') }) },
    });
    if (isOurs) for (const text of reply.headers.getSetCookie()) this.keep(text);
    return reply;
  }

  /** As one of our own pages does. */
  page(method: string, address: string, body?: unknown): Promise<Reply> {
    return this.ask(method, address, { headers: { 'x-peage-page': '1' }, body });
  }

  /** Begins, and answers the address of the form. */
  async begin(query = ''): Promise<string> {
    const { status, headers } = await this.ask('GET', `/auth/sign-in${query}`);
    if (status !== 302) throw new Error(`/auth/sign-in answered ${status}`);
    return headers.get('location')!;
  }

  /** Types address and password, and answers where the pages send the browser. */
  async fill(form: string, { email, password, totpSecret }: Person): Promise<string> {
    const code = totpSecret && totpCode(totpSecret, new Date());
    const fields = { username: email, password, ...(code !== undefined && { code }) };
    const { status, headers, text } = await this.ask('POST', form, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    if (status !== 303) throw new Error(`the form answered ${status} ${text}`);
    return headers.get('location')!;
  }

  /** From the first address to the cookies of the session. */
  async signIn(person: Person, query = person.role ? '?as=staff' : ''): Promise<Reply> {
    return this.ask('GET', await this.fill(await this.begin(query), person));
  }

  private keep(text: string): void {
    const [pair = '', ...attributes] = text.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}
