import { Addresses } from '#contract/addresses';
import { variableOf } from '#runtime/environment';

export const addresses = new Addresses(variableOf('API_URL'), variableOf('WEB_URL'));
