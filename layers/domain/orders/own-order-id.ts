/**
 * Whether an order's number is the id of an order of ours. A shop may give its own orders numbers
 * that begin likewise; none of them is as long.
 */
export const isOwnOrderId = (id: string | undefined): id is string =>
  id !== undefined && /^ord_[0-9A-HJKMNP-TV-Z]{26}$/.test(id);
