import { viewSwitch } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { ProviderCatalogue } from '#domain/payments/choose-provider';
import type { ProviderName } from '#domain/payments/payment';
import type { Switch, SwitchStore } from '#domain/switches/switches';
import { callerOf, httpFunction, json } from '#runtime/http';

export type ListSwitchesDeps = {
  switches: Pick<SwitchStore, 'load'>;
  catalogue: ProviderCatalogue;
};

/** GET /v1/admin/switches: every configured provider, and every method ever switched. */
export const createHandler = ({ switches: store, catalogue }: ListSwitchesDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { switches } = await store.load();
    const untouched = (Object.keys(catalogue) as ProviderName[])
      .filter(
        (provider) =>
          !switches.some((candidate) => isWhole(candidate) && candidate.provider === provider),
      )
      .map((provider) => viewSwitch({ provider, enabled: true }));
    return json(200, { data: [...switches.map(viewSwitch), ...untouched] });
  });

const isWhole = ({ method }: Switch): boolean => method === undefined;
