import type { Call } from './loopback-server.ts';

type Asked = Pick<Call, 'method' | 'path' | 'query' | 'body'>;

const keptMax = 2_000;

/** The last requests to a provider: tests use them to count calls. */
export class RequestLog {
  private readonly requests: { asked: Asked; at: string }[] = [];

  note(asked: Asked): void {
    this.requests.push({ asked, at: new Date().toISOString() });
    if (this.requests.length > keptMax) this.requests.shift();
  }

  /** Requests that contain this text. Bodies are searched but not shown, since they hold keys. */
  about(text: string): object[] {
    return this.requests
      .filter(({ asked: { path, query, body } }) => `${path}?${query} ${body}`.includes(text))
      .map(({ asked: { method, path }, at }) => ({ method, path, at }));
  }
}
