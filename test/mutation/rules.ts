/**
 * The rules that cost money when they are wrong: the files that hold each, and the tests that it is
 * judged by, its own alone. What only the test of a far-off flow would notice is not held.
 */
export const rules = {
  money: {
    files: ['layers/domain/{money,quantity}.ts'],
    tests: ['{money,quantity}.test.ts'],
  },
  vat: {
    files: [
      'layers/domain/invoices/{vat,line-tax,shares,unit-price,exemption,exemption-article}.ts',
    ],
    tests: ['invoices/*.test.ts'],
  },
  numbering: {
    files: ['layers/domain/invoices/issue-once.ts'],
    tests: ['invoices/*.test.ts'],
  },
  transition: {
    files: ['layers/domain/payments/transition.ts'],
    tests: ['payments/{transition,any-course,declines,settle-payment}.test.ts'],
  },
  refunds: { files: ['layers/domain/refunds/*.ts'], tests: ['refunds/*.test.ts'] },
  limits: { files: ['layers/domain/limits/*.ts'], tests: ['limits/*.test.ts'] },
};
