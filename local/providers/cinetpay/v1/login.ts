import type { JsonBody } from '../../json-body.ts';
import type { Reply } from '../../loopback-server.ts';
import { json } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import { tokenSeconds } from './access-tokens.ts';
import { V1Refusal } from './refusal.ts';

/** `POST /v1/oauth/login`: the code of a refusal is invented, since the vendor documents none. */
export function login({ v1, tokens }: CinetPayAccount, body: JsonBody): Reply {
  if (body.api_key !== v1.apiKey || body.api_password !== v1.apiPassword) {
    throw new V1Refusal(401, 401, 'UNAUTHORIZED', 'The api_key or the api_password is not valid');
  }
  return json(200, {
    code: 200,
    status: 'OK',
    access_token: tokens.issue(),
    token_type: 'bearer',
    expires_in: tokenSeconds,
  });
}
