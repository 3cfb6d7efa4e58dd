/** PayPal's description of each issue, by status; its own words where known. */
const descriptions = {
  400: {
    INVALID_PARAMETER_SYNTAX: 'The value of a field does not conform to the expected format.',
    INVALID_PARAMETER_VALUE: 'A parameter value is not valid.',
    INVALID_STRING_LENGTH: 'The value of a field is either too short or too long.',
    MALFORMED_REQUEST_JSON: 'The request JSON is not well formed.',
    MISSING_REQUIRED_PARAMETER: 'A required field / parameter is missing.',
  },
  403: {
    PERMISSION_DENIED:
      'You do not have permission to access or perform operations on this resource.',
  },
  404: {
    INVALID_RESOURCE_ID:
      'Specified resource ID does not exist. Please check the resource ID and try again.',
  },
  409: {
    PREVIOUS_REQUEST_IN_PROGRESS:
      'A previous request on this resource is currently in progress. Please wait for sometime and try again. It is best to space out the initial and the subsequent request(s) to avoid receiving this error.',
  },
  422: {
    AMOUNT_MISMATCH:
      'Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount.',
    AUTH_CAPTURE_NOT_ENABLED:
      'Authorization and Capture feature is not enabled for the merchant. Make sure that the recipient of the funds is a verified business account.',
    CANNOT_BE_ZERO_OR_NEGATIVE:
      'Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.',
    CAPTURE_FULLY_REFUNDED: 'The capture has already been fully refunded',
    COMPLIANCE_VIOLATION: 'Transaction is declined due to compliance violation.',
    DECIMAL_PRECISION:
      'If the currency supports decimals, only two decimal place precision is supported.',
    DUPLICATE_INVOICE_ID:
      'Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.',
    DUPLICATE_REFERENCE_ID:
      '`reference_id` must be unique if multiple `purchase_unit` are provided.',
    INSTRUMENT_DECLINED:
      "The instrument presented  was either declined by the processor or bank, or it can't be used for this payment.",
    INVALID_CURRENCY_CODE: 'Currency code is invalid or is not currently supported.',
    ITEM_TOTAL_MISMATCH:
      'Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.',
    ITEM_TOTAL_REQUIRED:
      'If item details are specified (items.unit_amount and items.quantity) corresponding amount.breakdown.item_total is required.',
    MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED:
      'You have exceeded the maximum number of payment attempts.',
    MAX_NUMBER_OF_REFUNDS_EXCEEDED:
      'You have exceeded the maximum number of refund attempts for this capture.',
    MULTI_CURRENCY_ORDER:
      'Multiple differing values of currency_code are not supported. Entire Order request must have the same currency_code.',
    NOT_ENABLED_FOR_CARD_PROCESSING:
      'The API Caller account is not setup to be able to process card payments. Please contact PayPal customer support.',
    ORDER_ALREADY_CAPTURED:
      "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.",
    ORDER_COMPLETION_IN_PROGRESS: 'PayPal is still in the process of capturing the order.',
    ORDER_NOT_APPROVED:
      "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or provide a valid `payment_source` in the request.",
    PARTIAL_REFUND_NOT_ALLOWED: 'You cannot do a refund less than the original capture amount.',
    PAYEE_ACCOUNT_RESTRICTED: 'The merchant account is restricted.',
    PAYER_ACTION_REQUIRED:
      'Transaction cannot complete successfully, instruct the buyer to return to PayPal.',
    PENDING_CAPTURE:
      'Cannot initiate a refund as the capture is pending. Capture is typically pending when the payer has funded the transaction using e-check/bank funded.',
    REFERENCE_ID_REQUIRED:
      "'reference_id' is required for each 'purchase_unit' if multiple 'purchase_unit' are provided.",
    REFUND_AMOUNT_EXCEEDED:
      'The refund amount must be less than or equal to the capture amount that has not yet been refunded.',
    REFUND_AMOUNT_TOO_LOW:
      'The amount after applying currency conversion is zero and hence the capture cannot be refunded. The currency conversion is required because the currency of the capture is different than the currency in which the amount was settled into the payee account.',
    REFUND_CAPTURE_CURRENCY_MISMATCH: 'Refund must be in the same currency as the capture',
    REFUND_FAILED_INSUFFICIENT_FUNDS:
      'Capture could not be refunded due to insufficient funds. Please check to see if you have sufficient funds in your PayPal account or if the bank account linked to your PayPal account is verified and has sufficient funds.',
    REFUND_NOT_ALLOWED: 'Capture cannot be refunded.',
    REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK:
      'Refunds are not allowed on this capture due to a chargeback on the card or bank. Please contact the payee to resolve the chargeback.',
    REFUND_TIME_LIMIT_EXCEEDED: 'You are over the time limit to perform a refund on this capture',
    TRANSACTION_DISPUTED:
      'Partial refunds cannot be offered at this time because there is an open case on this transaction. Visit the PayPal Resolution Center to review this case.',
    TRANSACTION_REFUSED: 'The request was refused.',
  },
} as const;

type Descriptions = typeof descriptions;
export type IssueStatus = keyof Descriptions;
/** A fine-grained reason that clients branch on. */
export type Issue = { [Status in IssueStatus]: keyof Descriptions[Status] }[IssueStatus];

const byIssue = new Map<string, { status: IssueStatus; description: string }>(
  ([400, 403, 404, 409, 422] as const).flatMap((status) =>
    Object.entries(descriptions[status]).map(
      ([issue, description]) => [issue, { status, description }] as const,
    ),
  ),
);

/** An issue's status and description; undefined for one that is not simulated. */
export function aboutIssue(
  issue: string,
): { status: IssueStatus; description: string } | undefined {
  return byIssue.get(issue);
}
