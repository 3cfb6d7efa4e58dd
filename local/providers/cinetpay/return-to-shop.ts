import { html as markup } from 'hono/html';
import { type Call, html, type Reply, seeOther } from '../loopback-server.ts';
import type { CinetPayment } from './payment.ts';

/**
 * Sends the payer's browser back. The legacy generation uses a cross-site POST, which no redirect
 * can cause: hence a form that submits itself. A client that does not ask for HTML is a script, and
 * gets a plain redirect.
 */
export function returnToShop(payment: CinetPayment, call: Call): Reply {
  const { success, failed } = payment.urls;
  if (payment.generation === 'v1') {
    const isGoodNews = payment.state === 'paid' || payment.state === 'waiting';
    return seeOther(isGoodNews ? success : failed);
  }
  const fields = { transaction_id: payment.reference, token: payment.token };
  const isBrowser = (call.headers.accept ?? '').includes('text/html');
  if (isBrowser) return html(200, selfSubmittingForm(success, fields));
  const url = new URL(success);
  for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
  return seeOther(url.href);
}

function selfSubmittingForm(action: string, fields: Record<string, string>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return String(markup`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>CinetPay</title></head>
<body>
<form id="return" method="post" action="${action}">
${inputs}
<button>Retour à la boutique</button>
</form>
<script>document.getElementById('return').submit();</script>
</body>
</html>
`);
}
