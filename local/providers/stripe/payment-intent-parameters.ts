import { names } from './parameters.ts';

/** Every parameter for creating a PaymentIntent; others are rejected. */
export const intentParameters = {
  automatic_payment_methods: names('enabled allow_redirects'),
  ...names(`allowed_payment_method_types amount amount_details application_fee_amount capture_method
    confirm confirmation_method confirmation_token currency customer customer_account description
    error_on_requires_action excluded_payment_method_types expand hooks mandate mandate_data
    metadata off_session on_behalf_of payment_details payment_method payment_method_configuration
    payment_method_data payment_method_options radar_options receipt_email return_url
    setup_future_usage shipping statement_descriptor statement_descriptor_suffix transfer_data
    transfer_group use_stripe_sdk`),
};
