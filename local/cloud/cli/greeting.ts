import { resultPage, signInPath } from '#vocabulary/paths';
import type { SeededPerson } from '../control/seed-people.ts';
import type { LocalCloud } from '../host.ts';

/** What somebody reads who has started everything: where it is, and who can sign in. */
export const greeting = ({ endpoints, people }: Pick<LocalCloud, 'endpoints' | 'people'>) => `
  API                ${endpoints.api}
  result page        ${endpoints.web}${resultPage}
  mailbox            ${endpoints.mailbox}
  simulated Stripe   ${endpoints.providers.stripe}
  simulated PayPal   ${endpoints.providers.paypal}
  simulated CinetPay ${endpoints.providers.cinetpay}
  simulated partner  ${endpoints.providers.external}
  invoice platform   ${endpoints.providers.platform}
  webhook receiver   ${endpoints.providers.receiver}
  API key            ${endpoints.apiKey || '(none: see the warning above)'}

  sign in            ${endpoints.web}${signInPath} (admin and finance: ${signInPath}?as=staff)
${people.map(lineOf).join('\n')}

ready`;

/** Passwords of people who exist on this machine only. */
function lineOf({ title, email, password, totpSecret }: SeededPerson): string {
  const factor = totpSecret === undefined ? '' : `, second factor ${totpSecret}`;
  return `  ${title.padEnd(18)} ${email}, password ${password}${factor}`;
}
