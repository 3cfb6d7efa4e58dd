import type { Code } from './codes.ts';

/** Why the API refuses a request: one of its codes, and the detail in `description`. */
export class V2Refusal extends Error {
  readonly code: Code;

  constructor(code: Code, description: string) {
    super(description);
    this.code = code;
  }
}
