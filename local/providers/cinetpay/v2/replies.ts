import { randomInt } from 'node:crypto';
import type { Reply } from '../../loopback-server.ts';
import { html, json } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import type { Code } from './codes.ts';
import { httpStatusOf, messageOf } from './codes.ts';

/** An answer of the API; `more` adds fields such as description and data. */
export function codeReply(account: CinetPayAccount, code: Code, more: object): Reply {
  return json(httpStatusOf(code), {
    code,
    message: messageOf(code),
    ...more,
    api_response_id: `${account.clock.nowSeconds()}.${randomInt(1_000, 10_000)}`,
  });
}

/** The firewall's page for presumed attacks. */
export function wallReply(code: string): Reply {
  return html(
    403,
    `<!DOCTYPE html>
<html lang="en-US">
<head><title>Access denied | api-checkout.cinetpay.com used Cloudflare to restrict access</title></head>
<body>
<h1>Error ${code}</h1>
<p>Sorry, you have been blocked. You are unable to access cinetpay.com</p>
</body>
</html>
`,
  );
}

/** The firewall's page when nothing behind it answers. */
export function brokenReply(): Reply {
  return html(
    500,
    '<html>\n<head><title>500 Internal Server Error</title></head>\n<body><center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center></body>\n</html>\n',
  );
}
