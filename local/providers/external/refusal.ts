import { json, Refusal } from '../loopback-server.ts';

/** Why the API refuses a request. */
export class ExternalRefusal extends Refusal {
  readonly httpStatus: number;
  readonly code: string;

  constructor(httpStatus: number, code: string, message: string) {
    super(message);
    this.httpStatus = httpStatus;
    this.code = code;
  }

  reply() {
    return json(this.httpStatus, { error: { code: this.code, message: this.message } });
  }
}

export function invalidField(name: string, demand: string): ExternalRefusal {
  return new ExternalRefusal(422, 'invalid_request', `"${name}" ${demand}.`);
}
