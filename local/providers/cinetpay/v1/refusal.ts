import { json, Refusal } from '../../loopback-server.ts';

/** A refusal in the API's own form. */
export class V1Refusal extends Refusal {
  readonly httpStatus: number;
  readonly code: number;
  readonly status: string;

  constructor(httpStatus: number, code: number, status: string, description: string) {
    super(description);
    this.httpStatus = httpStatus;
    this.code = code;
    this.status = status;
  }

  reply() {
    const { httpStatus, code, status, message } = this;
    return json(httpStatus, { code, status, description: message });
  }
}

export function invalidParams(description: string): V1Refusal {
  return new V1Refusal(422, 1004, 'INVALID_PARAMS', description);
}
