/**
 * The fields that we read of PayPal's objects (developer.paypal.com/docs/api/orders/v2,
 * payments/v2). Statuses are open lists: new ones come without notice, and any field may be
 * missing.
 */
export type WireMoney = { currency_code?: string; value?: string };

export type Link = { href: string; rel: string };

export type WireCapture = {
  id?: string;
  status?: string;
  status_details?: { reason?: string };
  amount?: WireMoney;
  custom_id?: string;
  supplementary_data?: { related_ids?: { order_id?: string } };
};

export type WireRefund = {
  id?: string;
  status?: string;
  status_details?: { reason?: string };
  amount?: WireMoney;
  custom_id?: string;
  links?: Link[];
};

export type WireOrder = {
  id?: string;
  status?: string;
  update_time?: string;
  purchase_units?: {
    custom_id?: string;
    payments?: { captures?: WireCapture[]; refunds?: WireRefund[] };
  }[];
  links?: Link[];
};

export type WireDispute = {
  dispute_id?: string;
  status?: string;
  dispute_amount?: WireMoney;
  dispute_outcome?: { outcome_code?: string; amount_refunded?: WireMoney };
};

export type WireError = {
  name?: string;
  message?: string;
  debug_id?: string;
  details?: { issue?: string; description?: string }[];
};
