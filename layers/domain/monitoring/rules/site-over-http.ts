import type { Rule } from '../rule.ts';

/** A developer's own machine: nobody is between. */
const isOwnMachine = ({ hostname }: URL): boolean => hostname === 'localhost';

/** Ports may be `*`, as in `http://localhost:*`. */
const parsed = (site: string): URL => new URL(site.replace(/:\*$/, ''));

/** Pages of the shop that are served without TLS: known from the configuration, certain at once. */
export const siteOverHttp: Rule = {
  name: 'site_over_http',
  runbook: 'alert-site-over-http',
  impact: {
    fr: 'Une page de la boutique s’ouvre sans chiffrement : ce que l’acheteur tape peut être lu.',
    en: 'A page of the shop opens without encryption: what buyers type can be read.',
  },
  opensAfter: 1,
  evaluate: ({ sites }) => {
    const plain = sites.filter((site) => {
      const url = parsed(site);
      return url.protocol === 'http:' && !isOwnMachine(url);
    });
    const found = plain.length > 0;
    return [
      {
        rule: 'site_over_http',
        dimension: 'shop',
        severity: 'high',
        holds: found,
        clears: !found,
        evidence: { sites: sites.length, overHttp: plain.length },
        objects: [...new Set(plain)],
      },
    ];
  },
};
