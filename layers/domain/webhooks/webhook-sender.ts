/**
 * Why no answer came. Only the class: what exactly a foreign network said would make us a scanner of
 * ports.
 */
export type SendError =
  | 'refused_url'
  | 'refused_address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'broken_answer';
