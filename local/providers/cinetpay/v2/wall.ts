import { readJsonBody } from '../../json-body.ts';
import { type Call, html, type Reply } from '../../loopback-server.ts';

/**
 * The firewall of the legacy API. It rejects clients without a user agent, and takes JSON in
 * `metadata` for an attack: the vendor recommends base64.
 */
export function stoppedAtWall(call: Call): Reply | undefined {
  if (!call.headers['user-agent']) return wallReply('1010');
  const metadata = readJsonBody(call.body)?.metadata;
  return isJson(metadata) ? wallReply('1020') : undefined;
}

function isJson(metadata: unknown): boolean {
  if (typeof metadata !== 'string') return typeof metadata === 'object' && metadata !== null;
  return /^\s*[[{]/.test(metadata);
}

/** The firewall's page for presumed attacks. */
function wallReply(code: string): Reply {
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
