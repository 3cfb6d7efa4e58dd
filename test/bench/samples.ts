/** How often each thing is measured. */
export type Samples = {
  warmUpPayments: number;
  payments: number;
  burst: number;
  pricedPayments: number;
  acknowledgements: number;
  pdfs: number;
  loads: number;
};

export const full: Samples = {
  warmUpPayments: 8,
  payments: 60,
  burst: 10,
  pricedPayments: 20,
  acknowledgements: 200,
  pdfs: 60,
  loads: 9,
};

/** For machines that build: fewer of each, so that times only warn. */
export const short: Samples = {
  warmUpPayments: 4,
  payments: 12,
  burst: 4,
  pricedPayments: 6,
  acknowledgements: 40,
  pdfs: 15,
  loads: 3,
};
