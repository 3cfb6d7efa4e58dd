export type Wallets = { applePay: boolean; googlePay: boolean };

/** Port: the card provider's status of a page's domain. */
export type WalletDirectory = {
  /** @throws ProviderUnreachableError when it does not answer. */
  find(domain: string): Promise<Wallets>;
};

const none: Wallets = { applePay: false, googlePay: false };

/**
 * Whether wallets work on a page of this domain. Only the shop's own domains are looked up: anybody
 * may call this, and the provider counts every request.
 */
export async function walletsOn(
  deps: { find: WalletDirectory['find']; shopOrigins: readonly string[] },
  domain: string,
): Promise<Wallets> {
  const name = domain.toLowerCase();
  const isOfShop = deps.shopOrigins.some((origin) => hostOf(origin) === name);
  return isOfShop ? deps.find(name) : none;
}

/** An entry may end in `:*`, which is not a valid port. */
const hostOf = (origin: string): string => new URL(origin.replace(/:\*$/, '')).hostname;
