import type { Rule } from '../rule.ts';
import { siteOverHttp } from './site-over-http.ts';

/** Every rule that the evaluation judges, each once. */
export const rules: readonly Rule[] = [siteOverHttp];
