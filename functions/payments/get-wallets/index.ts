import { setting } from '#wiring/settings';
import { findWallets } from '#wiring/wallets';
import { createHandler } from './handler.ts';

export const handler = createHandler({ find: findWallets, shopOrigins: setting('SHOP_ORIGINS') });
