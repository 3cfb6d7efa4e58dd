import { randomText } from '../random-text.ts';

/** Length of the random part behind each prefix, as Stripe makes them. */
const lengths = {
  cs_test_a1: 56,
  pi_3: 23,
  ch_3: 23,
  re_3: 23,
  txn_3: 23,
  pm_1: 23,
  dp_1: 23,
  evt_1: 23,
  req_: 14,
  we_1: 23,
  pmd_1: 23,
  cus_: 14,
  li_1: 23,
  price_1: 23,
  prod_: 14,
  ephkey_1: 23,
} as const;

/** A new id of the given kind, e.g. `newId('evt_1')` → `evt_1Pgc76…`. */
export function newId(prefix: keyof typeof lengths): string {
  return prefix + randomText(lengths[prefix]);
}
