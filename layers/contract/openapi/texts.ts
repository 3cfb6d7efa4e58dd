import { accountTexts } from './texts/account-texts.ts';
import { adminTexts } from './texts/admin-texts.ts';
import { paymentTexts } from './texts/payment-texts.ts';
import type { Texts } from './texts/texts.ts';
import { usageTexts } from './texts/usage-texts.ts';

/** All that the description says in words about named schemas. */
export const texts: Texts = { ...paymentTexts, ...accountTexts, ...usageTexts, ...adminTexts };
